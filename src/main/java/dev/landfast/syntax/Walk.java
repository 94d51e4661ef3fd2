package dev.landfast.syntax;

import java.util.ArrayList;
import java.util.List;

/// One way through a file that gathers what is not about a single test.
final class Walk {

    private static final List<String> COLLECTIONS = List.of("list", "tuple", "set");

    private final Source source;
    final List<Call> calls = new ArrayList<>();
    final List<Function> functions = new ArrayList<>();
    final List<Assignment> assignments = new ArrayList<>();
    final List<Suppression> suppressions = new ArrayList<>();
    final List<String> imports = new ArrayList<>();
    private final List<Node> mentioned = new ArrayList<>();

    private Walk(Source source) {
        this.source = source;
    }

    static Walk through(Source source) {
        var walk = new Walk(source);
        walk.look(source.root(), new Where("", false));
        return walk;
    }

    /// @param scope classes and functions around, joined by `::`
    /// @param inFunction whether it runs later than the import
    private record Where(String scope, boolean inFunction) {

        Where in(String name, boolean function) {
            return new Where(scope.isEmpty() ? name : scope + "::" + name, inFunction || function);
        }
    }

    private void look(Node node, Where where) {
        var inner = where;
        switch (node.kind().name()) {
            case "comment" -> comment(node, where);
            case "function_definition", "class_definition" -> {
                inner = where.in(name(node), node.is("function_definition"));
                if (node.is("function_definition")) {
                    function(node, List.of(), inner);
                }
            }
            case "decorated_definition" -> {
                decorated(node, where);
                return;
            }
            case "call" -> call(node, where);
            case "assignment" -> assignment(node, where);
            case "import_statement", "import_from_statement" -> imported(node);
            case "attribute", "string" -> mentioned.add(node);
            default -> {
                // Only its children matter.
            }
        }
        for (var child : node.children()) {
            look(child, inner);
        }
    }

    private String name(Node definition) {
        return definition.child("name").map(source::of).orElse("");
    }

    private void decorated(Node node, Where where) {
        var decorators = new ArrayList<String>();
        for (var child : node.children()) {
            if (child.is("decorator")) {
                decorators.add(Normal.of(source, child.parts()));
                child.children().forEach(c -> look(c, where));
            } else if (child.is("function_definition")) {
                var inner = where.in(name(child), true);
                function(child, decorators, inner);
                child.children().forEach(c -> look(c, inner));
            } else {
                look(child, where);
            }
        }
    }

    private void function(Node node, List<String> decorators, Where inner) {
        functions.add(
                new Function(
                        inner.scope(),
                        decorators,
                        () -> Bodies.hash(Bodies.text(source, node)),
                        source.line(node)));
    }

    private void comment(Node node, Where where) {
        var line = source.line(node);
        var at = new Suppressions.At(where.scope(), line);
        suppressions.addAll(Suppressions.in(source.of(node), source.before(node), at));
    }

    private void call(Node node, Where where) {
        calls.add(Bodies.call(source, node, !where.inFunction()));
    }

    private void assignment(Node node, Where where) {
        var right = node.child("right");
        assignments.add(
                new Assignment(
                        node.child("left").map(this::normal).orElse(""),
                        right.map(this::normal).orElse(""),
                        right.map(this::literals).orElse(List.of()),
                        source.line(node),
                        where.scope()));
    }

    private List<String> literals(Node value) {
        var parts = value.isOneOf(COLLECTIONS) ? value.parts() : List.of(value);
        return parts.stream()
                .filter(p -> p.is("string"))
                .flatMap(p -> p.childOf("string_content").stream())
                .map(source::of)
                .toList();
    }

    private void imported(Node node) {
        var module = node.child("module_name").map(source::of).map(m -> m + ".").orElse("");
        for (var child : node.children()) {
            if (child.field().equals("name")) {
                var named = child.is("aliased_import") ? child.child("name").orElse(child) : child;
                imports.add(module + source.of(named));
            }
        }
        if (node.childOf("wildcard_import").isPresent()) {
            imports.add(module + "*");
        }
    }

    List<Mention> mentions() {
        return mentioned.stream()
                .map(n -> new Mention(normal(n).replace(" ", ""), source.line(n)))
                .toList();
    }

    private String normal(Node node) {
        return Normal.of(source, node);
    }
}
