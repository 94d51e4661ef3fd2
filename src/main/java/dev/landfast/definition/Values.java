package dev.landfast.definition;

import dev.landfast.definition.Problems.Code;
import dev.landfast.definition.Problems.Guess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns nodes into values of the types that `kinds.yaml`, `checks.yaml` and `structure.yaml` name.
/// A value that is wrong is reported and left out.
final class Values {

    /// Types that only the readers of structure understand.
    private static final Set<String> BUILT_BY_HAND =
            Set.of(
                    "named",
                    "nested",
                    "flow",
                    "condition",
                    "recover",
                    "source",
                    "thresholds",
                    "checks",
                    "verdicts",
                    "by-hand");

    private final Problems problems;
    private final Scalars scalars;
    private final Conditions conditions;

    Values(Problems problems, References references) {
        this.problems = problems;
        this.scalars = new Scalars(problems, references);
        this.conditions = new Conditions(problems, references, this);
    }

    /// What is being read, for messages, and where it stands.
    record Place(String what, Surroundings around) {

        Place below(String key) {
            return new Place(Problems.quote(key) + " of " + what, around);
        }
    }

    /// The settings of a mapping as far as they are plain; keys nobody knows are reported.
    Config settings(Node node, Map<String, Kind.Key> keys, Place place) {
        var settings = new LinkedHashMap<String, Object>();
        if (node instanceof Node.Scalar scalar && scalar.isNothing()) {
            required(node, keys, place);
            return new Config(settings);
        }
        if (!(node instanceof Node.Mapping mapping)) {
            wrong(node, place, "a mapping");
            return Config.empty();
        }
        for (var entry : mapping.entries()) {
            var key = keys.get(entry.key());
            if (key == null) {
                unknownKey(entry, keys.keySet(), place);
            } else if (!BUILT_BY_HAND.contains(key.type())) {
                read(entry.value(), key, place.below(entry.key()))
                        .ifPresent(value -> settings.put(entry.key(), value));
            }
        }
        required(mapping, keys, place);
        return new Config(settings);
    }

    /// What must be said and is not.
    void required(Node node, Map<String, Kind.Key> keys, Place place) {
        keys.forEach((name, key) -> {
            boolean said = node instanceof Node.Mapping mapping && mapping.entry(name).isPresent();
            if (key.required() && !said) {
                problems.add(
                        Code.MISSING,
                        node.at(),
                        place.what() + " has no '" + name + "'",
                        "add '" + name + ": …' (" + key.about() + ")");
            }
        });
    }

    void unknownKey(Node.Entry entry, Collection<String> known, Place place) {
        problems.unknown(
                Code.UNKNOWN_KEY,
                entry.at(),
                place.what() + " knows no key " + Problems.quote(entry.key()),
                new Guess(entry.key(), known, "keys are: " + Problems.among(known)));
    }

    Optional<Object> read(Node node, Kind.Key key, Place place) {
        return switch (key.type()) {
            case "map" -> map(node, key, place);
            case "any" -> any(node, place);
            case "command" -> command(node, place);
            case "texts", "paths", "steps", "ids" -> several(node, key, place);
            case "texts-by-name" -> byName(node, place);
            case "maps-by-name" -> mapsByName(node, key, place);
            case "condition" ->
                    condition(node, place)
                            .map(_ -> node instanceof Node.Scalar scalar ? scalar.text() : "");
            default -> scalars.one(node, key, place);
        };
    }

    private Optional<Object> several(Node node, Kind.Key key, Place place) {
        var items = node instanceof Node.Sequence(var _, var list) ? list : List.of(node);
        var of =
                switch (key.type()) {
                    case "paths" -> Kind.Key.of("path", key.about());
                    case "steps" -> Kind.Key.of("step", key.about());
                    case "ids" -> Kind.Key.of("step", key.about());
                    default ->
                            key.range().choices().isEmpty()
                                    ? Kind.Key.of("text", key.about())
                                    : new Kind.Key(
                                            "choice", key.about(), false, key.range(), Map.of());
                };
        var values = new ArrayList<Object>();
        items.forEach(item -> scalars.one(item, of, place).ifPresent(values::add));
        return Optional.of(List.copyOf(values));
    }

    private Optional<Object> map(Node node, Kind.Key key, Place place) {
        if (node instanceof Node.Scalar scalar && key.range().choices().contains(scalar.text())) {
            return Optional.of(scalar.text());
        }
        if (!key.keys().isEmpty()) {
            return Optional.of(settings(node, key.keys(), place).values());
        }
        return node instanceof Node.Mapping ? any(node, place) : wrong(node, place, "a mapping");
    }

    private Optional<Object> mapsByName(Node node, Kind.Key key, Place place) {
        if (!(node instanceof Node.Mapping(var _, var entries))) {
            return wrong(node, place, "a mapping of names to mappings");
        }
        var maps = new LinkedHashMap<String, Object>();
        for (var entry : entries) {
            var said = settings(entry.value(), key.keys(), place.below(entry.key()));
            maps.put(entry.key(), said.values());
        }
        return Optional.of(maps);
    }

    private Optional<Object> byName(Node node, Place place) {
        if (!(node instanceof Node.Mapping(var _, var entries))) {
            return wrong(node, place, "a mapping of names to texts");
        }
        var values = new LinkedHashMap<String, Object>();
        for (var entry : entries) {
            if (!entry.key().matches("[A-Za-z_][A-Za-z0-9_]*")) {
                problems.add(
                        Code.VALUE,
                        entry.at(),
                        Problems.quote(entry.key()) + " is no name of an environment variable",
                        "use letters, digits and '_'");
            }
            scalars.one(entry.value(), Kind.Key.of("text", ""), place.below(entry.key()))
                    .ifPresent(value -> values.put(entry.key(), value));
        }
        return Optional.of(values);
    }

    /// Plain data, whatever its shape.
    private Optional<Object> any(Node node, Place place) {
        return switch (node) {
            case Node.Scalar scalar when scalar.isNothing() -> Optional.of("");
            case Node.Scalar scalar ->
                    scalars.harmless(scalar, place)
                            ? scalars.text(scalar, place).map(_ -> scalar.value())
                            : Optional.empty();
            case Node.Sequence(var _, var items) -> {
                var values = new ArrayList<Object>();
                items.forEach(item -> any(item, place).ifPresent(values::add));
                yield Optional.of(List.copyOf(values));
            }
            case Node.Mapping(var _, var entries) -> {
                var values = new LinkedHashMap<String, Object>();
                entries.forEach(e -> any(e.value(), place).ifPresent(v -> values.put(e.key(), v)));
                yield Optional.of(values);
            }
        };
    }

    /// A list is safe with anything in it; a text goes to a shell, so nothing may be filled in.
    private Optional<Object> command(Node node, Place place) {
        if (node instanceof Node.Sequence(var _, var items) && !items.isEmpty()) {
            return several(node, Kind.Key.of("texts", ""), place);
        }
        if (node instanceof Node.Scalar scalar && Template.in(scalar.text())) {
            problems.add(
                    Code.VALUE,
                    scalar.at(),
                    "a command for a shell cannot have ${} in it",
                    "write a list of program and arguments, or pass the value through env");
            return Optional.empty();
        }
        if (node instanceof Node.Scalar scalar && !scalar.isNothing()) {
            return scalars.harmless(scalar, place) ? Optional.of(scalar.text()) : Optional.empty();
        }
        return wrong(node, place, "a command");
    }

    Optional<Expression> condition(Node node, Place place) {
        return conditions.read(node, place);
    }

    <T> Optional<T> wrong(Node node, Place place, String expected) {
        return scalars.wrong(node, place, expected);
    }
}
