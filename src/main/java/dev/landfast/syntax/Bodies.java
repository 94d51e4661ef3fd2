package dev.landfast.syntax;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What a function does, as far as its own words say.
final class Bodies {

    private static final Set<String> NOTHING = Set.of("pass_statement", "ellipsis");
    private static final Set<String> GOING_ON = Set.of("pass_statement", "continue_statement");
    private static final Set<String> GOING_ON_WRITTEN =
            Set.of("...", "return", "return None", "return True");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Set<String> BROAD = Set.of("Exception", "BaseException", "AssertionError");

    private Bodies() {}

    /// Its statements without docstring, `pass` and `...`.
    static List<Node> statements(Source source, Node function) {
        var statements = new ArrayList<Node>();
        for (var each : function.child("body").map(Node::parts).orElse(List.of())) {
            var only = each.is("expression_statement") ? each.parts() : List.<Node>of();
            var text = only.size() == 1 && only.getFirst().is("string");
            var nothing =
                    each.isOneOf(NOTHING) || (only.size() == 1 && only.getFirst().isOneOf(NOTHING));
            if (!text && !nothing) {
                statements.add(each);
            }
        }
        return statements;
    }

    static String text(Source source, Node function) {
        return Normal.of(source, statements(source, function));
    }

    /// As written; empty where there is none.
    static String docstring(Source source, Node function) {
        var statements = function.child("body").map(Node::parts).orElse(List.of());
        var first = statements.isEmpty() ? List.<Node>of() : statements.getFirst().parts();
        return first.size() == 1 && first.getFirst().is("string")
                ? source.of(first.getFirst())
                : "";
    }

    static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static PythonTest.Body of(Source source, Node function) {
        var statements = statements(source, function);
        var text = Normal.of(source, statements);
        var calls = new ArrayList<Call>();
        var swallowed = new ArrayList<Integer>();
        statements.forEach(s -> look(source, s, calls, swallowed));
        return new PythonTest.Body(
                text, hash(text), Assertions.in(source, statements), calls, swallowed);
    }

    private static void look(Source source, Node node, List<Call> calls, List<Integer> swallowed) {
        if (node.is("call")) {
            var call = call(source, node, false);
            calls.add(call);
            if (call.last().equals("suppress")
                    && call.arguments().stream().anyMatch(BROAD::contains)) {
                swallowed.add(call.line());
            }
        } else if (node.is("except_clause") && swallows(source, node)) {
            swallowed.add(source.line(node));
        }
        for (var child : node.children()) {
            look(source, child, calls, swallowed);
        }
    }

    static Call call(Source source, Node node, boolean atImport) {
        var arguments = node.child("arguments").map(Node::parts).orElse(List.of());
        var name =
                node.child("function")
                        .filter(f -> f.is("identifier") || f.is("attribute"))
                        .map(f -> BLANKS.matcher(source.of(f)).replaceAll(""))
                        .orElse("");
        return new Call(
                name,
                arguments.stream().map(a -> Normal.of(source, a)).toList(),
                source.line(node),
                atImport);
    }

    /// Catches whatever goes wrong, failed assertions included, and goes on as if nothing was.
    private static boolean swallows(Source source, Node clause) {
        var caught = new ArrayList<String>();
        for (var part : clause.parts()) {
            if (part.is("block")) {
                return (caught.isEmpty() || caught.stream().anyMatch(BROAD::contains))
                        && part.parts().stream().allMatch(s -> isNothing(source, s));
            }
            var value = part.is("as_pattern") ? part.parts().getFirst() : part;
            var all = value.is("tuple") ? value.parts() : List.of(value);
            all.forEach(each -> caught.add(source.of(each)));
        }
        return false;
    }

    private static boolean isNothing(Source source, Node statement) {
        return statement.isOneOf(GOING_ON) || GOING_ON_WRITTEN.contains(source.of(statement));
    }
}
