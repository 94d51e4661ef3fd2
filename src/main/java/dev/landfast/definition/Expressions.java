package dev.landfast.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// What conditions and `${…}` come to in a scope of nested maps. Pure: the same scope gives the
/// same answer.
///
/// A look-up may be absent, because a step did not run or said nothing. A comparison with something
/// absent is false, and so is an absent look-up by itself.
public final class Expressions {

    private Expressions() {}

    /// A condition that was found to be one when its definition was read.
    public static Expression parse(String condition) {
        return ExpressionParser.read(condition).expression();
    }

    /// @param scope `params`, `steps` and so on, each a map of maps
    public static boolean evaluate(Expression expression, Map<String, Object> scope) {
        return switch (expression) {
            case Expression.And(var left, var right) ->
                    evaluate(left, scope) && evaluate(right, scope);
            case Expression.Or(var left, var right) ->
                    evaluate(left, scope) || evaluate(right, scope);
            case Expression.Not(var of) -> !evaluate(of, scope);
            case Expression.Compare compare -> compare(compare, scope);
            case Expression.Lookup lookup ->
                    lookup(lookup, scope).map(Expressions::holds).orElse(false);
            case Expression.Literal(var value) -> holds(value);
        };
    }

    /// The value of a look-up or literal; a comparison's truth otherwise.
    public static Optional<Object> value(Expression expression, Map<String, Object> scope) {
        return switch (expression) {
            case Expression.Lookup lookup -> lookup(lookup, scope);
            case Expression.Literal(var value) -> Optional.of(value);
            case Expression.And _, Expression.Or _, Expression.Not _, Expression.Compare _ ->
                    Optional.of(evaluate(expression, scope));
        };
    }

    /// Fills every `${…}`. A setting that is nothing but an optional look-up without a value is
    /// left out.
    public static Filled fill(Config config, Map<String, Object> scope) {
        var missing = new ArrayList<String>();
        var filled = fillMap(config.values(), scope, missing);
        return missing.isEmpty()
                ? new Filled.Complete(new Config(filled))
                : new Filled.Missing(missing.stream().distinct().toList());
    }

    /// A condition as a person would write it.
    public static String text(Expression expression) {
        return switch (expression) {
            case Expression.And(var left, var right) -> inner(left) + " and " + inner(right);
            case Expression.Or(var left, var right) -> text(left) + " or " + text(right);
            case Expression.Not(var of) -> "not " + inner(of);
            case Expression.Compare(var operator, var left, var right) ->
                    text(left) + " " + operator + " " + text(right);
            case Expression.Lookup(var path) -> String.join(".", path);
            case Expression.Literal(var value) -> plain(value);
        };
    }

    private static String inner(Expression expression) {
        return expression instanceof Expression.Or
                ? "(" + text(expression) + ")"
                : text(expression);
    }

    private static String plain(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Expressions::plain).collect(Collectors.joining(", ", "[", "]"))
                : String.valueOf(value);
    }

    private static boolean compare(Expression.Compare compare, Map<String, Object> scope) {
        var left = value(compare.left(), scope);
        var right = value(compare.right(), scope);
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        return switch (compare.operator()) {
            case "==" -> same(left.get(), right.get());
            case "!=" -> !same(left.get(), right.get());
            case "in" ->
                    right.get() instanceof List<?> list
                            && list.stream().anyMatch(item -> same(left.get(), item));
            default -> ordered(compare.operator(), left.get(), right.get());
        };
    }

    private static boolean ordered(String operator, Object left, Object right) {
        if (!(left instanceof Number a) || !(right instanceof Number b)) {
            return false;
        }
        int order = Double.compare(a.doubleValue(), b.doubleValue());
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new IllegalArgumentException("no comparison: " + operator);
        };
    }

    private static boolean same(Object left, Object right) {
        return (left instanceof Number a && right instanceof Number b)
                ? Double.compare(a.doubleValue(), b.doubleValue()) == 0
                : Objects.equals(left, right);
    }

    private static boolean holds(Object value) {
        return switch (value) {
            case Boolean truth -> truth;
            case Number number -> number.doubleValue() != 0;
            case String text -> !text.isEmpty() && !text.equals("false");
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }

    private static Optional<Object> lookup(Expression.Lookup lookup, Map<String, Object> scope) {
        Object at = scope;
        for (var name : lookup.path()) {
            if (!(at instanceof Map<?, ?> map) || map.get(name) == null) {
                return Optional.empty();
            }
            at = Objects.requireNonNull(map.get(name));
        }
        return Optional.of(at);
    }

    private static Map<String, Object> fillMap(
            Map<?, ?> map, Map<String, Object> scope, List<String> missing) {
        var filled = new LinkedHashMap<String, Object>();
        map.forEach((key, value) ->
                fillValue(Objects.requireNonNull(value), scope, missing)
                        .ifPresent(v -> filled.put(String.valueOf(key), v)));
        return filled;
    }

    private static Optional<Object> fillValue(
            Object value, Map<String, Object> scope, List<String> missing) {
        return switch (value) {
            case Map<?, ?> map -> Optional.of(fillMap(map, scope, missing));
            case List<?> list ->
                    Optional.of(
                            list.stream()
                                    .flatMap(item ->
                                            fillValue(Objects.requireNonNull(item), scope, missing)
                                                    .stream())
                                    .toList());
            case String text when Template.in(text) -> fillText(text, scope, missing);
            default -> Optional.of(value);
        };
    }

    private static Optional<Object> fillText(
            String text, Map<String, Object> scope, List<String> missing) {
        var parts = Template.parts(text);
        var whole = Template.whole(parts);
        if (whole.isPresent()) {
            return hole(whole.get(), scope, missing);
        }
        var filled = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Template.Part.Text(var plain) -> filled.append(plain);
                case Template.Part.Hole hole ->
                        hole(hole, scope, missing).ifPresent(v -> filled.append(shown(v)));
                case Template.Part.Broken(var inner, _) -> filled.append("${").append(inner);
            }
        }
        return Optional.of(filled.toString());
    }

    private static Optional<Object> hole(
            Template.Part.Hole hole, Map<String, Object> scope, List<String> missing) {
        var value = lookup(hole.lookup(), scope);
        if (value.isEmpty() && !hole.optional()) {
            missing.add(hole.name());
        }
        return value;
    }

    private static String shown(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Expressions::shown).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }
}
