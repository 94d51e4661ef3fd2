package dev.landfast.definition;

import dev.landfast.definition.Problems.Code;
import dev.landfast.definition.Problems.Guess;
import dev.landfast.definition.Values.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads lists of steps and tells structure from kinds.
final class StepReader {

    static final List<String> STRUCTURE = List.of("phase", "loop", "foreach", "parallel", "group");

    private final Problems problems;
    private final References references;
    private final Values values;
    private final TaskReader tasks;
    private final StructureReader structures;

    /// Loops that somebody wants to repair through, asked about when all loops are known.
    private final List<Runnable> later = new ArrayList<>();

    /// Direct branches of a `parallel`: only they may say `needs`.
    private final Set<Node> branches = Collections.newSetFromMap(new IdentityHashMap<>());

    StepReader(Problems problems, References references, Values values) {
        this.problems = problems;
        this.references = references;
        this.values = values;
        this.tasks = new TaskReader(problems, references, values, this);
        this.structures = new StructureReader(problems, references, values, this);
    }

    List<Step> flow(Node node, Place place, Surroundings around) {
        if (!(node instanceof Node.Sequence(var at, var items))) {
            values.wrong(node, place, "a list of steps");
            return List.of();
        }
        if (items.isEmpty()) {
            problems.add(
                    Code.STRUCTURE, at, place.what() + " is empty", "add a step or remove the key");
        }
        var steps = new ArrayList<Step>();
        items.forEach(item -> step(item, around, Optional.empty()).ifPresent(steps::add));
        return steps;
    }

    /// A step whose id may be left out.
    Optional<Step> named(Node node, String otherwise, Surroundings around) {
        return step(node, around, Optional.of(otherwise));
    }

    /// The loop must have repair steps, or there is nothing to repair through.
    void mustRepair(String loop, Position at) {
        later.add(() -> {
            if (!references.isLoopWithRepair(loop)) {
                problems.add(
                        Code.STRUCTURE,
                        at,
                        "the loop " + Problems.quote(loop) + " has no repair steps",
                        "add 'repair' to that loop or name another one");
            }
        });
    }

    void branch(Node node) {
        branches.add(node);
    }

    boolean inParallel(Node node) {
        return branches.contains(node);
    }

    void finish() {
        later.forEach(Runnable::run);
    }

    private Optional<Step> step(Node node, Surroundings around, Optional<String> otherwise) {
        if (!(node instanceof Node.Mapping mapping)) {
            return values.wrong(
                    node,
                    new Place("a step", around),
                    "a mapping such as { id: unit, gate: unit }");
        }
        var main = main(mapping);
        if (main.isEmpty()) {
            return Optional.empty();
        }
        var kind = main.get();
        var head = head(mapping, around, kind.equals("phase") ? phase(mapping) : otherwise);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        return STRUCTURE.contains(kind)
                ? structures.read(mapping, head.get(), kind, around)
                : Optional.of(
                        tasks.read(
                                mapping,
                                head.get(),
                                Objects.requireNonNull(Kinds.steps().get(kind)),
                                around));
    }

    /// The one key that says what the step is.
    private Optional<String> main(Node.Mapping node) {
        var found = new ArrayList<Node.Entry>();
        for (var entry : node.entries()) {
            if (STRUCTURE.contains(entry.key()) || Kinds.steps().containsKey(entry.key())) {
                found.add(entry);
            }
        }
        if (found.size() == 1) {
            return Optional.of(found.getFirst().key());
        }
        if (found.isEmpty()) {
            noKind(node);
        } else {
            problems.add(
                    Code.STRUCTURE,
                    found.get(1).at(),
                    "the step is both '"
                            + found.get(0).key()
                            + "' and '"
                            + found.get(1).key()
                            + "'",
                    "make two steps of it");
        }
        return Optional.empty();
    }

    private void noKind(Node.Mapping node) {
        var kinds = new TreeSet<>(Kinds.steps().keySet());
        kinds.addAll(STRUCTURE);
        var known = new TreeSet<>(Kinds.structure("head").keySet());
        known.addAll(Kinds.structure("companions").keySet());
        var strange = node.entries().stream().filter(e -> !known.contains(e.key())).findFirst();
        problems.unknown(
                Code.STRUCTURE,
                strange.map(Node.Entry::at).orElse(node.at()),
                strange.map(e -> "no kind of step is called " + Problems.quote(e.key()))
                        .orElse("the step does not say what it does"),
                new Guess(
                        strange.map(Node.Entry::key).orElse(""),
                        kinds,
                        "kinds are: " + Problems.among(kinds)));
    }

    private static Optional<String> phase(Node.Mapping node) {
        return node.entry("phase")
                .map(Node.Entry::value)
                .filter(value -> value instanceof Node.Scalar)
                .map(value -> ((Node.Scalar) value).text());
    }

    private Optional<Step.Head> head(
            Node.Mapping node, Surroundings around, Optional<String> otherwise) {
        var place = new Place("a step", around);
        var id = node.entry("id").map(entry -> id(entry.value())).orElse(otherwise);
        if (id.isEmpty()) {
            if (node.entry("id").isEmpty()) {
                problems.add(
                        Code.MISSING,
                        node.at(),
                        "the step has no 'id'",
                        "add 'id: …': runs, reports and links use it");
            }
            return Optional.empty();
        }
        var label =
                node.entry("step")
                        .flatMap(e -> values.read(e.value(), key("step"), place.below("step")));
        var about =
                node.entry("about")
                        .flatMap(e -> values.read(e.value(), key("about"), place.below("about")));
        var condition =
                node.entry("if").flatMap(e -> values.condition(e.value(), place.below("if")));
        return Optional.of(
                new Step.Head(
                        id.get(),
                        label.map(String::valueOf),
                        condition,
                        about.map(String::valueOf).orElse(""),
                        node.at()));
    }

    private Optional<String> id(Node node) {
        var place = new Place("the id of a step", Surroundings.TOP);
        return values.read(node, Kind.Key.of("id", ""), place).map(String::valueOf);
    }

    private static Kind.Key key(String name) {
        return Objects.requireNonNull(Kinds.structure("head").get(name));
    }
}
