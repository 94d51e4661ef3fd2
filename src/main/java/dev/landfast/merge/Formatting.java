package dev.landfast.merge;

import dev.landfast.merge.Hunks.Hunk;
import java.util.List;
import java.util.Optional;

/// Recognises that a side changed nothing but white space or the layout of its lines. Then the
/// other side's version stands.
final class Formatting {

    private Formatting() {}

    static Optional<List<String>> resolve(Hunk hunk) {
        var ours = normal(hunk.ours());
        var base = normal(hunk.base());
        var theirs = normal(hunk.theirs());
        if (ours.isEmpty() || base.isEmpty() || theirs.isEmpty()) {
            return Optional.empty();
        }
        if (ours.equals(theirs) || theirs.equals(base)) {
            return Optional.of(hunk.ours());
        }
        return ours.equals(base) ? Optional.of(hunk.theirs()) : Optional.empty();
    }

    /// The text without what a formatter may change: spaces outside of strings, line breaks, a
    /// comma before a closing bracket. The indentation of the first line counts.
    ///
    /// @return empty where that cannot be said, as in the middle of a string or with comments
    private static Optional<String> normal(List<String> lines) {
        var text = String.join("", lines);
        if (text.contains("\"\"\"") || text.contains("'''") || text.contains("#")) {
            return sameLines(lines);
        }
        var normal = new StringBuilder(indent(lines)).append('|');
        var quote = '\0';
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (quote != '\0') {
                normal.append(c);
                if (c == '\\' && at + 1 < text.length()) {
                    normal.append(text.charAt(++at));
                } else if (c == quote) {
                    quote = '\0';
                } else if (c == '\n') {
                    return Optional.empty();
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                normal.append(c);
            } else if (Character.isWhitespace(c)) {
                separate(normal, text, at);
            } else {
                if (")]}".indexOf(c) >= 0 && normal.charAt(normal.length() - 1) == ',') {
                    normal.setLength(normal.length() - 1);
                }
                normal.append(c);
            }
        }
        return quote == '\0' ? Optional.of(normal.toString()) : Optional.empty();
    }

    /// A space between two words keeps them apart; every other one is layout.
    private static void separate(StringBuilder normal, String text, int at) {
        var next = at;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        var before = normal.charAt(normal.length() - 1);
        if (next < text.length()
                && Character.isJavaIdentifierPart(before)
                && Character.isJavaIdentifierPart(text.charAt(next))) {
            normal.append(' ');
        }
    }

    /// Line by line, white space at the end and empty lines aside.
    private static Optional<String> sameLines(List<String> lines) {
        var normal = new StringBuilder();
        lines.stream()
                .filter(l -> !l.isBlank())
                .forEach(l -> normal.append(l.stripTrailing()).append('\n'));
        return Optional.of(normal.toString());
    }

    private static String indent(List<String> lines) {
        return lines.stream()
                .filter(l -> !l.isBlank())
                .findFirst()
                .map(l -> l.substring(0, l.length() - l.stripLeading().length()))
                .orElse("");
    }
}
