package dev.landfast.gate;

/// Takes control characters and escape sequences out of what tools print: a report is data, and
/// must not be able to repaint the screen of who reads it.
public final class Terminal {

    private static final int LONGEST = 2000;

    private Terminal() {}

    /// One line of plain text, at most 2,000 characters.
    public static String plain(String text) {
        var cleaned =
                text.replaceAll("\u001b\\[[0-?]*[ -/]*[@-~]", "")
                        .replaceAll("\u001b\\][^\u0007\u001b]*(\u0007|\u001b\\\\)", "")
                        .replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029]+", " ")
                        .strip();
        return cut(cleaned, LONGEST);
    }

    /// At most so many characters and a sign that there were more. None is cut in two.
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }
}
