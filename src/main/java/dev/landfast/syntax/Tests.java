package dev.landfast.syntax;

import dev.landfast.syntax.PythonTest.Lines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the tests of a file by the rules of pytest and unittest: functions `test*`, methods
/// `test*` of classes `Test*` that have no `__init__`, and of unittest's classes. Of two with the
/// same name the last counts, as it does in Python.
final class Tests {

    private static final Set<String> AROUND =
            Set.of(
                    "if_statement",
                    "elif_clause",
                    "else_clause",
                    "try_statement",
                    "except_clause",
                    "finally_clause",
                    "with_statement",
                    "for_statement",
                    "while_statement",
                    "block");

    private final Source source;
    private final Skips skips;
    private final Map<String, Node> values = new HashMap<>();
    private final Set<String> unittests = new HashSet<>();
    private final Map<String, PythonTest> found = new LinkedHashMap<>();

    private Tests(Source source) {
        this.source = source;
        this.skips = new Skips(source, values);
    }

    static List<PythonTest> in(Source source) {
        var tests = new Tests(source);
        var statements = source.root().parts();
        statements.forEach(tests::remember);
        var module = new Scope("", tests.skips.ofScope(statements));
        statements.forEach(s -> tests.look(s, module));
        return List.copyOf(tests.found.values());
    }

    /// @param skips those that hold for everything inside
    private record Scope(String name, List<Skip> skips) {

        String qualified(String inner) {
            return name.isEmpty() ? inner : name + "::" + inner;
        }

        Scope with(List<Skip> more) {
            var all = new ArrayList<>(skips);
            all.addAll(more);
            return new Scope(name, all);
        }
    }

    /// Marks may have a name of their own, and classes follow each other.
    private void remember(Node statement) {
        for (var each : statement.parts()) {
            if (statement.is("expression_statement") && each.is("assignment")) {
                each.child("right")
                        .ifPresent(right ->
                                each.child("left")
                                        .ifPresent(left -> values.put(source.of(left), right)));
            }
        }
        var definition = statement.child("definition").orElse(statement);
        if (definition.is("class_definition") && isUnittest(definition)) {
            unittests.add(name(definition));
        }
    }

    private boolean isUnittest(Node definition) {
        var parents = definition.child("superclasses").map(Node::parts).orElse(List.of());
        for (var each : parents) {
            var parent = source.of(each);
            var last = parent.substring(parent.lastIndexOf('.') + 1);
            if (last.endsWith("TestCase") || unittests.contains(last)) {
                return true;
            }
        }
        return false;
    }

    private void look(Node statement, Scope scope) {
        switch (statement.kind().name()) {
            case "decorated_definition" ->
                    statement
                            .child("definition")
                            .ifPresent(d -> definition(d, skips.decorators(statement), scope));
            case "function_definition", "class_definition" ->
                    definition(statement, List.of(), scope);
            case "delete_statement" ->
                    statement.parts().forEach(gone -> forget(source.of(gone), scope));
            case "expression_statement" -> statement.parts().forEach(e -> assigned(e, scope));
            case "if_statement" -> conditional(statement, scope);
            default -> {
                if (statement.isOneOf(AROUND)) {
                    statement.parts().forEach(inner -> look(inner, scope));
                }
            }
        }
    }

    private void conditional(Node statement, Scope scope) {
        var condition = statement.child("condition").map(c -> Normal.of(source, c)).orElse("");
        var always = List.of("False", "0", "None").contains(condition);
        var skip = new Skip("only if " + condition, always, source.line(statement));
        var inner = scope.with(List.of(skip));
        for (var part : statement.parts()) {
            if (!part.field().equals("condition")) {
                look(part, inner);
            }
        }
    }

    /// `test_x = None` takes a test away, `test_x.__test__ = False` switches it off.
    private void assigned(Node expression, Scope scope) {
        if (!expression.is("assignment")) {
            return;
        }
        var left = expression.child("left").map(source::of).orElse("");
        if (left.endsWith(".__test__")) {
            var name = scope.qualified(left.substring(0, left.length() - ".__test__".length()));
            var off = new Skip("__test__ = False", true, source.line(expression));
            found.replaceAll((n, test) ->
                    n.equals(name) || n.startsWith(name + "::") ? skipped(test, off) : test);
        } else {
            forget(left, scope);
        }
    }

    private static PythonTest skipped(PythonTest test, Skip more) {
        var all = new ArrayList<>(test.skips());
        all.add(more);
        return new PythonTest(test.name(), test.lines(), all, test.cases(), test.reading());
    }

    private void forget(String name, Scope scope) {
        var gone = scope.qualified(name);
        found.keySet().removeIf(n -> n.equals(gone) || n.startsWith(gone + "::"));
    }

    /// @param decorators innermost last
    private void definition(Node definition, List<Node> decorators, Scope scope) {
        var name = name(definition);
        forget(name, scope);
        var own = skips.of(decorators);
        if (definition.is("function_definition")) {
            if (name.startsWith("test")) {
                test(definition, decorators, scope.with(own));
            }
            return;
        }
        var body = definition.child("body").map(Node::parts).orElse(List.of());
        var unittest = isUnittest(definition);
        if (unittest || (name.startsWith("Test") && !isConstructed(body))) {
            var all = new ArrayList<>(scope.skips());
            all.addAll(own);
            all.addAll(skips.ofScope(body));
            var inner = new Scope(scope.qualified(name), all);
            body.forEach(s -> look(s, inner));
        }
    }

    private boolean isConstructed(List<Node> body) {
        for (var each : body) {
            var definition = each.child("definition").orElse(each);
            if (definition.is("function_definition")
                    && List.of("__init__", "__new__").contains(name(definition))) {
                return true;
            }
        }
        return false;
    }

    private void test(Node definition, List<Node> decorators, Scope scope) {
        var name = scope.qualified(name(definition));
        var all = new ArrayList<>(scope.skips());
        all.addAll(skips.inside(definition));
        var first = decorators.isEmpty() ? definition : decorators.getFirst();
        found.put(
                name,
                new PythonTest(
                        name,
                        new Lines(source.line(first), source.line(definition.end() - 1)),
                        all,
                        new Cases(source, values).of(decorators, definition),
                        new PythonTest.Reading(
                                source.of(definition),
                                () -> Bodies.text(source, definition),
                                () -> Bodies.of(source, definition))));
    }

    private String name(Node definition) {
        return definition.child("name").map(source::of).orElse("");
    }
}
