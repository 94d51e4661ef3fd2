package dev.landfast.console;

/// How text is shown: with colour or without, and how wide.
///
/// @param ansi whether escapes may be written at all
/// @param columns width to fold and cut at
public record Terminal(boolean ansi, int columns) {

    private static final int USUAL_COLUMNS = 100;
    private static final int FEWEST_COLUMNS = 20;

    public Terminal {
        columns = Math.max(FEWEST_COLUMNS, columns);
    }

    /// No escapes, as for a pipe.
    public static Terminal plain() {
        return new Terminal(false, USUAL_COLUMNS);
    }

    /// What the surroundings allow.
    ///
    /// @param interactive whether standard output is a terminal
    /// @param noColor value of `NO_COLOR`; any text but the empty one turns escapes off
    /// @param term value of `TERM`
    /// @param columns value of `COLUMNS`; the usual width when it is not a number
    public static Terminal of(boolean interactive, String noColor, String term, String columns) {
        var ansi = interactive && noColor.isEmpty() && !term.equals("dumb") && !term.isEmpty();
        var wide = columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : USUAL_COLUMNS;
        return new Terminal(ansi, wide);
    }

    /// The text in its tone. Text from outside goes through {@link Plain#line} first.
    public String paint(Tone tone, String text) {
        return ansi && !text.isEmpty() ? "\u001b[" + tone.code() + "m" + text + "\u001b[0m" : text;
    }
}
