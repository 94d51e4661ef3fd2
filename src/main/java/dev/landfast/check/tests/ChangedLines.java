package dev.landfast.check.tests;

import dev.landfast.check.report.CoverageReport;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Findings;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
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
/// @param unknown files with added lines that coverage does not measure
record ChangedLines(long ran, Map<String, Set<Integer>> missed, List<String> unknown) {

    private static final int NAMED = 20;

    static ChangedLines of(Bench bench, CoverageReport report) {
        var ran = 0L;
        var missed = new TreeMap<String, Set<Integer>>();
        var unknown = new ArrayList<String>();
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
                unknown.add(file);
            }
        }
        return new ChangedLines(ran, missed, unknown);
    }

    private static long count(Set<Integer> added, @Nullable Set<Integer> ran) {
        return ran == null ? 0 : added.stream().filter(ran::contains).count();
    }

    /// @param asked percent at least
    List<Finding> judge(Bench bench, double asked) {
        if (!unknown.isEmpty()) {
            bench.log()
                    .note(
                            "coverage does not measure these changed files: "
                                    + String.join(", ", unknown));
        }
        var all = ran + missed.values().stream().mapToLong(Set::size).sum();
        if (all == 0) {
            bench.log().note("the change adds no line that could be run");
            return List.of();
        }
        var percent = 100.0 * ran / all;
        bench.log()
                .measure(
                        "added lines covered, %",
                        percent, OptionalDouble.of(asked), OptionalDouble.empty());
        return percent >= asked
                ? List.of()
                : missed.entrySet().stream()
                        .limit(NAMED)
                        .map(e -> finding(e.getKey(), e.getValue(), percent, asked))
                        .toList();
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
