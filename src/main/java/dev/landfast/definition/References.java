package dev.landfast.definition;

import dev.landfast.definition.Problems.Code;
import dev.landfast.definition.Problems.Guess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Names that are used before it is known whether they exist. Collected while a definition is read,
/// resolved when all of it has been seen.
final class References {

    private static final Set<String> ROOTS =
            Set.of("params", "variant", "steps", "gate", ProjectFacts.ROOT);

    /// What every step that does something answers besides its own outputs.
    private static final String OUTCOME = "outcome";

    private final Problems problems;
    private final Map<String, Declared> steps = new LinkedHashMap<>();
    private final List<Wanted> wanted = new ArrayList<>();
    private final List<Looked> looked = new ArrayList<>();

    References(Problems problems) {
        this.problems = problems;
    }

    /// What a name should be the name of.
    enum Sort {
        ROLE,
        GATE,
        LOOP,
        STEP,
        VARIANT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param outputs what can be looked up; empty when that is not known beforehand
    /// @param repairs it is a loop with repair steps
    record Declared(Position at, Optional<Set<String>> outputs, boolean loop, boolean repairs) {

        static Declared task(Position at, Kind kind) {
            var outputs =
                    kind.traits()
                            .outputs()
                            .map(known -> {
                                var all = new LinkedHashSet<>(known);
                                all.add(OUTCOME);
                                return (Set<String>) all;
                            });
            return new Declared(at, outputs, false, false);
        }

        static Declared loop(Position at, boolean repairs) {
            return new Declared(at, Optional.of(Set.of()), true, repairs);
        }

        static Declared structure(Position at) {
            return new Declared(at, Optional.of(Set.of()), false, false);
        }
    }

    private record Wanted(Sort sort, String name, Position at) {}

    private record Looked(Expression.Lookup lookup, Position at, List<String> items) {}

    /// What the head of a definition declares.
    record Names(
            Collection<String> params,
            Collection<String> roles,
            Collection<String> variants,
            Collection<String> gates) {}

    void declare(String id, Declared declared) {
        var first = steps.putIfAbsent(id, declared);
        if (first != null) {
            problems.add(
                    Code.ID,
                    declared.at(),
                    "the id " + Problems.quote(id) + " is taken by line " + first.at().line(),
                    "give each step an id of its own");
        }
    }

    void want(Sort sort, String name, Position at) {
        wanted.add(new Wanted(sort, name, at));
    }

    void look(Expression.Lookup lookup, Position at, List<String> items) {
        looked.add(new Looked(lookup, at, items));
    }

    boolean isLoopWithRepair(String id) {
        var declared = steps.get(id);
        return declared == null || !declared.loop() || declared.repairs();
    }

    void resolve(Names names) {
        wanted.forEach(want -> resolve(want, names));
        looked.forEach(look -> resolve(look, names));
    }

    private void resolve(Wanted want, Names names) {
        var known =
                switch (want.sort()) {
                    case ROLE -> names.roles();
                    case GATE -> names.gates();
                    case VARIANT -> names.variants();
                    case STEP -> steps.keySet();
                    case LOOP -> loops();
                };
        if (!known.contains(want.name())) {
            var word = want.sort().word();
            unknown(want.at(), new Unknown(word, want.name(), known));
        }
    }

    private Collection<String> loops() {
        return steps.entrySet().stream()
                .filter(step -> step.getValue().loop())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void resolve(Looked look, Names names) {
        var path = look.lookup().path();
        var root = path.getFirst();
        if (look.items().contains(root)) {
            return;
        }
        switch (root) {
            case "params" -> second(look, "parameter", names.params());
            case "steps" -> step(look);
            case ProjectFacts.ROOT -> second(look, "fact", ProjectFacts.NAMES);
            case "gate" -> {
                var known = new TreeSet<>(names.gates());
                known.add("failed");
                second(look, "gate", known);
            }
            case "variant" -> {
                if (path.size() > 1) {
                    problems.add(
                            Code.EXPRESSION,
                            look.at(),
                            "the variant is a name and has no parts",
                            "compare it, such as variant == standard");
                }
            }
            default -> {
                var known = new TreeSet<>(ROOTS);
                known.addAll(look.items());
                unknown(look.at(), new Unknown("name", root, known));
            }
        }
    }

    private void second(Looked look, String word, Collection<String> known) {
        var path = look.lookup().path();
        if (path.size() < 2) {
            problems.add(
                    Code.EXPRESSION,
                    look.at(),
                    "'" + path.getFirst() + "' needs the name of a " + word,
                    "write one of: " + Problems.among(known));
        } else if (!known.contains(path.get(1))) {
            unknown(look.at(), new Unknown(word, path.get(1), known));
        }
    }

    private void step(Looked look) {
        second(look, "step", steps.keySet());
        var path = look.lookup().path();
        var declared = path.size() < 2 ? null : steps.get(path.get(1));
        if (declared == null) {
            return;
        }
        var outputs = declared.outputs();
        if (path.size() == 2) {
            problems.add(
                    Code.EXPRESSION,
                    look.at(),
                    "'steps." + path.get(1) + "' needs the name of an output",
                    "write one of: " + Problems.among(outputs.orElse(Set.of("any"))));
        } else if (outputs.isPresent() && !outputs.get().contains(path.get(2))) {
            unknown(look.at(), new Unknown("output of " + path.get(1), path.get(2), outputs.get()));
        }
    }

    private record Unknown(String word, String name, Collection<String> known) {}

    private void unknown(Position at, Unknown unknown) {
        problems.unknown(
                Code.UNKNOWN_NAME,
                at,
                "there is no " + unknown.word() + " " + Problems.quote(unknown.name()),
                new Guess(
                        unknown.name(),
                        unknown.known(),
                        "known are: " + Problems.among(unknown.known())));
    }
}
