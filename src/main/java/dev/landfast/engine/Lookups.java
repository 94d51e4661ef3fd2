package dev.landfast.engine;

import dev.landfast.definition.Config;
import dev.landfast.definition.Expression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Answers a definition's look-ups and comparisons. What is not there is neither true nor equal to
/// anything.
final class Lookups {

    private static final Pattern HOLE = Pattern.compile("\\$\\{\\s*([A-Za-z0-9_.-]+)\\s*}");

    private Lookups() {}

    static boolean holds(Expression expression, Map<String, Object> names) {
        return switch (expression) {
            case Expression.And and -> holds(and.left(), names) && holds(and.right(), names);
            case Expression.Or or -> holds(or.left(), names) || holds(or.right(), names);
            case Expression.Not not -> !holds(not.of(), names);
            case Expression.Compare compare -> compares(compare, names);
            case Expression.Lookup _, Expression.Literal _ ->
                    value(expression, names).map(Lookups::truth).orElse(false);
        };
    }

    static Optional<Object> value(Expression expression, Map<String, Object> names) {
        return switch (expression) {
            case Expression.Literal literal -> Optional.of(literal.value());
            case Expression.Lookup lookup -> find(lookup.path(), names);
            case Expression.And _, Expression.Or _, Expression.Not _, Expression.Compare _ ->
                    Optional.of(holds(expression, names));
        };
    }

    private static Optional<Object> find(List<String> path, Map<String, Object> names) {
        Object at = names;
        for (var part : path) {
            if (!(at instanceof Map<?, ?> map) || !map.containsKey(part)) {
                return Optional.empty();
            }
            at = map.get(part);
        }
        return Optional.ofNullable(at);
    }

    private static boolean truth(Object value) {
        return switch (value) {
            case Boolean b -> b;
            case String s -> !s.isEmpty() && !s.equals("false");
            case Number n -> n.doubleValue() != 0;
            case List<?> list -> !list.isEmpty();
            default -> true;
        };
    }

    private static boolean compares(Expression.Compare compare, Map<String, Object> names) {
        var left = value(compare.left(), names);
        var right = value(compare.right(), names);
        if (left.isEmpty() || right.isEmpty()) {
            return compare.operator().equals("!=") && (left.isPresent() != right.isPresent());
        }
        return switch (compare.operator()) {
            case "==" -> same(left.get(), right.get());
            case "!=" -> !same(left.get(), right.get());
            case "in" ->
                    right.get() instanceof List<?> list
                            && list.stream().anyMatch(item -> same(left.get(), item));
            case "<" -> order(left.get(), right.get()) < 0;
            case "<=" -> order(left.get(), right.get()) <= 0;
            case ">" -> order(left.get(), right.get()) > 0;
            case ">=" -> order(left.get(), right.get()) >= 0;
            default -> throw new IllegalStateException("operator " + compare.operator());
        };
    }

    private static boolean same(Object a, Object b) {
        return (a instanceof Number x && b instanceof Number y)
                ? x.doubleValue() == y.doubleValue()
                : String.valueOf(a).equals(String.valueOf(b));
    }

    private static double order(Object a, Object b) {
        return a instanceof Number x && b instanceof Number y
                ? Double.compare(x.doubleValue(), y.doubleValue())
                : Double.NaN;
    }

    /// The settings with every `${…}` filled in; a hole that is the whole text keeps its type.
    static Config fill(Config config, Map<String, Object> names) {
        var filled = new LinkedHashMap<String, Object>();
        config.values().forEach((key, value) -> filled.put(key, fill(value, names)));
        return new Config(filled);
    }

    private static Object fill(Object value, Map<String, Object> names) {
        return switch (value) {
            case String text -> text(text, names);
            case List<?> list -> list.stream().map(item -> fill(item, names)).toList();
            case Map<?, ?> map -> {
                var filled = new LinkedHashMap<Object, Object>();
                map.forEach((key, item) -> filled.put(key, fill(item, names)));
                yield filled;
            }
            default -> value;
        };
    }

    private static Object text(String text, Map<String, Object> names) {
        var hole = HOLE.matcher(text);
        if (hole.matches()) {
            return find(List.of(hole.group(1).split("\\.", -1)), names).orElse("");
        }
        return HOLE.matcher(text)
                .replaceAll(m ->
                        Matcher.quoteReplacement(
                                find(List.of(m.group(1).split("\\.", -1)), names)
                                        .map(String::valueOf)
                                        .orElse("")));
    }
}
