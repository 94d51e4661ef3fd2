package dev.landfast.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads what keeps tests from running: marks, calls and early ends.
final class Skips {

    private static final Set<String> MARKS =
            Set.of("skip", "skipif", "skipIf", "skipUnless", "xfail", "expectedFailure");

    private static final Set<String> ALWAYS = Set.of("skip", "xfail", "expectedFailure");

    private static final Set<String> CALLS =
            Set.of(
                    "pytest.skip",
                    "pytest.xfail",
                    "self.skipTest",
                    "pytest.importorskip",
                    "importorskip");

    private static final Pattern MAY = Pattern.compile("skip|Skip|xfail|return");

    private final Source source;
    private final Map<String, Node> values;

    Skips(Source source, Map<String, Node> values) {
        this.source = source;
        this.values = values;
    }

    /// The decorators of a definition, the first one first.
    List<Node> decorators(Node decorated) {
        return decorated.children().stream().filter(c -> c.is("decorator")).toList();
    }

    List<Skip> of(List<Node> decorators) {
        var found = new ArrayList<Skip>();
        for (var decorator : decorators) {
            decorator.parts().forEach(mark -> mark(mark, found));
        }
        return found;
    }

    /// A mark, a list of marks, or the name of one.
    private void mark(Node node, List<Skip> found) {
        if (node.is("list") || node.is("tuple")) {
            node.parts().forEach(each -> mark(each, found));
            return;
        }
        var value = values.get(source.of(node));
        // What a name stands for is read once: names can stand for each other.
        marks(node.is("identifier") && value != null ? value : node, found);
    }

    private void marks(Node node, List<Skip> found) {
        if (node.is("list") || node.is("tuple")) {
            node.parts().forEach(each -> marks(each, found));
            return;
        }
        var name =
                node.is("call")
                        ? node.child("function").map(source::of).orElse("")
                        : source.of(node);
        var last = name.substring(name.lastIndexOf('.') + 1);
        if (MARKS.contains(last)) {
            var conditions = conditions(node);
            var always =
                    (ALWAYS.contains(last) && (last.equals("skip") || conditions.isEmpty()))
                            || conditions.equals(List.of("True"));
            var what = last.equals("skip") ? last : (last + " " + String.join(", ", conditions));
            found.add(new Skip(what.strip(), always, source.line(node)));
        }
    }

    /// What it depends on: what comes first, or is called so. The rest are reasons.
    private List<String> conditions(Node mark) {
        var arguments = mark.child("arguments").map(Node::parts).orElse(List.of());
        for (var each : arguments) {
            var name = each.child("name").map(source::of).orElse("");
            if (name.equals("condition")) {
                return each.child("value").map(v -> Normal.of(source, v)).stream().toList();
            }
        }
        return arguments.stream()
                .limit(1)
                .filter(each -> !each.is("keyword_argument"))
                .map(each -> Normal.of(source, each))
                .toList();
    }

    /// What the statements of a module or class say of everything in it.
    List<Skip> ofScope(List<Node> statements) {
        var found = new ArrayList<Skip>();
        for (var statement : statements) {
            if (statement.is("expression_statement")) {
                statement.parts().forEach(e -> ofScope(e, found));
            }
        }
        return found;
    }

    private void ofScope(Node expression, List<Skip> found) {
        if (expression.is("assignment")) {
            var left = expression.child("left").map(source::of).orElse("");
            var right = expression.child("right");
            if (left.equals("pytestmark")) {
                right.ifPresent(r -> mark(r, found));
            } else if (left.equals("__test__")
                    && right.map(source::of).orElse("").equals("False")) {
                found.add(new Skip("__test__ = False", true, source.line(expression)));
            } else {
                right.filter(r -> r.is("call")).ifPresent(r -> ofScope(r, found));
            }
        } else if (expression.is("call")) {
            var name = expression.child("function").map(source::of).orElse("");
            if (CALLS.contains(name)) {
                var always = !name.endsWith("importorskip");
                var what = always ? name : Normal.of(source, expression);
                found.add(new Skip(what, always, source.line(expression)));
            }
        }
    }

    /// Those in the body of a test: a skip that is called, and an end before the last statement.
    List<Skip> inside(Node test) {
        var found = new ArrayList<Skip>();
        if (!MAY.matcher(source.of(test)).find()) {
            return found;
        }
        var statements = Bodies.statements(source, test);
        for (var i = 0; i < statements.size(); i++) {
            var each = statements.get(i);
            if (i + 1 < statements.size() && each.is("return_statement")) {
                found.add(new Skip("return before the rest", true, source.line(each)));
            }
            calls(each, "", found);
        }
        return found;
    }

    private void calls(Node node, String condition, List<Skip> found) {
        var name = "";
        if (node.is("call")) {
            name = node.child("function").map(source::of).orElse("");
        } else if (node.is("raise_statement")) {
            name = Normal.of(source, node.parts()).replaceAll("\\s*\\(.*", "").replace(" ", "");
        }
        if (CALLS.contains(name) || name.endsWith("SkipTest")) {
            var always = condition.isEmpty() && !name.endsWith("importorskip");
            found.add(new Skip((name + " " + condition).strip(), always, source.line(node)));
        }
        for (var child : node.children()) {
            calls(child, conditionOf(node, child, condition), found);
        }
    }

    private String conditionOf(Node node, Node child, String around) {
        if (child.field().equals("condition")) {
            return around;
        }
        return switch (node.kind().name()) {
            case "if_statement", "elif_clause", "while_statement" ->
                    "if " + node.child("condition").map(c -> Normal.of(source, c)).orElse("");
            case "except_clause", "for_statement" -> node.kind().name().replaceAll("_.*", "");
            default -> around;
        };
    }
}
