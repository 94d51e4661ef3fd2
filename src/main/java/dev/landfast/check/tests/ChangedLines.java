package dev.landfast.check.tests;

import dev.landfast.check.report.CoverageReport;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Findings;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import dev.landfast.syntax.PythonFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the tests ran of the lines a change adds.
///
/// @param ran how many of them something ran
/// @param missed those nothing ran, by file
/// @param unmeasured those with code in files that coverage does not look at, by file
/// @param leftOut such files that it does not look at by the base's wish
record ChangedLines(
        long ran,
        Map<String, Set<Integer>> missed,
        Map<String, Set<Integer>> unmeasured,
        List<String> leftOut) {

    private static final int NAMED = 20;

    static ChangedLines of(Bench bench, CoverageReport report) throws InterruptedException {
        var ran = 0L;
        var missed = new TreeMap<String, Set<Integer>>();
        var unknown = new TreeMap<String, Set<Integer>>();
        for (var each : bench.run().addedLines().entrySet()) {
            var file = each.getKey();
            if (report.ran().containsKey(file) || report.missed().containsKey(file)) {
                ran += count(each.getValue(), report.ran().get(file));
                var left = new TreeSet<>(each.getValue());
                left.retainAll(report.missed().getOrDefault(file, Set.of()));
                if (!left.isEmpty()) {
                    missed.put(file, left);
                }
            } else if (file.endsWith(".py") && !OldTests.isOfTests(file)) {
                var code = new TreeSet<>(each.getValue());
                code.retainAll(statements(bench, file, each.getValue()));
                if (!code.isEmpty()) {
                    unknown.put(file, code);
                }
            }
        }
        var leftOut =
                unknown.isEmpty()
                        ? List.<String>of()
                        : LeftOut.of(bench).among(List.copyOf(unknown.keySet()));
        unknown.keySet().removeAll(leftOut);
        return new ChangedLines(ran, missed, unknown, leftOut);
    }

    /// Lines on which something is done; all of these where nobody can read them here.
    private static Set<Integer> statements(Bench bench, String file, Set<Integer> lines) {
        return PythonFile.obstacle().isPresent()
                ? lines
                : PythonFile.parse(bench.candidate().content(file)).statements();
    }

    private static long count(Set<Integer> added, @Nullable Set<Integer> ran) {
        return ran == null ? 0 : added.stream().filter(ran::contains).count();
    }

    /// @param asked percent at least
    List<Finding> judge(Bench bench, double asked) {
        if (!leftOut.isEmpty()) {
            bench.log()
                    .note(
                            "coverage does not measure these changed files: "
                                    + String.join(", ", leftOut));
        }
        var findings = new ArrayList<Finding>();
        unmeasured.forEach((file, lines) -> findings.add(unmeasured(file, lines)));
        var all = ran + missed.values().stream().mapToLong(Set::size).sum();
        if (all == 0) {
            bench.log().note("the change adds no line that could be run");
            return findings;
        }
        var percent = 100.0 * ran / all;
        bench.log()
                .measure(
                        "added lines covered, %",
                        percent, OptionalDouble.of(asked), OptionalDouble.empty());
        if (percent < asked) {
            missed.entrySet().stream()
                    .limit(NAMED)
                    .forEach(e -> findings.add(finding(e.getKey(), e.getValue(), percent, asked)));
        }
        return findings;
    }

    private static Finding unmeasured(String file, Set<Integer> lines) {
        return Findings.advised(
                Findings.of(
                        "added-lines-unmeasured",
                        Level.HIGH,
                        new Place(file, lines.iterator().next()),
                        "%d added lines in a file that coverage does not measure"
                                .formatted(lines.size())),
                "put the code where coverage looks, such as into a package; what it is to leave out, the base's configuration says");
    }

    private static Finding finding(String file, Set<Integer> lines, double percent, double asked) {
        return Findings.advised(
                Findings.of(
                        "added-lines-uncovered",
                        Level.HIGH,
                        new Place(file, lines.iterator().next()),
                        String.format(
                                Locale.ROOT,
                                "%d added lines that no test runs; %.1f %% of all added lines are covered, %.1f %% asked for",
                                lines.size(),
                                percent,
                                asked)),
                "test lines " + ranges(lines));
    }

    /// `3-5, 9`.
    static String ranges(Set<Integer> lines) {
        var text = new StringBuilder();
        var from = 0;
        var to = 0;
        for (var line : new TreeSet<>(lines)) {
            if (line != to + 1 || from == 0) {
                append(text, from, to);
                from = line;
            }
            to = line;
        }
        append(text, from, to);
        return text.toString();
    }

    private static void append(StringBuilder text, int from, int to) {
        if (from > 0) {
            text.append(text.isEmpty() ? "" : ", ").append(from).append(to > from ? "-" + to : "");
        }
    }
}
