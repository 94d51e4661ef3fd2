package dev.landfast.definition;

import dev.landfast.definition.Problems.Code;
import dev.landfast.definition.Problems.Guess;
import dev.landfast.definition.Values.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads gates and their checks, and the thresholds by which a variant differs.
final class GateReader {

    private final Problems problems;
    private final Values values;

    GateReader(Problems problems, Values values) {
        this.problems = problems;
        this.values = values;
    }

    Optional<Workflow.Gate> gate(Node.Entry entry) {
        var place = new Place("the gate " + Problems.quote(entry.key()), Surroundings.TOP);
        var checks = entry.value();
        var policy = Config.empty();
        if (checks instanceof Node.Mapping mapping) {
            policy = values.settings(mapping, Kinds.structure("gate"), place);
            checks = mapping.entry("checks").map(Node.Entry::value).orElse(checks);
        }
        if (!(checks instanceof Node.Sequence(var _, var items)) || items.isEmpty()) {
            return values.wrong(checks, place, "a list of checks, at least one");
        }
        return Optional.of(
                new Workflow.Gate(entry.key(), checks(items, place), policy, entry.at()));
    }

    /// A list of checks, none of them twice.
    List<Workflow.Check> checks(List<Node> items, Place place) {
        var read = new LinkedHashMap<String, Workflow.Check>();
        for (var item : items) {
            check(item, place)
                    .ifPresent(check -> {
                        if (read.put(key(check), check) != null) {
                            problems.add(
                                    Code.STRUCTURE,
                                    check.position(),
                                    place.what() + " has '" + check.name() + "' twice",
                                    "keep one, or give each a path or level of its own");
                        }
                    });
        }
        return new ArrayList<>(read.values());
    }

    /// The same check may measure several parts of the tree, but each part once.
    private static String key(Workflow.Check check) {
        var with = check.with();
        return check.name()
                + with.text("path")
                + with.text("level")
                + with.text("set")
                + with.text("name");
    }

    private Optional<Workflow.Check> check(Node item, Place place) {
        return switch (item) {
            case Node.Scalar scalar when !scalar.isNothing() ->
                    known(scalar.text(), scalar.at())
                            .map(kind ->
                                    new Workflow.Check(kind.name(), Config.empty(), item.at()));
            case Node.Mapping(var _, var entries) when entries.size() == 1 -> {
                var entry = entries.getFirst();
                yield known(entry.key(), entry.at())
                        .map(kind ->
                                new Workflow.Check(kind.name(), with(entry, kind), entry.at()));
            }
            case Node.Scalar _, Node.Mapping _, Node.Sequence _ ->
                    values.wrong(
                            item,
                            new Place("a check of " + place.what(), place.around()),
                            "a name such as parse, or one name with thresholds");
        };
    }

    /// A check on its own, as `landfast.yaml` changes it; `off` stands for no thresholds.
    Optional<Workflow.Check> check(Node.Entry entry) {
        var off =
                entry.value() instanceof Node.Scalar scalar
                        && scalar.text().equals(ProjectFile.OFF);
        return known(entry.key(), entry.at())
                .map(kind ->
                        new Workflow.Check(
                                kind.name(), off ? Config.empty() : with(entry, kind), entry.at()));
    }

    private Optional<Kind> known(String name, Position at) {
        var kind = Optional.ofNullable(Kinds.checks().get(name));
        if (kind.isEmpty()) {
            var names = Kinds.checks().keySet();
            problems.unknown(
                    Code.UNKNOWN_NAME,
                    at,
                    "there is no check " + Problems.quote(name),
                    new Guess(name, names, "checks are: " + Problems.among(names)));
        }
        return kind;
    }

    /// Thresholds in full, or the one value that a bare value stands for.
    private Config with(Node.Entry entry, Kind kind) {
        var place = new Place("the check " + Problems.quote(kind.name()), Surroundings.TOP);
        if (entry.value() instanceof Node.Scalar scalar && !scalar.isNothing()) {
            var threshold = Kinds.threshold(kind.name());
            var key = threshold.map(kind.keys()::get);
            if (key.isEmpty()) {
                values.wrong(scalar, place, "a mapping of thresholds");
                return Config.empty();
            }
            return values.read(scalar, key.get(), place)
                    .map(value -> new Config(Map.of(threshold.orElseThrow(), value)))
                    .orElse(Config.empty());
        }
        var keys = new LinkedHashMap<>(kind.keys());
        Kinds.structure("check").forEach(keys::putIfAbsent);
        return values.settings(entry.value(), keys, place);
    }

    /// `{ unit: { coverage: no-decrease } }`: gate, check, thresholds. Every check must be in the
    /// gate already; a variant does not invent new ones.
    Map<String, Config> differing(Node node, Map<String, Workflow.Gate> gates) {
        var differing = new LinkedHashMap<String, Config>();
        var place = new Place("'gates' of a variant", Surroundings.TOP);
        if (!(node instanceof Node.Mapping(var _, var entries))) {
            values.wrong(node, place, "a mapping of gates");
            return differing;
        }
        for (var entry : entries) {
            var gate = gates.get(entry.key());
            if (gate == null) {
                problems.unknown(
                        Code.UNKNOWN_NAME,
                        entry.at(),
                        "there is no gate " + Problems.quote(entry.key()),
                        new Guess(
                                entry.key(),
                                gates.keySet(),
                                "known are: " + Problems.among(gates.keySet())));
            } else {
                differing.put(entry.key(), checks(entry.value(), gate, place));
            }
        }
        return differing;
    }

    private Config checks(Node node, Workflow.Gate gate, Place place) {
        var checks = new LinkedHashMap<String, Object>();
        if (!(node instanceof Node.Mapping(var _, var entries))) {
            values.wrong(node, place.below(gate.id()), "a mapping of checks");
            return Config.empty();
        }
        List<String> names = gate.checks().stream().map(Workflow.Check::name).distinct().toList();
        for (var entry : entries) {
            if (names.contains(entry.key())) {
                known(entry.key(), entry.at())
                        .ifPresent(k -> checks.put(entry.key(), with(entry, k).values()));
            } else {
                problems.unknown(
                        Code.UNKNOWN_NAME,
                        entry.at(),
                        "the gate '" + gate.id() + "' has no check " + Problems.quote(entry.key()),
                        new Guess(entry.key(), names, "it has: " + Problems.among(names)));
            }
        }
        return new Config(checks);
    }
}
