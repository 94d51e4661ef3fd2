package dev.landfast.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One node of a syntax tree, without the parser's own objects, so that walking it costs nothing.
///
/// @param field what it is to its parent, such as `body`; empty where the grammar has no word
/// @param start index of its first character, `end` of the first one behind it
record Node(Kind kind, String field, int start, int end, List<Node> children) {

    private static final Set<String> EXTRA = Set.of("comment", "line_continuation");

    /// @param named false for operators, keywords and punctuation, whose name is what is written
    /// @param extra may stand anywhere and means nothing
    record Kind(String name, boolean named, boolean extra) {

        Kind(String name, boolean named) {
            this(name, named, EXTRA.contains(name));
        }
    }

    boolean is(String name) {
        return kind.name().equals(name);
    }

    boolean isOneOf(Set<String> names) {
        return names.contains(kind.name());
    }

    Optional<Node> child(String wanted) {
        for (var each : children) {
            if (each.field.equals(wanted)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    Optional<Node> childOf(String name) {
        for (var each : children) {
            if (each.is(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// Its named children without comments.
    List<Node> parts() {
        var parts = new ArrayList<Node>(children.size());
        for (var each : children) {
            if (each.kind.named() && !each.isExtra()) {
                parts.add(each);
            }
        }
        return parts;
    }

    /// May stand anywhere and means nothing.
    boolean isExtra() {
        return kind.extra();
    }
}
