package dev.landfast.check.tests;

import dev.landfast.check.report.CoverageReport;
import dev.landfast.check.report.JUnitReport;
import dev.landfast.check.tests.TestRun.Outcome;
import dev.landfast.gate.Scratch;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.ToolRunner;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Believes a test run only when its stream of results, its JUnit report and its exit code tell the
/// same story to the end.
final class PytestReading {

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int INTERRUPTED = 2;
    private static final int NOTHING_COLLECTED = 5;
    private static final int NAMED = 3;
    private static final String SEE = "look into the log of the tests; mend what ends them early";

    private final ToolRunner.Ended ended;
    private final TestStream stream;

    private PytestReading(ToolRunner.Ended ended, TestStream stream) {
        this.ended = ended;
        this.stream = stream;
    }

    /// @throws Unmeasured when the stories differ or one is not told to the end
    static TestRun read(ToolRunner.Ended ended, Scratch scratch, boolean covered) {
        try {
            var stream = TestStream.read(scratch.report("results.jsonl"));
            var reading = new PytestReading(ended, stream);
            reading.assertEnded();
            reading.assertOwnCode();
            var outcomes = reading.outcomes();
            reading.assertAgrees(JUnitReport.read(scratch.report("junit.xml")));
            reading.assertCode(outcomes);
            return reading.run(
                    outcomes,
                    covered
                            ? Optional.of(
                                    CoverageReport.read(
                                            scratch.report("coverage.xml"),
                                            ended.run().where().directory()))
                            : Optional.empty());
        } catch (UnreadableReport e) {
            throw Unmeasured.evidence(
                    e.getMessage() + lastWords(ended),
                    "run the tests by hand as the evidence shows");
        }
    }

    private void assertEnded() {
        if (stream.status().isEmpty()) {
            var during = stream.unfinished().stream().findFirst();
            throw Unmeasured.evidence(
                    "the test session never ended"
                            + during.map(t -> ", the process went away during " + t).orElse("")
                            + lastWords(ended),
                    SEE);
        }
        if (!stream.unfinished().isEmpty()) {
            throw Unmeasured.evidence(
                    "tests began and gave no result: " + named(stream.unfinished()), SEE);
        }
        var status = stream.status().getAsInt();
        if (ended.exit().isEmpty() || ended.exit().getAsInt() != status) {
            throw Unmeasured.evidence(
                    "pytest ended with status %d, its process with %s"
                            .formatted(
                                    status,
                                    ended.exit().isPresent()
                                            ? "code " + ended.exit().getAsInt()
                                            : "a signal"),
                    "take out what changes the exit code");
        }
    }

    private void assertOwnCode() {
        if (!stream.foreign().isEmpty()) {
            var first = stream.foreign().entrySet().iterator().next();
            throw Unmeasured.evidence(
                    "package %s was imported from %s, not from the tree under test"
                            .formatted(first.getKey(), first.getValue()),
                    "take out what puts another copy first on the import path");
        }
    }

    private Map<String, Outcome> outcomes() {
        var outcomes = new LinkedHashMap<String, Outcome>();
        for (var id : stream.collected()) {
            var result = stream.results().get(id);
            if (result != null) {
                outcomes.put(id, result.outcome());
            } else if (!stream.selected().contains(id)) {
                outcomes.put(id, Outcome.DESELECTED);
            }
        }
        var missing = new TreeSet<>(stream.selected());
        missing.removeAll(stream.results().keySet());
        var bad = stream.results().values().stream().anyMatch(r -> r.outcome().bad());
        if (!missing.isEmpty() && stream.broken().isEmpty() && !bad) {
            throw Unmeasured.evidence(
                    "%d of %d tests were never run: %s"
                            .formatted(
                                    missing.size(),
                                    stream.selected().size(),
                                    named(new ArrayList<>(missing))),
                    SEE);
        }
        // Results of tests nobody collected are made up, or made by a plugin; they count as they
        // are.
        stream.results().forEach((id, r) -> outcomes.putIfAbsent(id, r.outcome()));
        return outcomes;
    }

    private void assertAgrees(JUnitReport report) throws UnreadableReport {
        var reported = report.endings();
        Map<String, Outcome> streamed = new LinkedHashMap<>();
        stream.results()
                .values()
                .forEach(r ->
                        streamed.merge(
                                r.key(), r.outcome(), (a, b) -> a.compareTo(b) >= 0 ? a : b));
        for (var each : streamed.entrySet()) {
            var ending = reported.get(each.getKey());
            if (ending == null || !same(each.getValue(), ending)) {
                throw new UnreadableReport(
                        "%s was streamed as %s and reported as %s"
                                .formatted(each.getKey(), each.getValue(), ending));
            }
        }
        for (var each : reported.entrySet()) {
            var isFile =
                    each.getValue() == JUnitReport.Ending.ERROR
                            || each.getValue() == JUnitReport.Ending.SKIPPED;
            if (!streamed.containsKey(each.getKey()) && !isFile) {
                throw new UnreadableReport(
                        each.getKey() + " is in the JUnit report and was never run");
            }
        }
    }

    private static boolean same(Outcome streamed, JUnitReport.Ending reported) {
        return switch (reported) {
            case PASSED -> streamed == Outcome.PASSED;
            case SKIPPED, XFAILED -> streamed == Outcome.SKIPPED || streamed == Outcome.XFAILED;
            case ERROR, FAILED -> streamed.bad();
        };
    }

    private void assertCode(Map<String, Outcome> outcomes) {
        var bad = !stream.broken().isEmpty() || outcomes.values().stream().anyMatch(Outcome::bad);
        var code = ended.exit().orElse(-1);
        var expected =
                bad
                        ? code == FAILED || code == INTERRUPTED
                        : code == PASSED || code == NOTHING_COLLECTED;
        if (!expected) {
            throw Unmeasured.evidence(
                    "pytest ended with code %d, which %s results do not explain"
                                    .formatted(code, bad ? "these" : "good")
                            + lastWords(ended),
                    SEE);
        }
    }

    private TestRun run(Map<String, Outcome> outcomes, Optional<CoverageReport> coverage) {
        var troubles = new LinkedHashMap<String, TestStream.Crash>();
        outcomes.forEach((id, outcome) -> {
            var result = stream.results().get(id);
            if (outcome != Outcome.PASSED && result != null) {
                troubles.put(id, local(result.crash()));
            }
        });
        var broken = new LinkedHashMap<String, TestStream.Crash>();
        stream.broken().forEach((id, crash) -> broken.put(id, local(crash)));
        var notes = new ArrayList<String>();
        stream.leftOut()
                .forEach((file, why) ->
                        notes.add(file + " left itself out: " + Terminal.plain(why)));
        return new TestRun(outcomes, troubles, broken, coverage, notes);
    }

    /// The place relative to the checkout; nothing where it is somewhere else.
    private TestStream.Crash local(TestStream.Crash crash) {
        var root = ended.run().where().directory() + "/";
        var file =
                crash.file().startsWith(root)
                        ? crash.file().substring(root.length())
                        : crash.file();
        return new TestStream.Crash(
                file.startsWith("/") ? "" : file, crash.line(), Terminal.plain(crash.message()));
    }

    private static String lastWords(ToolRunner.Ended ended) {
        var said = (ended.text() + "\n" + ended.errors()).strip();
        if (said.isEmpty()) {
            return "";
        }
        var lines = said.split("\n", -1);
        return " (" + Terminal.plain(lines[lines.length - 1]) + ")";
    }

    private static String named(List<String> tests) {
        var first = String.join(", ", tests.stream().limit(NAMED).toList());
        return tests.size() > NAMED ? first + " and " + (tests.size() - NAMED) + " more" : first;
    }
}
