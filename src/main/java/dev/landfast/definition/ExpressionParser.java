package dev.landfast.definition;

import dev.landfast.definition.ExpressionTokens.Misread;
import dev.landfast.definition.ExpressionTokens.Token;
import dev.landfast.definition.ExpressionTokens.TokenType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads a condition: `or` binds weakest, then `and`, then `not`, then comparisons.
///
/// A word with a dot is a look-up on either side. A word without one is a look-up on the left and
/// text on the right of a comparison, so that `variant in [full, standard]` needs no quotes.
final class ExpressionParser {

    private static final int DEEPEST = 20;

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=", "in");

    private static final Set<String> WORDS = Set.of("and", "or", "not", "in", "true", "false");

    private final List<Token> tokens;
    private final List<Placed> lookups = new ArrayList<>();
    private int next;
    private int depth;

    private ExpressionParser(String text) {
        tokens = ExpressionTokens.of(text);
    }

    /// A condition and the look-ups in it.
    record Read(Expression expression, List<Placed> lookups) {

        public Read {
            lookups = List.copyOf(lookups);
        }
    }

    /// @param offset characters before the look-up
    record Placed(Expression.Lookup lookup, int offset) {}

    /// @throws Misread when it is not a condition of the language
    static Read read(String text) {
        var parser = new ExpressionParser(text);
        var expression = parser.or();
        parser.expectEnd();
        return new Read(expression, parser.lookups);
    }

    private Expression or() {
        if (++depth > DEEPEST) {
            throw new Misread("the condition is nested deeper than " + DEEPEST, peek().offset());
        }
        var left = and();
        while (accept("or")) {
            left = new Expression.Or(left, and());
        }
        depth--;
        return left;
    }

    private Expression and() {
        var left = not();
        while (accept("and")) {
            left = new Expression.And(left, not());
        }
        return left;
    }

    private Expression not() {
        int negations = 0;
        while (accept("not")) {
            negations++;
        }
        var of = comparison();
        return negations % 2 == 0 ? of : new Expression.Not(of);
    }

    private Expression comparison() {
        if (accept("(")) {
            var inner = or();
            expect(")");
            return inner;
        }
        var left = operand(false);
        var operator = peek().text();
        if (peek().type() == TokenType.TEXT || !COMPARISONS.contains(operator)) {
            return left;
        }
        next++;
        if (operator.equals("in") && !peek().is("[") && !peek().text().contains(".")) {
            throw new Misread("'in' needs a list such as [full, standard]", peek().offset());
        }
        return new Expression.Compare(operator, left, operand(true));
    }

    private Expression operand(boolean right) {
        var token = tokens.get(next++);
        return switch (token.type()) {
            case TEXT -> new Expression.Literal(token.text());
            case NUMBER -> number(token);
            case WORD -> word(token, right);
            case SIGN -> {
                if (!right || !token.is("[")) {
                    throw unexpected(token);
                }
                yield list();
            }
            case END -> throw unexpected(token);
        };
    }

    private Expression.Literal number(Token token) {
        try {
            return new Expression.Literal(
                    token.text().contains(".")
                            ? (Object) Double.valueOf(token.text())
                            : (Object) Long.valueOf(token.text()));
        } catch (NumberFormatException _) {
            throw new Misread("this number is too large", token.offset());
        }
    }

    private Expression word(Token token, boolean right) {
        if (token.text().equals("true") || token.text().equals("false")) {
            return new Expression.Literal(Boolean.valueOf(token.text()));
        }
        if (WORDS.contains(token.text())) {
            throw unexpected(token);
        }
        if (peek().is("(")) {
            throw new Misread(
                    "conditions are look-ups and comparisons, there are no functions",
                    token.offset());
        }
        if (right && !token.text().contains(".")) {
            return new Expression.Literal(token.text());
        }
        var lookup = new Expression.Lookup(List.of(token.text().split("\\.", -1)));
        lookups.add(new Placed(lookup, token.offset()));
        return lookup;
    }

    private Expression.Literal list() {
        var items = new ArrayList<Object>();
        while (!accept("]")) {
            if (!items.isEmpty()) {
                expect(",");
            }
            var token = peek();
            if (!(operand(true) instanceof Expression.Literal(Object value))
                    || value instanceof List) {
                throw new Misread("a list holds words, texts and numbers", token.offset());
            }
            items.add(value);
        }
        return new Expression.Literal(List.copyOf(items));
    }

    private Token peek() {
        return tokens.get(next);
    }

    private boolean accept(String text) {
        if (!peek().is(text)) {
            return false;
        }
        next++;
        return true;
    }

    private void expect(String text) {
        if (!accept(text)) {
            throw new Misread(
                    "expected '" + text + "' but found " + Problems.quote(peek().text()),
                    peek().offset());
        }
    }

    private void expectEnd() {
        if (peek().type() != TokenType.END) {
            throw unexpected(peek());
        }
    }

    private static Misread unexpected(Token token) {
        var instead =
                switch (token.text()) {
                    case "=" -> ", write '=='";
                    case "&&" -> ", write 'and'";
                    case "||" -> ", write 'or'";
                    case "!" -> ", write 'not'";
                    default -> "";
                };
        return new Misread("unexpected " + Problems.quote(token.text()) + instead, token.offset());
    }
}
