package dev.landfast.syntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How many cases a test has: what `parametrize` lists, or what a loop in it goes through.
final class Cases {

    private static final Set<String> LISTS = Set.of("list", "tuple", "set");

    private final Source source;
    private final Map<String, Node> values;

    Cases(Source source, Map<String, Node> values) {
        this.source = source;
        this.values = values;
    }

    int of(List<Node> decorators, Node definition) {
        var cases = 0L;
        for (var decorator : decorators) {
            var call = decorator.childOf("call");
            var name = call.flatMap(c -> c.child("function")).map(source::of).orElse("");
            if (name.endsWith("parametrize") || name.endsWith("expand")) {
                var listed = listed(call.flatMap(c -> c.child("arguments")), name);
                cases = Math.max(cases, 1) * listed;
            }
        }
        if (source.of(definition).contains("for ")) {
            cases = Math.max(cases, loops(definition));
        }
        return (int) Math.min(cases, PythonTest.UNCOUNTED);
    }

    private long listed(Optional<Node> arguments, String name) {
        var parts = arguments.map(Node::parts).orElse(List.of());
        var at = name.endsWith("expand") ? 0 : 1;
        for (var part : parts) {
            if (part.child("name").map(source::of).orElse("").equals("argvalues")) {
                return count(part.child("value").orElse(part));
            }
        }
        return parts.size() > at ? count(parts.get(at)) : 1;
    }

    private long count(Node list) {
        var value = list.is("identifier") ? values.getOrDefault(source.of(list), list) : list;
        return value.isOneOf(LISTS) ? value.parts().size() : PythonTest.UNCOUNTED;
    }

    private long loops(Node node) {
        var most = 0L;
        if (node.is("for_statement")) {
            var over = node.child("right");
            var value =
                    over.map(o -> o.is("identifier") ? values.getOrDefault(source.of(o), o) : o);
            most = value.filter(v -> v.isOneOf(LISTS)).map(v -> v.parts().size()).orElse(0);
        }
        for (var child : node.children()) {
            most = Math.max(most, loops(child));
        }
        return most;
    }
}
