package dev.landfast.definition;

import dev.landfast.definition.Problems.Code;
import dev.landfast.definition.References.Declared;
import dev.landfast.definition.Values.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Reads what has steps below it: phases, loops, foreach, parallel and groups.
final class StructureReader {

    private final Problems problems;
    private final References references;
    private final Values values;
    private final StepReader steps;

    StructureReader(Problems problems, References references, Values values, StepReader steps) {
        this.problems = problems;
        this.references = references;
        this.values = values;
        this.steps = steps;
    }

    Optional<Step> read(Node.Mapping node, Step.Head head, String kind, Surroundings around) {
        var reading = new Reading(node, head, around);
        return switch (kind) {
            case "phase" -> phase(reading);
            case "loop" -> loop(reading);
            case "foreach" -> foreach(reading);
            case "parallel" -> parallel(reading);
            case "group" -> group(reading);
            default -> throw new IllegalStateException("no such structure: " + kind);
        };
    }

    private record Reading(Node.Mapping node, Step.Head head, Surroundings around) {

        Place place(String kind) {
            return new Place("the " + kind + " " + Problems.quote(head.id()), around);
        }

        Optional<Node> at(String key) {
            return node.entry(key).map(Node.Entry::value);
        }
    }

    private void onlyKeys(Reading reading, String kind, String... more) {
        var known = new ArrayList<>(Kinds.structure("head").keySet());
        if (!steps.inParallel(reading.node())) {
            known.remove("needs");
        }
        known.add(kind);
        known.addAll(List.of(more));
        for (var entry : reading.node().entries()) {
            if (!known.contains(entry.key())) {
                values.unknownKey(entry, known, reading.place(kind));
            }
        }
    }

    private Optional<Step> phase(Reading reading) {
        onlyKeys(reading, "phase", "steps", "checkpoint");
        references.declare(reading.head().id(), Declared.structure(reading.head().position()));
        var place = reading.place("phase");
        if (reading.node().entry("id").isEmpty()) {
            reading.at("phase").ifPresent(name -> values.read(name, Kind.Key.of("id", ""), place));
        }
        var inner = required(reading.node(), "steps", place, reading.around());
        var checkpoint =
                reading.at("checkpoint").map(n -> checkpoint(n, reading)).orElse(List.of());
        return Optional.of(new Step.Phase(reading.head(), inner, checkpoint));
    }

    /// A gate and a signature in short, or ordinary steps.
    private List<Step> checkpoint(Node node, Reading reading) {
        var place = reading.place("phase").below("checkpoint");
        if (!(node instanceof Node.Mapping mapping)) {
            return steps.flow(node, place, reading.around());
        }
        var said = values.settings(mapping, Kinds.structure("checkpoint"), place);
        var id = reading.head().id();
        boolean mended = mapping.entry("repairs").isPresent();
        if (mended != mapping.entry("repair").isPresent()) {
            problems.add(
                    Code.STRUCTURE,
                    mapping.at(),
                    place.what() + " needs both 'repairs' and 'repair'",
                    "say how often it may be mended and by which steps, or neither");
        }
        var around = mended ? reading.around().loop(id + "-checkpoint") : reading.around();
        var closing = closing(mapping, said, id);
        if (!mended) {
            return closing;
        }
        var head = implied(mapping, id + "-checkpoint");
        references.declare(head.id(), Declared.loop(mapping.at(), true));
        int rounds = said.integer("repairs").map(n -> n.intValue() + 1).orElse(1);
        var bound = new Step.Bound(rounds, Optional.empty(), false);
        var repair = optional(mapping, "repair", place, around);
        return List.of(new Step.Loop(head, bound, closing, repair, Step.Exhausted.ESCALATE));
    }

    private List<Step> closing(Node node, Config said, String id) {
        var closing = new ArrayList<Step>();
        said.text("gate")
                .ifPresent(gate -> closing.add(task(node, id + "-gate", Map.of("gate", gate))));
        said.text("sign")
                .ifPresent(role -> {
                    var with = new LinkedHashMap<String, Object>();
                    with.put("approve", role);
                    if (said.has("shows")) {
                        with.put("shows", said.texts("shows"));
                    }
                    closing.add(task(node, id + "-sign", with));
                });
        if (closing.isEmpty()) {
            problems.add(
                    Code.STRUCTURE,
                    node.at(),
                    "the checkpoint of '" + id + "' checks nothing",
                    "give it a gate, a signature ('sign: ROLE') or both");
        }
        return closing;
    }

    private static Step.Head implied(Node node, String id) {
        return new Step.Head(id, Optional.empty(), Optional.empty(), "", node.at());
    }

    private Step.Task task(Node node, String id, Map<String, Object> with) {
        var kind = Objects.requireNonNull(Kinds.steps().get(with.keySet().iterator().next()));
        references.declare(id, Declared.task(node.at(), kind));
        var policy =
                new Step.Policy(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Config.empty());
        return new Step.Task(implied(node, id), kind.name(), new Config(with), policy);
    }

    private Optional<Step> loop(Reading reading) {
        onlyKeys(reading, "loop");
        var place = reading.place("loop");
        var node = reading.at("loop").orElseThrow();
        var id = reading.head().id();
        if (!(node instanceof Node.Mapping mapping)) {
            return values.wrong(node, place, "a mapping with a bound and steps");
        }
        boolean repairs = mapping.entry("repair").isPresent();
        references.declare(id, Declared.loop(reading.head().position(), repairs));
        var said = values.settings(node, Kinds.structure("loop"), place);
        var inside = reading.around().loop(id);
        var bound =
                new Step.Bound(
                        rounds(mapping, said, place),
                        mapping.entry("again-when")
                                .flatMap(e ->
                                        values.condition(
                                                e.value(), new Place("'again-when'", inside))),
                        said.has("collect"));
        return Optional.of(
                new Step.Loop(
                        reading.head(),
                        bound,
                        optional(mapping, "steps", place, inside),
                        optional(mapping, "repair", place, inside),
                        exhausted(said)));
    }

    private int rounds(Node.Mapping loop, Config said, Place place) {
        var repairs = loop.entry("repairs");
        var rounds = loop.entry("rounds");
        if (repairs.isPresent() == rounds.isPresent()) {
            problems.add(
                    Code.STRUCTURE,
                    rounds.map(Node.Entry::at).orElse(loop.at()),
                    repairs.isPresent()
                            ? place.what() + " has two bounds, 'repairs' and 'rounds'"
                            : place.what() + " has no bound",
                    "write 'repairs: N' for repairs at most, or 'rounds: N' for passes in all");
        }
        if (repairs.isPresent() && loop.entry("repair").isEmpty()) {
            problems.add(
                    Code.STRUCTURE,
                    repairs.get().at(),
                    place.what() + " counts repairs and has none",
                    "add 'repair' with the steps that mend, or write 'rounds: N'");
        }
        return said.integer("repairs")
                .map(n -> n + 1)
                .or(() -> said.integer("rounds"))
                .map(Long::intValue)
                .orElse(1);
    }

    private static Step.Exhausted exhausted(Config said) {
        return switch (said.text("exhausted").orElse("escalate")) {
            case "block" -> Step.Exhausted.BLOCK;
            case "fail" -> Step.Exhausted.FAIL;
            default -> Step.Exhausted.ESCALATE;
        };
    }

    private Optional<Step> foreach(Reading reading) {
        onlyKeys(reading, "foreach", "steps");
        references.declare(reading.head().id(), Declared.structure(reading.head().position()));
        var place = reading.place("foreach");
        var node = reading.at("foreach").orElseThrow();
        var said = values.settings(node, Kinds.structure("foreach"), place);
        var as = said.text("as").orElse("item");
        if (Set.of("params", "steps", "variant", "gate", "project", "round", "loop").contains(as)) {
            problems.add(
                    Code.ID,
                    node.at(),
                    "the item of " + place.what() + " cannot be called '" + as + "'",
                    "that name has a meaning already");
        }
        var inner = required(reading.node(), "steps", place, reading.around().item(as));
        var in =
                node instanceof Node.Mapping mapping
                        ? mapping.entry("in").flatMap(e -> source(e.value(), reading))
                        : Optional.<Step.In>empty();
        var fan =
                new Step.Fan(
                        said.has("until"), said.integer("at-most").map(Long::intValue).orElse(1));
        return in.map(from ->
                new Step.Foreach(
                        reading.head(),
                        new Step.Each(
                                from,
                                as,
                                said.text("key").orElse(""),
                                fan,
                                said.text("on-fail").orElse("stop")),
                        inner));
    }

    private Optional<Step.In> source(Node node, Reading reading) {
        var place = reading.place("foreach").below("in");
        if (node instanceof Node.Mapping) {
            return steps.named(node, reading.head().id() + "-items", reading.around())
                    .flatMap(step ->
                            step instanceof Step.Task task
                                    ? Optional.of(new Step.In.Asked(task))
                                    : values.wrong(node, place, "a plain step"));
        }
        return values.condition(node, place).map(Step.In.Listed::new);
    }

    private Optional<Step> parallel(Reading reading) {
        onlyKeys(reading, "parallel");
        references.declare(reading.head().id(), Declared.structure(reading.head().position()));
        var place = reading.place("parallel");
        var node = reading.at("parallel").orElseThrow();
        if (node instanceof Node.Sequence(var _, var items)) {
            items.forEach(steps::branch);
        }
        var inner = steps.flow(node, place, reading.around());
        return Optional.of(
                new Step.Parallel(
                        reading.head(),
                        new BranchReader(problems, values).branches(node, inner, place)));
    }

    private Optional<Step> group(Reading reading) {
        onlyKeys(reading, "group", "undo");
        references.declare(reading.head().id(), Declared.structure(reading.head().position()));
        var place = reading.place("group");
        return Optional.of(
                new Step.Group(
                        reading.head(),
                        required(reading.node(), "group", place, reading.around()),
                        optional(reading.node(), "undo", place, reading.around())));
    }

    private List<Step> required(Node.Mapping node, String key, Place place, Surroundings around) {
        if (node.entry(key).isEmpty()) {
            problems.add(
                    Code.MISSING,
                    node.at(),
                    place.what() + " has no '" + key + "'",
                    "add '" + key + ":' with a list of steps");
        }
        return optional(node, key, place, around);
    }

    private List<Step> optional(Node.Mapping node, String key, Place place, Surroundings around) {
        return node.entry(key)
                .map(entry -> steps.flow(entry.value(), place.below(key), around))
                .orElse(List.of());
    }
}
