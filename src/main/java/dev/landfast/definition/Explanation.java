package dev.landfast.definition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What people should know of a check beyond one sentence, read from `explained.yaml`.
///
/// @param measures what is counted, and against what
/// @param tools what is run for it
/// @param blind what it cannot see
public record Explanation(String measures, String tools, String blind) {

    private static final Map<String, Explanation> ALL = load();

    /// Empty where nobody has written one.
    public static Optional<Explanation> of(String check) {
        return Optional.ofNullable(ALL.get(check));
    }

    static Map<String, Explanation> all() {
        return Map.copyOf(ALL);
    }

    private static Map<String, Explanation> load() {
        var file = "explained.yaml";
        var problems = new Problems();
        var root = YamlTree.read(Kinds.resource(file), file, problems);
        if (problems.any() || !(root.orElse(null) instanceof Node.Mapping(var _, var entries))) {
            throw new IllegalStateException("broken resource: " + problems.sorted());
        }
        var all = new LinkedHashMap<String, Explanation>();
        entries.forEach(each -> all.put(each.key(), explanation(each.value())));
        return all;
    }

    private static Explanation explanation(Node node) {
        return new Explanation(text(node, "measures"), text(node, "tools"), text(node, "blind"));
    }

    private static String text(Node node, String key) {
        if (node instanceof Node.Mapping mapping
                && mapping.entry(key).orElse(null)
                        instanceof Node.Entry(var _, var _, Node.Scalar scalar)) {
            return scalar.text();
        }
        throw new IllegalStateException("broken resource: no '" + key + "' at " + node.at());
    }
}
