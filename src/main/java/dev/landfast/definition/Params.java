package dev.landfast.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Holds what a caller gives a run against what the definition asks for.
///
/// Names become branches, folders and arguments, so they are letters, digits, `-` and `_` only.
/// Texts may say anything a person can type; nothing of them ever reaches a shell.
public final class Params {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,99}");

    /// Characters of a text at most: a description, not a book.
    private static final int LONGEST_TEXT = 20_000;

    private static final int LONGEST_PATH = 1_000;

    private Params() {}

    /// @param values typed, defaults filled in
    /// @param problems what is wrong, a sentence each; empty when a run may start
    public record Checked(Map<String, Object> values, List<String> problems) {

        public Checked {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            problems = List.copyOf(problems);
        }
    }

    /// @param given texts as a command line has them, or typed values
    public static Checked check(Workflow workflow, Map<String, Object> given) {
        var params = workflow.inputs().params();
        var values = new LinkedHashMap<String, Object>();
        var problems = new ArrayList<String>();
        for (var name : given.keySet()) {
            if (!params.containsKey(name)) {
                var meant =
                        Nearest.to(name, params.keySet())
                                .map(word -> "; did you mean '" + word + "'?")
                                .orElse("");
                problems.add(
                        "there is no parameter "
                                + Problems.quote(name)
                                + meant
                                + " (known are: "
                                + Problems.among(params.keySet())
                                + ")");
            }
        }
        params.forEach((name, param) -> {
            var value =
                    Optional.ofNullable(given.get(name))
                            .map(v -> typed(param, v))
                            .or(param::byDefault);
            value.ifPresent(v -> values.put(name, v));
            if (value.isEmpty() && param.required()) {
                problems.add("the parameter '" + name + "' is missing: " + param.about());
            }
            value.flatMap(v -> fault(param, v))
                    .ifPresent(fault -> problems.add("the parameter '" + name + "' " + fault));
        });
        return new Checked(values, problems);
    }

    /// A text from a command line as the type that is asked for, where it is one.
    private static Object typed(Workflow.Param param, Object value) {
        if (!(value instanceof String text)) {
            return value instanceof Integer number ? (Object) number.longValue() : value;
        }
        return switch (param.type()) {
            case "integer" -> text.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(text) : text;
            case "number" ->
                    text.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?")
                            ? (Object) Double.valueOf(text)
                            : text;
            case "boolean" ->
                    text.equals("true") || text.equals("false")
                            ? (Object) Boolean.valueOf(text)
                            : text;
            default -> text;
        };
    }

    /// What is wrong with a value, as the end of a sentence.
    static Optional<String> fault(Workflow.Param param, Object value) {
        return switch (param.type()) {
            case "integer" -> unless(value instanceof Long, "must be a whole number");
            case "number" -> unless(value instanceof Number, "must be a number");
            case "boolean" -> unless(value instanceof Boolean, "must be true or false");
            case "choice" ->
                    unless(
                            param.choices().contains(String.valueOf(value)),
                            "must be one of: " + Problems.among(param.choices()));
            case "name" ->
                    unless(
                            value instanceof String text && NAME.matcher(text).matches(),
                            "must be 1 to 100 letters, digits, '-' or '_', not beginning with '-'");
            case "path" ->
                    unless(
                            value instanceof String text && isInside(text),
                            "must be a path inside the repository, without '..'");
            default -> text(value);
        };
    }

    private static Optional<String> text(Object value) {
        if (!(value instanceof String text)) {
            return Optional.of("must be a text");
        }
        if (text.isBlank()) {
            return Optional.of("must not be empty");
        }
        if (text.length() > LONGEST_TEXT) {
            return Optional.of("must have at most " + LONGEST_TEXT + " characters");
        }
        return unless(
                text.codePoints().noneMatch(Params::isHarmful), "must not have control characters");
    }

    private static boolean isInside(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_PATH
                && !text.startsWith("/")
                && !text.startsWith("-")
                && !text.startsWith("~")
                && !text.contains("\\")
                && !text.matches("[A-Za-z]:.*")
                && !List.of(text.split("/", -1)).contains("..")
                && !List.of(text.split("/", -1)).contains(".git")
                && text.codePoints().noneMatch(Character::isISOControl);
    }

    private static boolean isHarmful(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\t')
                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static Optional<String> unless(boolean fine, String fault) {
        return fine ? Optional.empty() : Optional.of(fault);
    }
}
