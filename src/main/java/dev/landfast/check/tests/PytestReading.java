package dev.landfast.check.tests;

import dev.landfast.check.report.CoverageReport;
import dev.landfast.check.report.JUnitReport;
import dev.landfast.check.tests.TestRun.Outcome;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.ToolRunner;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Canary canary;

    private PytestReading(ToolRunner.Ended ended, TestStream stream, String canary) {
        this.ended = ended;
        this.stream = stream;
        this.canary = Canary.takenFrom(stream, canary);
    }

    /// What a session left behind.
    ///
    /// @param results what was streamed
    /// @param canary the name of the test that had to fail
    record Left(Path results, Path junit, Path coverage, String canary) {}

    /// @throws Unmeasured when the stories differ or one is not told to the end
    static TestRun read(ToolRunner.Ended ended, Left left, boolean covered) {
        try {
            var stream = TestStream.read(left.results());
            var reading = new PytestReading(ended, stream, left.canary());
            reading.assertEnded();
            reading.assertOwnCode();
            var outcomes = reading.outcomes();
            reading.canary.assertFailed(green(stream));
            reading.assertAgrees(JUnitReport.read(left.junit()));
            reading.assertCode(outcomes);
            return reading.run(
                    outcomes,
                    covered
                            ? covered(left.coverage(), ended.run().where().directory())
                            : TestRun.Covered.NOT_MEASURED);
        } catch (UnreadableReport e) {
            throw Unmeasured.evidence(
                    e.getMessage() + lastWords(ended),
                    "run the tests by hand as the evidence shows");
        }
    }

    /// What is wrong with this report says nothing against the tests.
    private static TestRun.Covered covered(Path report, Path root) {
        try {
            return new TestRun.Covered(Optional.of(CoverageReport.read(report, root)), "");
        } catch (UnreadableReport e) {
            return new TestRun.Covered(Optional.empty(), e.unmeasured().verdict().reason());
        }
    }

    private static boolean green(TestStream stream) {
        return stream.broken().isEmpty()
                && stream.results().values().stream().noneMatch(r -> r.outcome().bad());
    }

    /// What was said when every test was made to fail: test → how it was reported.
    ///
    /// @throws Unmeasured when the session did not come to its end
    static Map<String, Outcome> madeToFail(ToolRunner.Ended ended, Path results) {
        try {
            var stream = TestStream.read(results);
            new PytestReading(ended, stream, "").assertEnded();
            var outcomes = new LinkedHashMap<String, Outcome>();
            stream.results().forEach((id, result) -> outcomes.put(id, result.outcome()));
            return outcomes;
        } catch (UnreadableReport e) {
            throw Unmeasured.evidence(
                    "whether these tests can fail was not shown: " + e.getMessage(), SEE);
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
                            .formatted(status, ended.how()),
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
        var reported = new HashMap<>(report.endings());
        canary.assertReported(reported);
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
        var bad =
                !stream.broken().isEmpty()
                        || canary.sang()
                        || outcomes.values().stream().anyMatch(Outcome::bad);
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

    private TestRun run(Map<String, Outcome> outcomes, TestRun.Covered coverage) {
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
        canary.note().ifPresent(notes::add);
        if (stream.alone()) {
            notes.add(
                    "what tests start as a process is not counted as covered: with coverage's setting relative_files it would be counted under another name");
        }
        var asides = new TestRun.Asides(notes, stream.replaced(), stream.read());
        return new TestRun(outcomes, troubles, broken, coverage, asides);
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
