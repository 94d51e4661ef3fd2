package dev.landfast.engine;

import dev.landfast.definition.Expressions;
import dev.landfast.definition.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The same steps for each item, so many side by side. Where the items are asked for, every answer
/// is a task of its own under `EACH/EACH-items.n`; with `until: empty` it is asked again whenever
/// an item has ended.
final class WalkForeach {

    private final Walk walk;
    private final Step.Foreach each;
    private final String path;
    private final Map<String, Object> known = new LinkedHashMap<>();
    private final Map<String, Reached> ended = new LinkedHashMap<>();
    private final Map<String, Scope> scopes = new LinkedHashMap<>();
    private final Set<String> offered = new LinkedHashSet<>();
    private int asked;

    WalkForeach(Walk walk, Step.Foreach each, String path) {
        this.walk = walk;
        this.each = each;
        this.path = path;
    }

    Reached visit(Scope scope) {
        var first = items(scope);
        if (first.isPresent()) {
            return first.get();
        }
        var started = walk.memory.items();
        while (true) {
            var before = ended.size();
            var open = underWay(started, scope);
            var more = askAgain(scope);
            if (more.isPresent()) {
                return more.get();
            }
            open += start(scope, open);
            if (ended.size() == before) {
                return open > 0 ? new Reached.Open() : end(scope);
            }
        }
    }

    /// Reads the items; answers what keeps it from going on, if anything does.
    private Optional<Reached> items(Scope scope) {
        return switch (each.each().in()) {
            case Step.In.Listed(var expression) -> {
                offer(Expressions.value(expression, walk.lookups(scope)).orElse(List.of()));
                yield Optional.empty();
            }
            case Step.In.Asked _ -> ask(scope, 1);
        };
    }

    private Optional<Reached> ask(Scope scope, int number) {
        if (!(each.each().in() instanceof Step.In.Asked(var query))) {
            return Optional.empty();
        }
        var inner = scope.fork();
        var at = Paths.round(Paths.child(path, query.id()), number);
        var reached = new WalkTask(walk, inner).visit(query, at);
        if (!reached.well()) {
            return Optional.of(reached);
        }
        asked = number;
        offered.clear();
        if (reached instanceof Reached.Passed
                && walk.lookups(inner).get("steps") instanceof Map<?, ?> steps
                && steps.get(query.id()) instanceof Map<?, ?> outputs) {
            offer(outputs.containsKey("items") ? outputs.get("items") : List.of());
        }
        return Optional.empty();
    }

    private boolean hasAsked(int number) {
        return each.each().in() instanceof Step.In.Asked(var query)
                && walk.facts.leaf(Paths.round(Paths.child(path, query.id()), number)).attempts()
                        > 0;
    }

    private void offer(@Nullable Object items) {
        if (items instanceof List<?> list) {
            for (var item : list) {
                known.putIfAbsent(key(item), item);
                offered.add(key(item));
            }
        }
    }

    private String key(Object item) {
        var field = each.each().key();
        return item instanceof Map<?, ?> map && !field.isEmpty()
                ? String.valueOf(map.get(field))
                : String.valueOf(item);
    }

    /// Every answer that has been given is taken in, and a new one asked for when an item has ended
    /// since the last.
    private Optional<Reached> askAgain(Scope scope) {
        if (!each.each().fan().untilEmpty() || halted()) {
            return Optional.empty();
        }
        var need = ended.size() + 1;
        for (var number = asked + 1; number < need; number++) {
            if (hasAsked(number)) {
                var open = ask(scope, number);
                if (open.isPresent()) {
                    return open;
                }
            }
        }
        return need > asked ? ask(scope, need) : Optional.empty();
    }

    /// Walks the items that have been begun; answers how many are still open.
    private int underWay(Set<String> started, Scope scope) {
        var open = 0;
        for (var item : known.entrySet()) {
            if (!ended.containsKey(item.getKey())
                    && started.contains(Paths.item(path, item.getKey()))) {
                open += walk(item.getKey(), item.getValue(), scope) ? 0 : 1;
            }
        }
        return open;
    }

    private int start(Scope scope, int open) {
        var more = 0;
        for (var item : List.copyOf(known.entrySet())) {
            if (open + more >= Math.max(1, each.each().fan().atMost()) || halted()) {
                break;
            }
            if (!ended.containsKey(item.getKey())
                    && !scopes.containsKey(item.getKey())
                    && offered.contains(item.getKey())
                    && met(item.getValue())) {
                more += walk(item.getKey(), item.getValue(), scope) ? 0 : 1;
            }
        }
        return more;
    }

    /// @return whether the item has ended
    private boolean walk(String key, Object item, Scope scope) {
        var inner = scope.fork();
        inner.name(each.each().as(), item);
        var reached = walk.sequence(each.steps(), Paths.item(path, key), inner);
        scopes.put(key, inner);
        if (reached instanceof Reached.Open) {
            return false;
        }
        ended.put(key, reached);
        return true;
    }

    private boolean halted() {
        return each.each().onFail().equals("stop")
                && ended.values().stream().anyMatch(reached -> !reached.well());
    }

    /// An item may name others it depends on; it is held until they have ended well.
    private boolean met(Object item) {
        if (!(item instanceof Map<?, ?> map && map.get("needs") instanceof List<?> needs)) {
            return true;
        }
        return needs.stream()
                .map(String::valueOf)
                .filter(known::containsKey)
                .allMatch(need -> ended.containsKey(need) && ended.get(need).well());
    }

    private Reached end(Scope scope) {
        scopes.values().forEach(scope::join);
        return Reached.together(new ArrayList<>(ended.values()));
    }
}
