package dev.landfast.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A file as merged from three versions: stretches that agree, and hunks that do not.
///
/// @param parts in the order of the file
record Hunks(List<Part> parts) {

    /// So long that no text has it by chance: a heading underlined with `=======` is no marker.
    static final int MARKER_SIZE = 61;

    private static final String OURS = "<".repeat(MARKER_SIZE);
    private static final String BASE = "|".repeat(MARKER_SIZE);
    private static final String MIDDLE = "=".repeat(MARKER_SIZE);
    private static final String THEIRS = ">".repeat(MARKER_SIZE);

    Hunks {
        parts = List.copyOf(parts);
    }

    sealed interface Part {}

    /// Lines with their line ends; the last line of a file may have none.
    record Agreed(List<String> lines) implements Part {

        Agreed {
            lines = List.copyOf(lines);
        }
    }

    record Hunk(List<String> ours, List<String> base, List<String> theirs) implements Part {

        Hunk {
            ours = List.copyOf(ours);
            base = List.copyOf(base);
            theirs = List.copyOf(theirs);
        }
    }

    List<Hunk> hunks() {
        return parts.stream().filter(Hunk.class::isInstance).map(Hunk.class::cast).toList();
    }

    /// All of one side before a hunk.
    ///
    /// @param number of the hunk, from 0
    List<String> before(int number, Function<Hunk, List<String>> side) {
        var before = new ArrayList<String>();
        var seen = 0;
        for (var part : parts) {
            switch (part) {
                case Agreed(var lines) -> before.addAll(lines);
                case Hunk hunk -> {
                    if (seen++ == number) {
                        return before;
                    }
                    before.addAll(side.apply(hunk));
                }
            }
        }
        return before;
    }

    /// Reads what `git merge-file --diff3` wrote with our marker size.
    static Hunks parse(String text) {
        var parts = new ArrayList<Part>();
        var lines = lines(text);
        for (var at = 0; at < lines.size(); ) {
            if (lines.get(at).startsWith(OURS)) {
                var base = find(lines, at, BASE);
                var middle = find(lines, base, MIDDLE);
                var end = find(lines, middle, THEIRS);
                parts.add(
                        new Hunk(
                                lines.subList(at + 1, base),
                                lines.subList(base + 1, middle),
                                lines.subList(middle + 1, end)));
                at = end + 1;
            } else {
                var from = at;
                while (at < lines.size() && !lines.get(at).startsWith(OURS)) {
                    at++;
                }
                parts.add(new Agreed(lines.subList(from, at)));
            }
        }
        return new Hunks(parts);
    }

    private static int find(List<String> lines, int from, String marker) {
        for (var at = from; at < lines.size(); at++) {
            if (lines.get(at).startsWith(marker)) {
                return at;
            }
        }
        throw new IllegalStateException("a conflict without its " + marker.charAt(0));
    }

    /// The text cut after each line end, which stays with its line.
    static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        var from = 0;
        for (var end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            lines.add(text.substring(from, end + 1));
            from = end + 1;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    /// The file with some hunks resolved and markers of the usual size around the others.
    ///
    /// @param resolved one for each hunk, in order
    String text(List<Optional<List<String>>> resolved, String ours, String theirs) {
        var text = new StringBuilder();
        var next = 0;
        for (var part : parts) {
            switch (part) {
                case Agreed(var lines) -> lines.forEach(text::append);
                case Hunk hunk -> {
                    var answer = resolved.get(next++);
                    if (answer.isPresent()) {
                        answer.get().forEach(text::append);
                    } else {
                        marked(text, hunk, ours, theirs);
                    }
                }
            }
        }
        return text.toString();
    }

    private static void marked(StringBuilder text, Hunk hunk, String ours, String theirs) {
        text.append("<<<<<<< ").append(ours).append('\n');
        ended(text, hunk.ours());
        text.append("||||||| before both\n");
        ended(text, hunk.base());
        text.append("=======\n");
        ended(text, hunk.theirs());
        text.append(">>>>>>> ").append(theirs).append('\n');
    }

    private static void ended(StringBuilder text, List<String> lines) {
        lines.forEach(text::append);
        if (!lines.isEmpty() && !lines.getLast().endsWith("\n")) {
            text.append('\n');
        }
    }
}
