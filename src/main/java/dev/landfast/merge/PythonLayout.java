package dev.landfast.merge;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A stretch of Python without what a formatter may change: spaces outside of strings, line breaks
/// and indentation within brackets, blank lines, a last comma that makes no tuple.
///
/// Outside of brackets a line break ends a statement and indentation says what it belongs to, so
/// both are kept.
final class PythonLayout {

    /// After these a bracket opens a value, after any other name it calls or subscripts.
    private static final Set<String> KEYWORDS =
            Set.of(
                    "and", "as", "assert", "async", "await", "case", "del", "elif", "else",
                    "except", "for", "from", "if", "import", "in", "is", "lambda", "match", "not",
                    "or", "raise", "return", "while", "with", "yield");

    private final String text;
    private final StringBuilder normal = new StringBuilder();
    private final Deque<Bracket> open = new ArrayDeque<>();
    private int at;

    /// @param call whether a comma before its end means nothing, however few there are
    /// @param commas so far, directly within it
    private record Bracket(boolean call, int commas) {}

    private PythonLayout(String text) {
        this.text = text;
    }

    /// @return empty where that cannot be said: in the middle of a string, with a string of several
    ///   lines or a comment in it
    static Optional<String> normal(List<String> lines) {
        var text = String.join("", lines);
        if (text.contains("\"\"\"") || text.contains("'''") || text.contains("#")) {
            return Optional.empty();
        }
        var layout = new PythonLayout(text);
        return layout.read()
                ? Optional.of(layout.normal.toString().stripTrailing())
                : Optional.empty();
    }

    private boolean read() {
        indent();
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == '"' || c == '\'') {
                if (!string(c)) {
                    return false;
                }
            } else if (Character.isWhitespace(c)) {
                space();
            } else {
                sign(c);
                at++;
            }
        }
        return true;
    }

    /// The indentation of the next line that is not blank.
    private void indent() {
        var from = at;
        for (; at < text.length() && Character.isWhitespace(text.charAt(at)); at++) {
            if (text.charAt(at) == '\n') {
                from = at + 1;
            }
        }
        normal.append(text, Math.min(from, at), at);
    }

    /// A space between two words keeps them apart; every other one is layout. Outside of brackets a
    /// line break is none.
    private void space() {
        var from = at;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            if (text.charAt(at) == '\n' && open.isEmpty()) {
                normal.append('\n');
                at++;
                indent();
                return;
            }
            at++;
        }
        if (at < text.length()
                && isWord(text.charAt(from == 0 ? 0 : from - 1))
                && isWord(text.charAt(at))) {
            normal.append(' ');
        }
    }

    /// @return whether it ends on its line, with as many braces opened as closed: a string within a
    ///   replacement field would be taken for code
    private boolean string(char quote) {
        var from = at++;
        var braces = 0;
        while (at < text.length() && text.charAt(at) != '\n') {
            var c = text.charAt(at++);
            if (c == quote) {
                normal.append(text, from, at);
                return braces == 0;
            }
            switch (c) {
                case '\\' -> at++;
                case '{' -> braces++;
                case '}' -> braces--;
                default -> {}
            }
        }
        return false;
    }

    private void sign(char c) {
        switch (c) {
            case '(', '[', '{' -> open.push(new Bracket(isCall(c), 0));
            case ',' -> {
                if (!open.isEmpty()) {
                    var inner = open.pop();
                    open.push(new Bracket(inner.call(), inner.commas() + 1));
                }
            }
            case ')', ']', '}' -> close();
            default -> {}
        }
        normal.append(c);
    }

    private void close() {
        var inner = open.poll();
        var last = normal.length() - 1;
        if (inner != null
                && last >= 0
                && normal.charAt(last) == ','
                && (inner.call() || inner.commas() > 1)) {
            normal.setLength(last);
        }
    }

    /// Whether the bracket holds arguments, or the entries of a list, set or mapping.
    private boolean isCall(char bracket) {
        var end = normal.length();
        if (end == 0 || !isEndOfValue(normal.charAt(end - 1))) {
            return bracket != '(';
        }
        var from = end;
        while (from > 0 && isWord(normal.charAt(from - 1))) {
            from--;
        }
        var value = !KEYWORDS.contains(normal.substring(from, end));
        return value == (bracket == '(');
    }

    private static boolean isEndOfValue(char c) {
        return isWord(c) || c == ')' || c == ']' || c == '}' || c == '"' || c == '\'';
    }

    private static boolean isWord(char c) {
        return Character.isJavaIdentifierPart(c);
    }

    /// Whether a text ends within a string of several lines.
    static boolean endsInString(List<String> lines) {
        var text = String.join("", lines);
        var quote = "";
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (quote.isEmpty() && c == '#') {
                at = Math.max(at, endOfLine(text, at));
            } else if (quote.isEmpty() && (c == '"' || c == '\'')) {
                var triple = String.valueOf(c).repeat(3);
                quote = text.startsWith(triple, at) ? triple : String.valueOf(c);
                at += quote.length() - 1;
            } else if (!quote.isEmpty() && c == '\\') {
                at++;
            } else if (!quote.isEmpty() && text.startsWith(quote, at)) {
                at += quote.length() - 1;
                quote = "";
            } else if (quote.length() == 1 && c == '\n') {
                quote = "";
            }
        }
        return quote.length() == 3;
    }

    private static int endOfLine(String text, int from) {
        var end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
