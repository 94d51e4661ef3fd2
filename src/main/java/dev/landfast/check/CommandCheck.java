package dev.landfast.check;

import dev.landfast.check.report.CoverageReport;
import dev.landfast.check.report.JUnitReport;
import dev.landfast.check.report.SarifReport;
import dev.landfast.check.tests.Pytest;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Evidence.Tool;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.ToolRunner;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Any command of the project, judged by `policy`: its exit code, or the JUnit, Cobertura or SARIF
/// report it writes to `{report}` (also in `LANDFAST_REPORT`), or to `report` in the tree.
final class CommandCheck implements Check {

    @Override
    public String name() {
        return "command";
    }

    @Override
    public Set<String> settings() {
        return Set.of("run", "policy", "report", "min", "lines", "max", "name", "canary");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        return OwnCanary.of(
                with,
                () -> {
                    throw Unmeasured.of(
                            Verdict.Cause.MISSING_TOOL,
                            "the command names no defect that it has to find",
                            "give it a canary: { file: PATH, text: TEXT }, or say canary: none");
                });
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        if (with.texts("run").isEmpty()) {
            throw Unmeasured.evidence("the check has no command", "set 'run'");
        }
        var scratch = bench.scratch();
        var checkout = bench.candidate().fresh();
        var report =
                with.text("report")
                        .map(r -> checkout.directory().resolve(r).normalize())
                        .orElse(scratch.report("report"));
        if (!report.startsWith(checkout.directory()) && !report.startsWith(scratch.root())) {
            throw Unmeasured.evidence(
                    "the report lies outside the tree", "set 'report' to a path in it");
        }
        if (Files.exists(report)) {
            throw Unmeasured.evidence(
                    "the report was there before the command ran", "take it out of the repository");
        }
        OwnCanary.note(bench, with);
        var python = Pytest.of(bench.run()).python();
        var more = new LinkedHashMap<>(bench.run().wrappers(python));
        more.putAll(Bench.importing(checkout));
        more.put("LANDFAST_REPORT", report.toString());
        var name = with.text("name").orElse("command");
        var ended =
                bench.start(
                        checkout,
                        new Tool(name, "as configured", "/bin/sh"),
                        scratch,
                        new Bench.Line(words(with, report), more));
        bench.log().report(report.getFileName().toString(), report);
        try {
            return judge(bench, with, new Judged(name, report, checkout.directory(), ended));
        } catch (UnreadableReport e) {
            throw e.unmeasured();
        }
    }

    private record Judged(String name, Path report, Path root, ToolRunner.Ended ended) {}

    private static List<String> words(Config with, Path report) {
        var words =
                with.texts("run").stream()
                        .map(w -> w.replace("{report}", report.toString()))
                        .toList();
        return with.values().get("run") instanceof List
                ? words
                : List.of("/bin/sh", "-c", words.getFirst());
    }

    private static Verdict judge(Bench bench, Config with, Judged judged) throws UnreadableReport {
        return switch (with.text("policy").orElse("exit-code")) {
            case "exit-code" -> byCode(judged);
            case "junit" -> byTests(bench, with, judged);
            case "cobertura" -> byCoverage(bench, with, judged);
            case "sarif" -> byResults(bench, with, judged);
            default ->
                    throw Unmeasured.evidence(
                            "there is no such policy", "say exit-code, junit, cobertura or sarif");
        };
    }

    private static Verdict byCode(Judged judged) {
        var code = judged.ended().exit();
        if (code.orElse(-1) == 0) {
            return new Verdict.Pass();
        }
        var said = (judged.ended().text() + "\n" + judged.ended().errors()).strip();
        return new Verdict.Fail(
                List.of(
                        Findings.of(
                                judged.name() + "-failed",
                                Level.HIGH,
                                Findings.nowhere(),
                                (code.isPresent() ? "code " + code.getAsInt() : "died of a signal")
                                        + ": "
                                        + said.substring(said.lastIndexOf('\n') + 1))));
    }

    private static Verdict byTests(Bench bench, Config with, Judged judged)
            throws UnreadableReport {
        var report = JUnitReport.read(judged.report());
        var findings = new ArrayList<Finding>();
        var ran = 0;
        for (var each : report.cases()) {
            switch (each.ending()) {
                case PASSED -> ran++;
                case SKIPPED, XFAILED -> {}
                case ERROR, FAILED -> {
                    ran++;
                    findings.add(
                            Findings.of(
                                    "test-failed",
                                    Level.CRITICAL,
                                    new Place(each.file(), each.line()),
                                    each.key() + ": " + each.message()));
                }
            }
        }
        bench.log().count("tests", report.cases().size());
        bench.log().count("failures", findings.size());
        if (findings.isEmpty() && ran < with.integer("min").orElse(1L)) {
            throw Unmeasured.evidence(
                    ran + " tests of " + report.cases().size() + " ran", "let tests run");
        }
        confirm(judged, findings.isEmpty());
        return findings.isEmpty() ? new Verdict.Pass() : new Verdict.Fail(findings);
    }

    private static Verdict byCoverage(Bench bench, Config with, Judged judged)
            throws UnreadableReport {
        var report = CoverageReport.read(judged.report(), judged.root());
        var lines = with.number("lines").orElse(0.0);
        bench.log()
                .measure(
                        "lines covered, %",
                        report.percent(), OptionalDouble.of(lines), OptionalDouble.empty());
        if (report.lines() == 0 || lines <= 0) {
            throw Unmeasured.evidence(
                    "coverage of nothing, or no threshold", "set 'lines', and measure code");
        }
        confirm(judged, true);
        return report.percent() >= lines
                ? new Verdict.Pass()
                : new Verdict.Fail(
                        List.of(
                                Findings.of(
                                        "coverage-low",
                                        Level.HIGH,
                                        Findings.nowhere(),
                                        "%.1f %% of lines covered, %.1f %% asked for"
                                                .formatted(report.percent(), lines))));
    }

    private static Verdict byResults(Bench bench, Config with, Judged judged)
            throws UnreadableReport {
        var report = SarifReport.read(judged.report(), judged.root());
        var findings = report.findings();
        bench.log().count("findings", findings.size());
        bench.log().note("reported by " + Terminal.plain(report.tool()));
        return findings.size() <= with.integer("max").orElse(0L)
                ? new Verdict.Pass()
                : new Verdict.Fail(findings);
    }

    /// A good report of a command that did not end well is not believed.
    private static void confirm(Judged judged, boolean good) {
        if (good && judged.ended().exit().orElse(-1) != 0) {
            throw Unmeasured.evidence(
                    "the report is good, the command ended with " + judged.ended().how(),
                    "look into the log of the check");
        }
    }
}
