package dev.landfast.definition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What steps and checks there are, read from `kinds.yaml` and `checks.yaml`. Adding one changes
/// these files and no parser.
public final class Kinds {

    /// What a data file may say of a setting. First, because loading needs it.
    private static final Set<String> OF_A_KEY =
            Set.of("type", "about", "required", "choices", "min", "max", "keys");

    private static final Map<String, Kind> KINDS = load("kinds.yaml");
    private static final Map<String, Kind> CHECKS = load("checks.yaml");
    private static final Map<String, Kind> STRUCTURE = load("structure.yaml");

    private Kinds() {}

    /// Every kind of step by name, in the order of the reference.
    public static Map<String, Kind> steps() {
        return KINDS;
    }

    /// Every check that a gate can be made of. Its value is the threshold that a bare value stands
    /// for, under the name that {@link #threshold} answers.
    public static Map<String, Kind> checks() {
        return CHECKS;
    }

    /// The keys of one part of the language's structure, such as `loop` or `param`.
    static Map<String, Kind.Key> structure(String part) {
        return Objects.requireNonNull(STRUCTURE.get(part), part).keys();
    }

    static String about(String part) {
        return Objects.requireNonNull(STRUCTURE.get(part), part).about();
    }

    /// The threshold that a bare value of a check stands for: `coverage: 80` means `lines`.
    public static Optional<String> threshold(String check) {
        return Optional.ofNullable(CHECKS.get(check))
                .map(kind -> kind.value().about())
                .filter(name -> !name.isEmpty());
    }

    /// The text of a resource of this package.
    static String resource(String name) {
        try (var stream = Kinds.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Kind> load(String file) {
        var problems = new Problems();
        var root = YamlTree.read(resource(file), file, problems).map(Kinds::mapping);
        if (problems.any() || root.isEmpty()) {
            throw new IllegalStateException("broken resource: " + problems.sorted());
        }
        var kinds = new LinkedHashMap<String, Kind>();
        root.get().entries().forEach(e -> kinds.put(e.key(), kind(e.key(), mapping(e.value()))));
        return Collections.unmodifiableMap(kinds);
    }

    private static Kind kind(String name, Node.Mapping node) {
        var traits =
                new Kind.Traits(
                        words(node, "companions"),
                        outputs(node),
                        flag(node, "edits"),
                        words(node, "later"));
        return new Kind(name, text(node, "about"), value(node), keys(node), traits);
    }

    /// A kind says the type of its value; a check only the name of the threshold it stands for.
    private static Kind.Key value(Node.Mapping node) {
        return node.entry("value")
                .map(entry ->
                        entry.value() instanceof Node.Mapping map
                                ? key(map)
                                : Kind.Key.of("any", text(node, "value")))
                .orElseGet(() -> Kind.Key.of("any", ""));
    }

    private static Optional<Set<String>> outputs(Node.Mapping node) {
        return text(node, "outputs").equals("any")
                ? Optional.empty()
                : Optional.of(words(node, "outputs"));
    }

    private static Map<String, Kind.Key> keys(Node.Mapping node) {
        var keys = new LinkedHashMap<String, Kind.Key>();
        node.entry("keys")
                .map(entry -> mapping(entry.value()).entries())
                .orElse(List.of())
                .forEach(entry -> keys.put(entry.key(), key(mapping(entry.value()))));
        return keys;
    }

    private static Kind.Key key(Node.Mapping node) {
        node.entries().stream()
                .filter(entry -> !OF_A_KEY.contains(entry.key()))
                .forEach(entry -> {
                    throw new IllegalStateException(
                            "broken resource: '" + entry.key() + "' at " + entry.at());
                });
        var range =
                new Kind.Range(
                        new ArrayList<>(words(node, "choices")),
                        number(node, "min"),
                        number(node, "max"));
        return new Kind.Key(
                text(node, "type"), text(node, "about"), flag(node, "required"), range, keys(node));
    }

    private static Node.Mapping mapping(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw new IllegalStateException("broken resource: no mapping at " + node.at());
    }

    private static String text(Node.Mapping node, String key) {
        return node.entry(key)
                .map(entry -> entry.value() instanceof Node.Scalar scalar ? scalar.text() : "")
                .orElse("");
    }

    private static boolean flag(Node.Mapping node, String key) {
        return text(node, key).equals("true");
    }

    private static Optional<Double> number(Node.Mapping node, String key) {
        return Optional.of(text(node, key)).filter(s -> !s.isEmpty()).map(Double::valueOf);
    }

    private static Set<String> words(Node.Mapping node, String key) {
        var words = new LinkedHashSet<String>();
        if (node.entry(key).map(Node.Entry::value).orElse(node)
                instanceof Node.Sequence(var _, var items)) {
            items.forEach(item -> words.add(item instanceof Node.Scalar s ? s.text() : ""));
        }
        return words;
    }
}
