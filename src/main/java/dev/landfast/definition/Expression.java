package dev.landfast.definition;

import java.util.List;

/// A condition of the language: look-ups and comparisons, never code.
public sealed interface Expression {

    /// `steps.review.verdict`; unknown names are refused when a definition is read.
    record Lookup(List<String> path) implements Expression {

        public Lookup {
            path = List.copyOf(path);
        }
    }

    /// Text, `Long`, `Double`, `Boolean` or a list of them.
    record Literal(Object value) implements Expression {}

    /// @param operator one of `== != < <= > >= in`
    record Compare(String operator, Expression left, Expression right) implements Expression {}

    record And(Expression left, Expression right) implements Expression {}

    record Or(Expression left, Expression right) implements Expression {}

    record Not(Expression of) implements Expression {}
}
