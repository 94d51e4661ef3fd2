package dev.landfast.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One way through a file that gathers what is not about a single test.
final class Walk {

    private static final Set<String> COLLECTIONS = Set.of("list", "tuple", "set");
    private static final Set<String> DECIDING = Set.of("==", "!=", "in", "not in");
    private static final Set<String> LITERALS = Set.of("string", "integer", "float");
    private static final String UNTYPED = "no_type_check";

    private final Source source;
    final List<Call> calls = new ArrayList<>();
    final List<Function> functions = new ArrayList<>();
    final List<Assignment> assignments = new ArrayList<>();
    final List<Suppression> suppressions = new ArrayList<>();
    final List<String> imports = new ArrayList<>();
    final List<Remark> remarks = new ArrayList<>();
    final Set<Integer> statements = new TreeSet<>();
    private final List<Node> mentioned = new ArrayList<>();
    private final List<Node> numbers = new ArrayList<>();
    private final List<Node> decisions = new ArrayList<>();

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
        if (isDone(node)) {
            statements.add(source.line(node));
        }
        var inner = where;
        switch (node.kind().name()) {
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
            case "expression_statement" -> {
                if (isText(node)) {
                    return;
                }
            }
            default -> gather(node, where);
        }
        for (var child : node.children()) {
            look(child, inner);
        }
    }

    private void gather(Node node, Where where) {
        switch (node.kind().name()) {
            case "comment" -> comment(node, where);
            case "call" -> call(node, where);
            case "assignment" -> assignment(node, where);
            case "import_statement", "import_from_statement" -> imported(node);
            case "attribute" -> mentioned.add(node);
            case "string" -> {
                mentioned.add(node);
                remark(node, where);
            }
            case "integer", "float" -> numbers.add(node);
            case "comparison_operator" -> {
                if (node.children().stream().anyMatch(c -> c.isOneOf(DECIDING))) {
                    decisions.add(node);
                }
            }
            case "pair" -> node.child("key").ifPresent(decisions::add);
            case "case_pattern" -> decisions.add(node);
            default -> {
                // Only its children matter.
            }
        }
    }

    private static boolean isDone(Node node) {
        var kind = node.kind().name();
        return (kind.endsWith("_statement") || kind.endsWith("_definition"))
                && !kind.startsWith("import")
                && !kind.equals("future_import_statement")
                && !isText(node);
    }

    /// A docstring, or a text that nobody uses.
    private static boolean isText(Node node) {
        return node.is("expression_statement")
                && node.parts().size() == 1
                && node.parts().getFirst().is("string");
    }

    private void remark(Node node, Where where) {
        remarks.add(
                new Remark(source.of(node), source.before(node), where.scope(), source.line(node)));
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
                untyped(node, decorators, inner);
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
                        new Function.Reading(
                                () -> Bodies.text(source, node),
                                () -> Bodies.docstring(source, node)),
                        source.line(node)));
    }

    /// The one suppression of the type checker that is no comment.
    private void untyped(Node node, List<String> decorators, Where inner) {
        if (decorators.stream().anyMatch(d -> d.matches("(.* )?" + UNTYPED))) {
            suppress(node, inner.scope());
        }
    }

    private void suppress(Node node, String code) {
        suppressions.add(new Suppression(UNTYPED, Set.of(), code, code, source.line(node)));
    }

    private void comment(Node node, Where where) {
        var line = source.line(node);
        remark(node, where);
        var at = new Suppressions.At(where.scope(), line);
        suppressions.addAll(Suppressions.in(source.of(node), source.before(node), at));
    }

    private void call(Node node, Where where) {
        var call = Bodies.call(source, node, !where.inFunction());
        calls.add(call);
        if (call.last().equals(UNTYPED)) {
            suppress(node, String.join(", ", call.arguments()));
        }
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
        var module =
                node.child("module_name")
                        .map(source::of)
                        .map(m -> m.endsWith(".") ? m : m + ".")
                        .orElse("");
        for (var child : node.children()) {
            if (child.field().equals("name")) {
                var named = child.is("aliased_import") ? child.child("name").orElse(child) : child;
                imports.add(module + source.of(named));
                if (child.is("aliased_import") && source.of(named).equals(UNTYPED)) {
                    suppress(node, source.of(child));
                }
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

    List<Mention> numbers() {
        return numbers.stream().map(n -> new Mention(source.of(n), source.line(n))).toList();
    }

    List<Mention> deciding() {
        var found = new ArrayList<Mention>();
        decisions.forEach(d -> literals(d, "", found));
        return found;
    }

    private void literals(Node node, String sign, List<Mention> found) {
        if (node.isOneOf(LITERALS)) {
            found.add(new Mention(sign + normal(node), source.line(node)));
            return;
        }
        var minus = node.is("unary_operator") && source.of(node).startsWith("-") ? "-" : "";
        node.children().forEach(child -> literals(child, minus, found));
    }

    private String normal(Node node) {
        return Normal.of(source, node);
    }
}
