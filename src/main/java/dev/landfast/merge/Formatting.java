package dev.landfast.merge;

import dev.landfast.merge.Hunks.Hunk;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Recognises that a side changed nothing but white space or the layout of its lines. Then the
/// other side's version stands.
///
/// What white space means is known of Python alone. Of other texts only the ends of their lines are
/// looked at, and of Markdown, where two spaces there break a line, not even these.
final class Formatting {

    private Formatting() {}

    /// @param number of the hunk in the file, from 0
    static Optional<List<String>> resolve(Hunks file, int number, String path) {
        return isPython(path) && startsInString(file, number)
                ? Optional.empty()
                : resolve(file.hunks().get(number), path);
    }

    private static Optional<List<String>> resolve(Hunk hunk, String path) {
        var ours = normal(hunk.ours(), path);
        var base = normal(hunk.base(), path);
        var theirs = normal(hunk.theirs(), path);
        if (ours.isEmpty() || base.isEmpty() || theirs.isEmpty()) {
            return Optional.empty();
        }
        if (ours.equals(theirs) || theirs.equals(base)) {
            return Optional.of(hunk.ours());
        }
        return ours.equals(base) ? Optional.of(hunk.theirs()) : Optional.empty();
    }

    private static boolean startsInString(Hunks file, int number) {
        return Stream.<Function<Hunk, List<String>>>of(Hunk::ours, Hunk::base, Hunk::theirs)
                .anyMatch(side -> PythonLayout.endsInString(file.before(number, side)));
    }

    private static boolean isPython(String path) {
        return path.endsWith(".py") || path.endsWith(".pyi");
    }

    /// @return empty where it cannot be said what is layout
    private static Optional<String> normal(List<String> lines, String path) {
        var text = String.join("", lines);
        if (path.endsWith(".md") || text.contains("\"\"\"") || text.contains("'''")) {
            return Optional.empty();
        }
        if (!isPython(path)) {
            return Optional.of(ends(lines, true));
        }
        return text.contains("#") ? Optional.of(ends(lines, false)) : PythonLayout.normal(lines);
    }

    /// Line by line, white space at the end aside.
    private static String ends(List<String> lines, boolean blank) {
        var normal = new StringBuilder();
        lines.stream()
                .filter(l -> blank || !l.isBlank())
                .forEach(l -> normal.append(l.stripTrailing()).append('\n'));
        return normal.toString();
    }
}
