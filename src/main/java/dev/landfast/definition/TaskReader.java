package dev.landfast.definition;

import dev.landfast.definition.Problems.Code;
import dev.landfast.definition.Values.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Reads leaves: a kind with its settings and what surrounds it. Knows no kind by name; what there
/// is to know stands in `kinds.yaml`.
final class TaskReader {

    /// What a word of a structured answer can mean.
    private static final Kind.Key MEANING =
            Kind.Key.choice("", "pass", "conditional", "fail", "blocked", "escalate");

    /// Settings of the common kind that an executor needs.
    private static final Set<String> HANDED_ON = Set.of("by", "with", "env");

    private static final int RECOVERIES = 2;

    private final Problems problems;
    private final References references;
    private final Values values;
    private final StepReader steps;

    TaskReader(Problems problems, References references, Values values, StepReader steps) {
        this.problems = problems;
        this.references = references;
        this.values = values;
        this.steps = steps;
    }

    Step.Task read(Node.Mapping node, Step.Head head, Kind kind, Surroundings around) {
        references.declare(head.id(), References.Declared.task(head.position(), kind));
        var place = new Place("the " + kind.name() + " step " + Problems.quote(head.id()), around);
        checkKeys(node, kind, place);
        var with = new LinkedHashMap<String, Object>();
        for (var entry : node.entries()) {
            key(kind, entry.key())
                    .flatMap(key -> values.read(entry.value(), key, place.below(entry.key())))
                    .ifPresent(value -> with.put(entry.key(), value));
        }
        return new Step.Task(head, kind.name(), new Config(with), policy(node, kind, place));
    }

    private static Optional<Kind.Key> key(Kind kind, String name) {
        if (name.equals(kind.name())) {
            return Optional.of(kind.value());
        }
        if (kind.keys().containsKey(name)) {
            return Optional.ofNullable(kind.keys().get(name));
        }
        return HANDED_ON.contains(name) && kind.traits().companions().contains(name)
                ? Optional.ofNullable(Kinds.structure("companions").get(name))
                : Optional.empty();
    }

    private void checkKeys(Node.Mapping node, Kind kind, Place place) {
        var known = new ArrayList<>(Kinds.structure("head").keySet());
        if (!steps.inParallel(node)) {
            known.remove("needs");
        }
        known.add(kind.name());
        known.addAll(kind.keys().keySet());
        known.addAll(kind.traits().companions());
        for (var entry : node.entries()) {
            if (!known.contains(entry.key())) {
                strange(entry, kind, known, place);
            }
        }
        values.required(node, kind.keys(), place);
    }

    private void strange(Node.Entry entry, Kind kind, List<String> known, Place place) {
        if (entry.key().equals("needs")) {
            problems.add(
                    Code.UNKNOWN_KEY,
                    entry.at(),
                    place.what() + " needs others and is no branch of a 'parallel'",
                    "remove 'needs': steps run in order anyway");
        } else if (Kinds.structure("companions").containsKey(entry.key())) {
            problems.add(
                    Code.UNKNOWN_KEY,
                    entry.at(),
                    "a " + kind.name() + " step takes no '" + entry.key() + "'",
                    "remove it; allowed here: " + Problems.among(kind.traits().companions()));
        } else {
            var all = new ArrayList<>(known);
            if (place.around().recovering()) {
                all.add("at-most");
            }
            values.unknownKey(entry, all, place);
        }
    }

    private Step.Policy policy(Node.Mapping node, Kind kind, Place place) {
        var allowed = kind.traits().companions();
        return new Step.Policy(
                companion(node, "timeout", allowed)
                        .flatMap(n -> values.read(n, companion("timeout"), place.below("timeout")))
                        .flatMap(text -> Durations.parse(String.valueOf(text))),
                companion(node, "retry", allowed).flatMap(n -> retry(n, place.below("retry"))),
                companion(node, "recover", allowed)
                        .flatMap(n -> recover(n, place.below("recover"), id(node))),
                companion(node, "repair-through", allowed)
                        .flatMap(n -> repairThrough(n, place.below("repair-through"))),
                companion(node, "verdicts", allowed)
                        .map(n -> verdicts(n, place.below("verdicts")))
                        .orElse(Config.empty()));
    }

    private static Kind.Key companion(String name) {
        return Objects.requireNonNull(Kinds.structure("companions").get(name));
    }

    private static Optional<Node> companion(Node.Mapping node, String key, Set<String> allowed) {
        return node.entry(key).filter(_ -> allowed.contains(key)).map(Node.Entry::value);
    }

    private Optional<Step.Retry> retry(Node node, Place place) {
        var said = values.settings(node, Kinds.structure("retry"), place);
        if (!said.has("on") || !said.has("attempts")) {
            return Optional.empty();
        }
        var base = duration(said, "base", Duration.ofSeconds(1));
        var cap = duration(said, "cap", Duration.ofSeconds(30));
        if (cap.compareTo(base) < 0) {
            problems.add(
                    Code.VALUE,
                    node.at(),
                    place.what() + " has a cap below its base",
                    "the cap is the longest wait, the base the first one");
        }
        int attempts = said.integer("attempts").map(Long::intValue).orElse(1);
        double factor = said.number("factor").orElse(2.0);
        return Optional.of(new Step.Retry(said.texts("on"), attempts, base, factor, cap));
    }

    private static Duration duration(Config said, String key, Duration otherwise) {
        return said.text(key).flatMap(Durations::parse).orElse(otherwise);
    }

    private Optional<Step.RepairThrough> repairThrough(Node node, Place place) {
        var said = values.settings(node, Kinds.structure("repair-through"), place);
        if (!said.has("loop") || !said.has("repairs")) {
            return Optional.empty();
        }
        var loop = said.text("loop").orElseThrow();
        var at =
                node instanceof Node.Mapping map
                        ? map.entry("loop").orElseThrow().value().at()
                        : node.at();
        if (place.around().loops().contains(loop)) {
            problems.add(
                    Code.STRUCTURE,
                    at,
                    "the step is already inside the loop " + Problems.quote(loop),
                    "leave repair-through out: a failure here is repaired by that loop anyway");
        }
        steps.mustRepair(loop, at);
        int repairs = said.integer("repairs").map(Long::intValue).orElse(1);
        return Optional.of(new Step.RepairThrough(loop, repairs));
    }

    private Config verdicts(Node node, Place place) {
        if (!(node instanceof Node.Mapping(var _, var entries))) {
            values.wrong(node, place, "a mapping of words to what they mean");
            return Config.empty();
        }
        var meanings = new LinkedHashMap<String, Object>();
        for (var entry : entries) {
            values.read(entry.value(), MEANING, place.below(entry.key()))
                    .ifPresent(meaning -> meanings.put(entry.key(), meaning));
        }
        return new Config(meanings);
    }

    /// One step written inline, or `steps` for several; each is plain, so that recovery ends.
    private Optional<Step.Recover> recover(Node node, Place place, String id) {
        if (place.around().recovering()) {
            problems.add(
                    Code.STRUCTURE,
                    node.at(),
                    "a step inside recover cannot have a recover of its own",
                    "remove it: what fails here waits for a person");
            return Optional.empty();
        }
        if (!(node instanceof Node.Mapping mapping)) {
            return values.wrong(node, place, "one step, or a mapping with 'steps'");
        }
        var atMost = Optional.<Object>empty();
        var inline = new ArrayList<Node.Entry>();
        var several = Optional.<Node>empty();
        for (var entry : mapping.entries()) {
            switch (entry.key()) {
                case "at-most" ->
                        atMost = values.read(entry.value(), atMost(), place.below("at-most"));
                case "steps" -> several = Optional.of(entry.value());
                default -> inline.add(entry);
            }
        }
        var around = place.around().recover();
        var written = new Node.Mapping(mapping.at(), inline);
        var found =
                several.isPresent()
                        ? steps.flow(several.get(), place.below("steps"), around)
                        : steps.named(written, id + "-recover", around).stream().toList();
        several.ifPresent(_ -> inline.forEach(e -> values.unknownKey(e, RECOVER, place)));
        return Optional.of(
                new Step.Recover(
                        tasksOnly(found, place),
                        atMost.map(n -> ((Long) n).intValue()).orElse(RECOVERIES)));
    }

    private static final List<String> RECOVER = List.of("steps", "at-most");

    private static Kind.Key atMost() {
        return Objects.requireNonNull(Kinds.structure("recover").get("at-most"));
    }

    private List<Step> tasksOnly(List<Step> found, Place place) {
        for (var step : found) {
            if (!(step instanceof Step.Task)) {
                problems.add(
                        Code.STRUCTURE,
                        step.head().position(),
                        place.what() + " holds more than plain steps",
                        "recover with plain steps only");
            }
        }
        return found.stream().filter(Step.Task.class::isInstance).toList();
    }

    private static String id(Node.Mapping node) {
        return node.entry("id")
                .map(entry -> entry.value() instanceof Node.Scalar s ? s.text() : "")
                .orElse("step");
    }
}
