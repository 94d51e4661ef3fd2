package dev.landfast.syntax;

import dev.landfast.syntax.Assertion.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds what a piece of code asserts.
final class Assertions {

    /// unittest's methods that have an operator of their own.
    private static final Map<String, String> OPERATORS =
            Map.ofEntries(
                    Map.entry("assertEqual", "=="),
                    Map.entry("assertEquals", "=="),
                    Map.entry("assertDictEqual", "=="),
                    Map.entry("assertListEqual", "=="),
                    Map.entry("assertTupleEqual", "=="),
                    Map.entry("assertSetEqual", "=="),
                    Map.entry("assertSequenceEqual", "=="),
                    Map.entry("assertMultiLineEqual", "=="),
                    Map.entry("assertNotEqual", "!="),
                    Map.entry("assertNotEquals", "!="),
                    Map.entry("assertIs", "is"),
                    Map.entry("assertIsNot", "is not"),
                    Map.entry("assertIn", "in"),
                    Map.entry("assertNotIn", "not in"),
                    Map.entry("assertGreater", ">"),
                    Map.entry("assertGreaterEqual", ">="),
                    Map.entry("assertLess", "<"),
                    Map.entry("assertLessEqual", "<="));

    /// Of one thing with itself, these always hold.
    private static final Set<String> REFLEXIVE = Set.of("==", "is", ">=", "<=");

    private static final Set<String> RAISING =
            Set.of(
                    "raises",
                    "warns",
                    "assertRaises",
                    "assertRaisesRegex",
                    "assertWarns",
                    "assertWarnsRegex");

    private static final Pattern TRUE =
            Pattern.compile("True|[1-9][0-9]*|\"[^\"]+\"|\\( not (False|None|0) \\)");

    private final Source source;
    private final List<Assertion> found = new ArrayList<>();

    private Assertions(Source source) {
        this.source = source;
    }

    static List<Assertion> in(Source source, List<Node> nodes) {
        var assertions = new Assertions(source);
        nodes.forEach(assertions::look);
        return assertions.found;
    }

    private void look(Node node) {
        if (node.is("assert_statement")) {
            node.parts().stream().findFirst().ifPresent(e -> claim(e, source.line(node)));
            return;
        }
        if (node.is("call")) {
            call(node);
        } else if (node.is("raise_statement") && normal(node).startsWith("raise AssertionError")) {
            add(Form.OTHER, normal(node), "", "", source.line(node));
        }
        node.children().forEach(this::look);
    }

    private void call(Node node) {
        var name = node.child("function").map(source::of).orElse("");
        var last = name.substring(name.lastIndexOf('.') + 1);
        var arguments = node.child("arguments").map(Node::parts).orElse(List.of());
        var line = source.line(node);
        if (RAISING.contains(last)) {
            raising(arguments, line, last.toLowerCase(Locale.ROOT).contains("warns"));
        } else if (last.equals("fail") && !arguments.isEmpty()) {
            add(Form.OTHER, normal(node), "", "", line);
        } else if (last.startsWith("assert")) {
            if (!arguments.isEmpty() && name.equals("self." + last)) {
                unittest(last, arguments, line, node);
            } else {
                add(Form.OTHER, normal(node), "", "", line);
            }
        }
    }

    private void raising(List<Node> arguments, int line, boolean warning) {
        var word = warning ? "warns" : "raises";
        var what = arguments.isEmpty() ? "" : normal(arguments.getFirst());
        var match = "";
        for (var each : arguments) {
            var name = each.child("name").map(source::of).orElse("");
            if (name.equals("match")) {
                match = each.child("value").map(this::normal).orElse("");
            }
        }
        add(Form.RAISES, (word + " " + what + " " + match).strip(), what, match, line);
    }

    private void unittest(String method, List<Node> arguments, int line, Node call) {
        var first = arguments.getFirst();
        var second = arguments.size() > 1 ? Optional.of(arguments.get(1)) : Optional.<Node>empty();
        var operator = OPERATORS.get(method);
        if (operator != null && second.isPresent()) {
            compared(normal(first), operator, normal(second.get()), line);
            return;
        }
        switch (method) {
            case "assertTrue" -> claim(first, line);
            case "assertFalse" ->
                    add(Form.TRUTH, "( not " + normal(first) + " )", normal(first), "", line);
            case "assertIsNone" -> compared(normal(first), "is", "None", line);
            case "assertIsNotNone" -> compared(normal(first), "is not", "None", line);
            case "assertIsInstance" ->
                    add(
                            Form.TYPE,
                            "isinstance ( "
                                    + normal(first)
                                    + " , "
                                    + second.map(this::normal).orElse("")
                                    + " )",
                            normal(first),
                            second.map(this::normal).orElse(""),
                            line);
            case "assertAlmostEqual" -> {
                var rest = Normal.of(source, arguments.subList(1, arguments.size()));
                add(Form.NEARLY, normal(first) + " nearly " + rest, normal(first), rest, line);
            }
            default -> add(Form.OTHER, normal(call), "", "", line);
        }
    }

    private void claim(Node expression, int line) {
        var parts = expression.parts();
        switch (expression.kind().name()) {
            case "parenthesized_expression" -> parts.forEach(inner -> claim(inner, line));
            case "boolean_operator" -> {
                if (expression.childOf("and").isPresent()) {
                    parts.forEach(inner -> claim(inner, line));
                } else {
                    either(expression, line);
                }
            }
            case "comparison_operator" -> comparisons(expression, line);
            // Whatever is in it, something is.
            case "tuple" ->
                    add(
                            parts.isEmpty() ? Form.OTHER : Form.ALWAYS,
                            normal(expression),
                            "",
                            "",
                            line);
            default -> truth(expression, line);
        }
    }

    private void either(Node expression, int line) {
        var always = expression.parts().stream().anyMatch(p -> TRUE.matcher(normal(p)).matches());
        var text = normal(expression);
        add(always ? Form.ALWAYS : Form.TRUTH, text, text, "", line);
    }

    /// `a < b < c` says what its neighbours say.
    private void comparisons(Node expression, int line) {
        var parts = expression.parts();
        var operators =
                expression.children().stream()
                        .filter(c -> !c.kind().named())
                        .map(source::of)
                        .map(o -> o.contains("not") ? o.replaceAll("\\s+", " ") : o)
                        .toList();
        for (var i = 0; i < operators.size() && i + 1 < parts.size(); i++) {
            comparison(parts.get(i), operators.get(i), parts.get(i + 1), line);
        }
    }

    private void comparison(Node left, String operator, Node right, int line) {
        if (isApprox(left)) {
            nearly(right, left, line);
        } else if (isApprox(right)) {
            nearly(left, right, line);
        } else {
            compared(normal(left), operator, normal(right), line);
        }
    }

    private boolean isApprox(Node node) {
        var name = node.is("call") ? node.child("function").map(source::of).orElse("") : "";
        return name.equals("approx") || name.endsWith(".approx");
    }

    private void nearly(Node left, Node approx, int line) {
        var arguments = approx.child("arguments").map(Node::parts).orElse(List.of());
        var rest = Normal.of(source, arguments);
        add(Form.NEARLY, normal(left) + " nearly " + rest, normal(left), rest, line);
    }

    private void compared(String left, String operator, String right, int line) {
        var text = "( " + left + " " + operator + " " + right + " )";
        if (left.equals(right) && REFLEXIVE.contains(operator)) {
            add(Form.ALWAYS, text, left, right, line);
            return;
        }
        var form =
                switch (operator) {
                    case "==" -> Form.EQUAL;
                    case "is" -> Form.EQUAL;
                    case "in", "not in" -> Form.CONTAINS;
                    case "is not" -> right.equals("None") ? Form.TRUTH : Form.ORDER;
                    default -> Form.ORDER;
                };
        var always = left.startsWith("len (") && operator.equals(">=") && right.equals("0");
        add(always ? Form.ALWAYS : form, text, left, right, line);
    }

    private void truth(Node expression, int line) {
        var text = normal(expression);
        if (TRUE.matcher(text).matches()) {
            add(Form.ALWAYS, text, text, "", line);
        } else if (text.startsWith("isinstance (")) {
            var arguments = expression.child("arguments").map(Node::parts).orElse(List.of());
            var looked = arguments.isEmpty() ? "" : normal(arguments.getFirst());
            add(Form.TYPE, text, looked, text, line);
        } else if (expression.is("not_operator")) {
            var inner = expression.parts();
            add(Form.TRUTH, text, inner.isEmpty() ? text : normal(inner.getFirst()), "", line);
        } else {
            add(Form.TRUTH, text, text, "", line);
        }
    }

    private String normal(Node node) {
        return Normal.of(source, node);
    }

    private void add(Form form, String text, String left, String right, int line) {
        found.add(new Assertion(form, text, left, right, line));
    }
}
