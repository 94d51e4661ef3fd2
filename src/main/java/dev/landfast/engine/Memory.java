package dev.landfast.engine;

import dev.landfast.definition.ProjectFacts;
import dev.landfast.definition.Step;
import dev.landfast.definition.Variants;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What counts of the recorded leaves after what people asked to be done again.
final class Memory {

    private final Facts facts;
    private final Tree tree;
    private final List<Forgotten> forgotten;
    private final Map<String, Object> constants;

    Memory(Facts facts, Tree tree) {
        this.facts = facts;
        this.tree = tree;
        this.forgotten =
                facts.control().retries().forgets().stream()
                        .map(f -> new Forgotten(f.seq(), tree.from(f.from()), f.more()))
                        .toList();
        this.constants = constants(facts);
    }

    /// @param order everything from here on that was begun before `seq` is to be done again
    private record Forgotten(long seq, int order, int more) {}

    private static Map<String, Object> constants(Facts facts) {
        var all = new LinkedHashMap<String, Object>();
        facts.start()
                .ifPresent(began -> {
                    var start = began.event();
                    all.put("params", start.params());
                    all.put("variant", start.variant());
                    all.put("base", Map.of("commit", start.pin().base()));
                    all.put(ProjectFacts.ROOT, ProjectFacts.of(start.options()));
                });
        return all;
    }

    Map<String, Object> constants() {
        return constants;
    }

    /// Who does what an attempt was at, from the next one on.
    Optional<String> taker(StepKey key) {
        return facts.tally().marks().stream()
                .filter(mark -> mark.path().equals(key.path()))
                .flatMap(mark ->
                        mark.what() instanceof Mark.What.Taken(var attempt, var person)
                                        && attempt == key.attempt()
                                ? Stream.of(person)
                                : Stream.empty())
                .findFirst();
    }

    /// The leaf at a path, fresh when it is to be done again.
    Leaf leaf(String path, int order) {
        var leaf = facts.leaf(path);
        for (var f : forgotten) {
            if (leaf.visit().since() < f.seq() && order >= f.order()) {
                return leaf.now(new NodeState.Fresh());
            }
        }
        return leaf;
    }

    /// Paths of the items of which something was begun.
    Set<String> items() {
        var items = new HashSet<String>();
        for (var entry : facts.leaves().entrySet()) {
            if (!(entry.getValue().now() instanceof NodeState.Fresh)) {
                var path = entry.getKey();
                for (var end = path.indexOf(']'); end >= 0; end = path.indexOf(']', end + 1)) {
                    items.add(path.substring(0, end + 1));
                }
            }
        }
        return items;
    }

    boolean anythingBelow(String path) {
        for (var entry : facts.leaves().entrySet()) {
            if (Paths.within(entry.getKey(), path)
                    && !(entry.getValue().now() instanceof NodeState.Fresh)) {
                return true;
            }
        }
        return false;
    }

    /// Whether anything below a path was ever begun, also where it is to be done again.
    boolean everBelow(String path) {
        return facts.leaves().entrySet().stream()
                .anyMatch(leaf ->
                        leaf.getValue().attempts() > 0 && Paths.within(leaf.getKey(), path));
    }

    /// Whether a step that comes after a loop, and not beside it, was begun since one of its
    /// rounds.
    boolean hasGoneOn(Step.Loop loop, String round) {
        var since = begun(round);
        var last = tree.last(loop.id());
        return facts.leaves().entrySet().stream()
                .filter(leaf -> leaf.getValue().visit().since() > since)
                .map(Map.Entry::getKey)
                .filter(path -> round.startsWith(Paths.items(path)))
                .map(path -> Paths.id(Paths.segments(path).getLast()))
                .anyMatch(id -> tree.order(id) > last && !tree.isBeside(id, loop.id()));
    }

    /// When the first leaf below a path was begun.
    long begun(String path) {
        var first = Long.MAX_VALUE;
        for (var entry : facts.leaves().entrySet()) {
            if (Paths.within(entry.getKey(), path)) {
                first = Math.min(first, entry.getValue().visit().since());
            }
        }
        return first;
    }

    /// Where a loop begins and how far it may go. A person's retry starts the round after the last
    /// one; it resets nothing, so a loop at its limit has that one round and what was granted.
    Facts.Restart bounds(Step.Loop loop, String path) {
        var first = 1;
        var more = 0;
        var restart = facts.control().retries().restarts().get(path);
        if (restart != null) {
            first = restart.round();
            more = restart.more();
        }
        for (var f : forgotten) {
            var last = tree.last(loop.id()) >= f.order() ? lastRound(path, f.seq()) : 0;
            if (last + 1 >= first && last > 0) {
                first = last + 1;
                more = f.more();
            }
        }
        return new Facts.Restart(first, Math.max(loop.bound().rounds(), first) + more);
    }

    private int lastRound(String loop, long before) {
        var last = 0;
        for (var entry : facts.leaves().entrySet()) {
            if (entry.getValue().visit().since() < before) {
                last = Math.max(last, Paths.roundUnder(entry.getKey(), loop));
            }
        }
        return last;
    }

    /// Whether the step's newest word in earlier rounds of its loop is anything but a pass. Then it
    /// runs again even where its condition no longer asks for it: a repair is no proof.
    boolean unsettled(String path) {
        var way = new ArrayList<>(Paths.segments(path));
        for (var i = way.size() - 2; i >= 0; i--) {
            var id = Paths.id(way.get(i));
            var round = Paths.roundOf(way.get(i));
            if (round > 0 && tree.loop(id).isPresent()) {
                for (var n = round - 1; n > 0; n--) {
                    way.set(i, Paths.round(id, n));
                    if (facts.leaf(String.join("/", way)).now() instanceof NodeState.Done done) {
                        return !(done.result().outcome() instanceof StepResult.Outcome.Pass);
                    }
                }
                return false;
            }
        }
        return false;
    }

    /// Whether a person asked to go on from this very step and it has not run since.
    boolean askedFor(String path, Step.Task task) {
        var plain = Paths.plain(path);
        var since =
                facts.control().retries().forgets().stream()
                        .filter(f -> f.from().equals(task.id()))
                        .mapToLong(Facts.Forget::seq)
                        .max()
                        .orElse(Long.MAX_VALUE);
        return since < Long.MAX_VALUE
                && !Variants.isLeftOut(task)
                && facts.leaves().entrySet().stream()
                        .noneMatch(leaf ->
                                leaf.getValue().visit().since() > since
                                        && Paths.plain(leaf.getKey()).equals(plain));
    }

    /// Which failure of a step this one is, over all rounds and retries; from 1.
    int failure(String path) {
        var plain = Paths.plain(path);
        var count = 0;
        var at = 0;
        for (var mark : facts.tally().marks()) {
            if (mark.what() instanceof Mark.What.Failed
                    && (mark.path().equals(path) || Paths.plain(mark.path()).equals(plain))) {
                count++;
                if (mark.path().equals(path)) {
                    at = count;
                }
            }
        }
        return at;
    }

    /// What gates found in the rounds of a loop before one, as keys that know it again.
    List<String> found(String loop, int before) {
        var found = new ArrayList<String>();
        for (var entry : facts.leaves().entrySet()) {
            var round = Paths.roundUnder(entry.getKey(), loop);
            if (round > 0
                    && round < before
                    && entry.getValue().kind().equals(CoreKinds.GATE)
                    && entry.getValue().now() instanceof NodeState.Done done) {
                done.result().findings().forEach(f -> found.add(GateDecisions.key(f)));
            }
        }
        return found.stream().distinct().toList();
    }

    /// The failures recorded below a path, oldest first.
    List<Mark.What.Failed> failures(String root) {
        var failures = new ArrayList<Mark.What.Failed>();
        for (var mark : facts.tally().marks()) {
            if (mark.what() instanceof Mark.What.Failed failed && Paths.within(mark.path(), root)) {
                failures.add(failed);
            }
        }
        return failures;
    }
}
