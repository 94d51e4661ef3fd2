package dev.landfast.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A text with `${…}` in it. Only look-ups stand between the braces; `${name?}` may be absent and
/// `$${` is a plain `${`. What is filled in is never looked at again, so a parameter cannot smuggle
/// in a look-up of its own.
final class Template {

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_][A-Za-z0-9_-]*)*\\??");

    private Template() {}

    sealed interface Part {

        record Text(String text) implements Part {}

        /// @param offset characters before the name
        /// @param optional absent is as good as empty
        record Hole(String name, boolean optional, int offset) implements Part {

            Expression.Lookup lookup() {
                return new Expression.Lookup(List.of(name.split("\\.", -1)));
            }
        }

        /// A `${` that holds no look-up.
        record Broken(String text, int offset) implements Part {}
    }

    static boolean in(String text) {
        return text.contains("${");
    }

    static List<Part> parts(String text) {
        var parts = new ArrayList<Part>();
        var plain = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
            plain.append(text, at, open);
            if (open > at && text.charAt(open - 1) == '$') {
                plain.setLength(plain.length() - 1);
                plain.append("${");
                at = open + 2;
                continue;
            }
            int close = text.indexOf('}', open);
            int end = close < 0 ? text.length() : close;
            flush(parts, plain);
            parts.add(hole(text.substring(open + 2, end), open + 2, close >= 0));
            at = Math.min(end + 1, text.length());
        }
        plain.append(text, at, text.length());
        flush(parts, plain);
        return parts;
    }

    /// The only part, when the whole text is one hole: then its value keeps its type.
    static Optional<Part.Hole> whole(List<Part> parts) {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Hole hole
                ? Optional.of(hole)
                : Optional.empty();
    }

    private static Part hole(String inner, int offset, boolean closed) {
        var name = inner.strip();
        if (!closed || !NAME.matcher(name).matches()) {
            return new Part.Broken(inner, offset);
        }
        boolean optional = name.endsWith("?");
        return new Part.Hole(
                optional ? name.substring(0, name.length() - 1) : name, optional, offset);
    }

    private static void flush(List<Part> parts, StringBuilder plain) {
        if (!plain.isEmpty()) {
            parts.add(new Part.Text(plain.toString()));
            plain.setLength(0);
        }
    }
}
