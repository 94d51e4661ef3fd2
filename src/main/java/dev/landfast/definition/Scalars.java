package dev.landfast.definition;

import dev.landfast.definition.Problems.Code;
import dev.landfast.definition.Problems.Guess;
import dev.landfast.definition.References.Sort;
import dev.landfast.definition.Values.Place;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Single values of the types that the data files name.
final class Scalars {

    /// Characters of one text at most.
    static final int LONGEST_TEXT = 10_000;

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,99}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9.]{1,10}");

    private final Problems problems;
    private final References references;

    Scalars(Problems problems, References references) {
        this.problems = problems;
        this.references = references;
    }

    Optional<Object> one(Node node, Kind.Key key, Place place) {
        if (!(node instanceof Node.Scalar scalar) || scalar.isNothing()) {
            return wrong(node, place, describe(key));
        }
        return scalar(scalar, key, place);
    }

    private Optional<Object> scalar(Node.Scalar scalar, Kind.Key key, Place place) {
        if (!harmless(scalar, place)) {
            return Optional.empty();
        }
        var text = scalar.text();
        return switch (key.type()) {
            case "text" -> text(scalar, place);
            case "path" -> path(scalar, place);
            case "name" -> matching(scalar, NAME, place, "letters, digits, '-' and '_'");
            case "id" -> id(scalar, place);
            case "label" -> matching(scalar, LABEL, place, "a number such as 5 or 0.3");
            case "choice" -> choice(scalar, key, place);
            case "role" -> reference(scalar, Sort.ROLE);
            case "gate" -> reference(scalar, Sort.GATE);
            case "loop" -> reference(scalar, Sort.LOOP);
            case "step" -> reference(scalar, Sort.STEP);
            case "duration" ->
                    Template.in(text)
                            ? text(scalar, place)
                            : Durations.parse(text).isPresent()
                                    ? Optional.of(text)
                                    : wrong(scalar, place, describe(key));
            default -> typed(scalar, key, place);
        };
    }

    private Optional<Object> typed(Node.Scalar scalar, Kind.Key key, Place place) {
        if (Template.whole(Template.parts(scalar.text())).isPresent()) {
            return text(scalar, place);
        }
        var value = scalar.value();
        boolean fits =
                switch (key.type()) {
                    case "integer" -> value instanceof Long number && key.range().holds(number);
                    case "number" ->
                            value instanceof Number number
                                    && key.range().holds(number.doubleValue());
                    case "share" ->
                            value.equals("no-decrease")
                                    || (value instanceof Number n
                                            && n.doubleValue() >= 0
                                            && n.doubleValue() <= 100);
                    case "boolean" -> value instanceof Boolean;
                    default -> throw new IllegalStateException("no such type: " + key.type());
                };
        return fits ? Optional.of(value) : wrong(scalar, place, describe(key));
    }

    Optional<Object> text(Node.Scalar scalar, Place place) {
        for (var part : Template.parts(scalar.text())) {
            switch (part) {
                case Template.Part.Text _ -> {}
                case Template.Part.Hole hole ->
                        references.look(
                                hole.lookup(),
                                inside(scalar, hole.offset()),
                                place.around().names());
                case Template.Part.Broken(var inner, int offset) ->
                        problems.add(
                                Code.EXPRESSION,
                                inside(scalar, offset),
                                "${" + inner.lines().findFirst().orElse("") + "} is no look-up",
                                "write ${params.name}, or $${ for the characters themselves");
            }
        }
        return Optional.of(scalar.text());
    }

    /// Where a character of a scalar is; only the scalar's own place when it spans lines.
    static Position inside(Node.Scalar scalar, int offset) {
        var at = scalar.at();
        return scalar.text().contains("\n")
                ? at
                : new Position(
                        at.file(), at.line(), at.column() + offset + (scalar.plain() ? 0 : 1));
    }

    private Optional<Object> path(Node.Scalar scalar, Place place) {
        var text = scalar.text();
        var parts = List.of(text.split("/", -1));
        if (text.startsWith("/")
                || text.startsWith("-")
                || text.startsWith("~")
                || text.contains("\\")
                || text.contains("\n")
                || parts.contains("..")) {
            return wrong(scalar, place, "a path inside the repository");
        }
        return text(scalar, place);
    }

    private Optional<Object> matching(
            Node.Scalar scalar, Pattern pattern, Place place, String expected) {
        return pattern.matcher(scalar.text()).matches()
                ? Optional.of(scalar.text())
                : wrong(scalar, place, expected);
    }

    /// An id of the definition's own: lower case, so that file systems and eyes agree about it.
    Optional<Object> id(Node.Scalar scalar, Place place) {
        if (ID.matcher(scalar.text()).matches()) {
            return Optional.of(scalar.text());
        }
        problems.add(
                Code.ID,
                scalar.at(),
                place.what() + " is " + scalar.what(),
                "ids are lower-case letters, digits and '-', begin with a letter and have at most"
                        + " 64 characters");
        return Optional.empty();
    }

    private Optional<Object> choice(Node.Scalar scalar, Kind.Key key, Place place) {
        var choices = key.range().choices();
        if (choices.contains(scalar.text())) {
            return Optional.of(scalar.text());
        }
        problems.unknown(
                Code.VALUE,
                scalar.at(),
                place.what() + " cannot be " + scalar.what(),
                new Guess(scalar.text(), choices, "it is one of: " + Problems.among(choices)));
        return Optional.empty();
    }

    private Optional<Object> reference(Node.Scalar scalar, Sort sort) {
        references.want(sort, scalar.text(), scalar.at());
        return Optional.of(scalar.text());
    }

    boolean harmless(Node.Scalar scalar, Place place) {
        var text = scalar.text();
        if (text.length() > LONGEST_TEXT) {
            problems.add(
                    Code.VALUE,
                    scalar.at(),
                    place.what() + " has more than " + LONGEST_TEXT + " characters",
                    "move it into a file");
            return false;
        }
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            problems.add(
                    Code.VALUE,
                    scalar.at(),
                    place.what() + " has a control character",
                    "remove it");
            return false;
        }
        return true;
    }

    <T> Optional<T> wrong(Node node, Place place, String expected) {
        problems.add(
                Code.VALUE,
                node.at(),
                place.what() + " cannot be " + node.what(),
                "it is " + expected);
        return Optional.empty();
    }

    private static String describe(Kind.Key key) {
        var range = key.range().text();
        var suffix = range.isEmpty() ? "" : " " + range;
        return switch (key.type()) {
            case "integer" -> "a whole number" + suffix;
            case "number" -> "a number" + suffix;
            case "share" -> "a number from 0 to 100, or no-decrease";
            case "boolean" -> "true or false";
            case "duration" -> "a duration such as 30s, 5m, 1h30m or 7d";
            case "choice" -> "one of: " + Problems.among(key.range().choices());
            case "path" -> "a path inside the repository";
            case "role", "gate", "loop", "step" -> "the name of a " + key.type();
            default -> "a text";
        };
    }
}
