package dev.landfast.console;

/// Makes text from outside harmless to a terminal: no escapes, no control characters, nothing that
/// turns the direction of writing.
public final class Plain {

    private Plain() {}

    /// One line: line ends and tabs become spaces, everything else that a terminal obeys becomes
    /// `?`.
    public static String line(String text) {
        return filter(text, false);
    }

    /// As {@link #line}, but line ends and tabs stay.
    public static String text(String text) {
        return filter(text, true);
    }

    /// At most `length` characters; what is cut is marked with `…`.
    public static String cut(String text, int length) {
        if (text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        var end = text.offsetByCodePoints(0, Math.max(0, length - 1));
        return text.substring(0, end) + "…";
    }

    private static String filter(String text, boolean lines) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(harmless(c, lines)));
        return out.toString();
    }

    private static int harmless(int c, boolean lines) {
        if (c == '\n' || c == '\t') {
            return lines ? c : ' ';
        }
        if (c == '\r') {
            return ' ';
        }
        return Character.isISOControl(c) || turnsDirection(c) ? '?' : c;
    }

    /// Unicode's bidirectional controls (UAX 9) can make text read as what it is not.
    private static boolean turnsDirection(int c) {
        return c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
