package dev.landfast.agent.brief;

/// Text that comes from a repository, a program or a stranger, as an agent is shown it.
public final class Data {

    private Data() {}

    /// A fence longer than any run of backticks inside, so that text cannot end it. What one cannot
    /// see is written out: it would be read all the same.
    public static String fence(String text) {
        var seen = seen(text.replace("\r\n", "\n").strip());
        var longest = 2;
        var run = 0;
        for (var i = 0; i < seen.length(); i++) {
            run = seen.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        var mark = "`".repeat(longest + 1);
        return mark + "text\n" + seen + "\n" + mark;
    }

    /// On one line, as part of a list within a fence.
    static String line(String text) {
        return seen(text).replace("\n", " ⏎ ").replace('\t', ' ');
    }

    /// Control characters, and those that turn the direction of text or have no width.
    private static String seen(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    if (c != '\n' && c != '\t' && isUnseen(c)) {
                        out.append("\\u{").append(Integer.toHexString(c)).append('}');
                    } else {
                        out.appendCodePoint(c);
                    }
                });
        return out.toString();
    }

    private static boolean isUnseen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
