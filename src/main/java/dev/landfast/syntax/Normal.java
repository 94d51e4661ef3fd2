package dev.landfast.syntax;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Code in one normal form: the same however it is formatted, commented, quoted or bracketed, and
/// whether a name belongs to `self` or not.
final class Normal {

    /// Operators get brackets from the tree, so those that were written say nothing.
    private static final Set<String> OPERATORS =
            Set.of(
                    "binary_operator",
                    "boolean_operator",
                    "comparison_operator",
                    "not_operator",
                    "unary_operator",
                    "conditional_expression",
                    "named_expression",
                    "lambda");

    private static final Set<String> CLOSING = Set.of(")", "]", "}");

    private final Source source;
    private final StringBuilder out = new StringBuilder();

    private Normal(Source source) {
        this.source = source;
    }

    static String of(Source source, Node node) {
        var normal = new Normal(source);
        normal.write(node);
        return normal.out.toString().strip();
    }

    /// Several in a row, one a line.
    static String of(Source source, List<Node> nodes) {
        var normal = new Normal(source);
        for (var node : nodes) {
            normal.write(node);
            normal.out.append('\n');
        }
        return normal.out.toString().strip();
    }

    private void write(Node node) {
        if (node.isExtra()) {
            return;
        }
        if (node.is("parenthesized_expression")) {
            node.parts().forEach(this::write);
        } else if (node.isOneOf(OPERATORS)) {
            word("(");
            writeChildren(node);
            word(")");
        } else if (node.is("string")) {
            string(node);
        } else if (node.is("attribute") && isSelf(node)) {
            node.child("attribute").ifPresent(this::write);
        } else if (node.children().isEmpty()) {
            word(source.of(node));
        } else {
            writeChildren(node);
        }
    }

    private boolean isSelf(Node attribute) {
        return attribute.child("object").filter(o -> source.of(o).equals("self")).isPresent();
    }

    private void writeChildren(Node node) {
        Optional<Node> comma = Optional.empty();
        for (var each : node.children()) {
            if (!each.isExtra()) {
                comma.filter(_ -> !isTrailing(node, each)).ifPresent(this::write);
                comma = each.is(",") ? Optional.of(each) : Optional.empty();
                if (comma.isEmpty()) {
                    write(each);
                }
            }
        }
        comma.ifPresent(this::write);
    }

    /// A tuple of one is made by its comma.
    private static boolean isTrailing(Node node, Node afterComma) {
        return afterComma.isOneOf(CLOSING) && !(node.is("tuple") && node.parts().size() == 1);
    }

    private void string(Node node) {
        var start = node.childOf("string_start");
        var end = node.childOf("string_end");
        if (start.isEmpty() || end.isEmpty()) {
            word(source.of(node));
            return;
        }
        var opening = source.of(start.get()).replace("\"", "").replace("'", "");
        var content = source.of(node);
        var inner =
                content.substring(
                        start.get().end() - node.start(), end.get().start() - node.start());
        word(opening.toLowerCase(Locale.ROOT).replace("u", "") + '"' + inner + '"');
    }

    private void word(String text) {
        out.append(text).append(' ');
    }
}
