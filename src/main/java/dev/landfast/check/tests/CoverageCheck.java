package dev.landfast.check.tests;

import dev.landfast.check.report.CoverageReport;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Ground;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// How many lines of a hundred the tests ran: `lines: 80`, or `lines: no-decrease` against the
/// base.
public final class CoverageCheck implements Check {

    private static final int UNCOVERED = 5_000;
    private static final int FILES_NAMED = 3;

    /// Two measurements of the same code may differ by a line that only runs now and then.
    private static final double SLACK = 0.005;

    @Override
    public String name() {
        return "coverage";
    }

    @Override
    public Set<String> settings() {
        return Set.of("lines", "changed");
    }

    /// More lines that nothing runs than the project has lines.
    @Override
    public Optional<Plant> plant(Bench bench, Config with) throws InterruptedException {
        var ground = new Ground(bench.base().quiet(), bench.project());
        var module = ground.module("canary_coverage");
        var text = new StringBuilder("def canary(number):\n");
        for (var line = 0; line < UNCOVERED; line++) {
            text.append("    number += 1\n");
        }
        var test = PlantedTest.in(bench, bench.base(), "canary_passes");
        var imported = "import " + ground.imported("canary_coverage") + "\n\n\n";
        return Optional.of(
                Plant.file(module, text.toString())
                        .and(test.path(), imported + test.function("pass"))
                        .with(strictest(with))
                        .testedBy(test.path()));
    }

    /// Below any threshold, also one that asks for no less than a base which has no such test.
    private static Map<String, Object> strictest(Config with) {
        var all = new LinkedHashMap<String, Object>();
        for (var threshold : List.of("lines", "changed")) {
            if (with.has(threshold)) {
                all.put(threshold, 100L);
            }
        }
        return all;
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var pytest = Pytest.of(bench.run());
        var measured = pytest.candidate();
        bench.log().include(measured.evidence());
        var report = measured.tests().coverage().believed();
        if (report.lines() == 0) {
            throw Unmeasured.evidence(
                    "coverage of nothing: the report names no line of code",
                    "set 'source' in landfast.yaml to the folder of the code");
        }
        var noDecrease = with.text("lines").filter("no-decrease"::equals).isPresent();
        var base = base(bench, noDecrease);
        var threshold = threshold(with, noDecrease, base);
        bench.log().count("lines", report.lines());
        bench.log().count("covered", report.covered());
        bench.log().measure("lines covered, %", report.percent(), threshold, base);
        if (threshold.isEmpty() && !with.has("changed")) {
            throw Unmeasured.evidence(
                    "the check has no threshold",
                    "give it 'lines: 80', 'lines: no-decrease' or 'changed: 80'");
        }
        var findings = new ArrayList<Finding>();
        if (threshold.isPresent() && report.percent() + SLACK < threshold.getAsDouble()) {
            findings.add(low(report, threshold.getAsDouble(), base));
        }
        var changed = with.number("changed");
        if (changed.isPresent()) {
            findings.addAll(ChangedLines.of(bench, report).judge(bench, changed.get()));
        }
        return findings.isEmpty() ? new Verdict.Pass() : new Verdict.Fail(findings);
    }

    private static OptionalDouble threshold(Config with, boolean noDecrease, OptionalDouble base) {
        if (noDecrease) {
            return base.isPresent() ? base : OptionalDouble.of(0);
        }
        return with.has("lines")
                ? OptionalDouble.of(with.number("lines").orElseThrow())
                : OptionalDouble.empty();
    }

    private static OptionalDouble base(Bench bench, boolean needed) throws InterruptedException {
        try {
            var report = Pytest.of(bench.run()).base().tests().coverage().report();
            return report.isPresent() && report.get().lines() > 0
                    ? OptionalDouble.of(report.get().percent())
                    : OptionalDouble.empty();
        } catch (Unmeasured e) {
            if (needed) {
                throw e;
            }
            bench.log().note("the base's coverage could not be measured: " + e.getMessage());
            return OptionalDouble.empty();
        }
    }

    private static Finding low(CoverageReport report, double threshold, OptionalDouble base) {
        var worst = new ArrayList<>(report.missed().entrySet());
        worst.sort(Comparator.comparingInt(e -> -e.getValue().size()));
        var files =
                worst.stream()
                        .limit(FILES_NAMED)
                        .map(e -> e.getKey() + " (" + e.getValue().size() + ")")
                        .toList();
        var first = worst.getFirst();
        return Findings.advised(
                Findings.of(
                        "coverage-low",
                        Level.HIGH,
                        new Place(first.getKey(), first.getValue().iterator().next()),
                        String.format(
                                Locale.ROOT,
                                "%.1f %% of lines covered, %.1f %% asked for%s",
                                report.percent(),
                                threshold,
                                base.isPresent()
                                        ? String.format(
                                                Locale.ROOT,
                                                ", %.1f %% at the base",
                                                base.getAsDouble())
                                        : "")),
                "cover the lines nothing runs, most of them in " + String.join(", ", files));
    }
}
