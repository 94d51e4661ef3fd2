package dev.landfast.check.tests;

import dev.landfast.check.tests.TestRun.Outcome;
import dev.landfast.definition.Config;
import dev.landfast.gate.Ahead;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/// The project's tests pass, and there are some.
///
/// A test that fails at the base too is not charged to the candidate. Unless the gate has a
/// `base-tests` check of its own, tests lost or newly skipped against the base are found here.
/// `skipped` says which skips are allowed: `as-base` (what the base skips), `allow`, `none`.
public final class TestsCheck implements Check {

    private static final Pattern NO_PLUGIN =
            Pattern.compile(
                    "no async plugin installed|async def functions are not natively supported");

    @Override
    public String name() {
        return "tests";
    }

    @Override
    public Set<String> settings() {
        return Set.of(
                "min",
                "failures",
                "errors",
                "flaky",
                "reruns",
                "pass-rate",
                "skipped",
                "select",
                "exclude",
                "marker",
                "lost",
                "newly-skipped");
    }

    /// A test that passes at the base: without one there it could not be seen that the base hooks
    /// pytest in the same way.
    @Override
    public Optional<Plant> plant(Bench bench, Config with) throws InterruptedException {
        var test = PlantedTest.in(bench, bench.candidate(), "canary_fails");
        return Optional.of(
                Plant.changed(
                                test.path(),
                                marked(with) + test.function("assert 1 == 1"),
                                marked(with) + test.function("assert 1 == 2"))
                        .with(
                                Map.of(
                                        "select",
                                        List.of(test.path()),
                                        "exclude",
                                        List.of(),
                                        "failures",
                                        0L,
                                        "errors",
                                        0L,
                                        "reruns",
                                        0L))
                        .testedBy(test.path()));
    }

    /// What a marker expression of one name selects.
    private static String marked(Config with) {
        return with.text("marker")
                .filter(m -> m.matches("[A-Za-z_]\\w*"))
                .map(m -> "import pytest\n\npytestmark = pytest.mark." + m + "\n\n\n")
                .orElse("");
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        if (bench.run().selects("base-tests")) {
            return judged(bench, with);
        }
        // The base's tests will be asked for in any case, and whoever asks is told of a failure.
        try (var _ = Ahead.of(() -> Pytest.of(bench.run()).base())) {
            return judged(bench, with);
        }
    }

    private static Verdict judged(Bench bench, Config with) throws InterruptedException {
        var pytest = Pytest.of(bench.run());
        var missing = pytest.selection().missingIn(bench.candidate());
        if (!missing.isEmpty()) {
            return nowhere(bench, with, missing);
        }
        try (var failures = Ahead.of(pytest::madeToFail)) {
            return judged(bench, with, failures);
        }
    }

    private static Verdict judged(Bench bench, Config with, Ahead<Pytest.Failures> failures)
            throws InterruptedException {
        var measured = Pytest.of(bench.run()).candidate();
        bench.log().include(measured.evidence());
        var tests = measured.tests();
        tests.asides().notes().forEach(bench.log()::note);
        Rigging.assertNotReplaced(bench, tests);
        count(bench, tests);
        assertAwaited(tests);
        var findings = new ArrayList<Finding>();
        assertSomethingWorks(bench, tests);
        findings.addAll(new TestFindings(bench, with, tests).all());
        if (!bench.run().selects("base-tests")) {
            findings.addAll(BaseTestsCheck.compare(bench, with));
        }
        if (findings.isEmpty()) {
            assertSomethingProven(with, tests);
            assertRate(bench, with, tests);
            Rigging.assertCanFail(bench, tests, failures.get());
        }
        return findings.isEmpty() ? new Verdict.Pass() : new Verdict.Fail(findings);
    }

    /// What the base has is lost; what neither has may be allowed to be absent.
    private static Verdict nowhere(Bench bench, Config with, List<String> missing)
            throws InterruptedException {
        var where = String.join(", ", missing);
        var selection = Pytest.of(bench.run()).selection();
        if (with.flag("if-present", false)
                && selection.absentIn(bench.candidate())
                && selection.absentIn(bench.base())) {
            bench.log().note("nothing to measure: there is no " + where);
            return new Verdict.Pass();
        }
        var lost = BaseTestsCheck.compare(bench, with);
        if (!lost.isEmpty()) {
            return new Verdict.Fail(lost);
        }
        throw Unmeasured.evidence("there is no " + where, "write the tests that belong there");
    }

    private static void count(Bench bench, TestRun tests) {
        var log = bench.log();
        log.count("tests", tests.outcomes().size());
        log.count("passed", tests.count(Outcome.PASSED));
        log.count("failures", tests.count(Outcome.FAILED));
        log.count("errors", tests.count(Outcome.ERROR) + tests.broken().size());
        log.count("skipped", tests.count(Outcome.SKIPPED));
        log.count("xfailed", tests.count(Outcome.XFAILED));
        log.count("deselected", tests.count(Outcome.DESELECTED));
    }

    /// Where no test of the base passes either, something that all of them need is not there.
    ///
    /// @throws Unmeasured when failures would be excused by such a base
    private static void assertSomethingWorks(Bench bench, TestRun tests)
            throws InterruptedException {
        if (tests.green() || atBase(bench).green() || atBase(bench).count(Outcome.PASSED) > 0) {
            return;
        }
        var base = atBase(bench);
        var known =
                tests.outcomes().entrySet().stream()
                        .filter(e -> e.getValue().bad())
                        .map(Map.Entry::getKey)
                        .filter(id -> base.outcomes().getOrDefault(id, Outcome.PASSED).bad())
                        .map(id -> Optional.ofNullable(tests.troubles().get(id)))
                        .findFirst();
        var file =
                tests.broken().entrySet().stream()
                        .filter(e -> base.broken().containsKey(e.getKey()))
                        .map(e -> Optional.of(e.getValue()))
                        .findFirst();
        known.or(() -> file)
                .ifPresent(crash -> {
                    throw Unmeasured.of(
                            Verdict.Cause.SERVICE,
                            "not one test of the base passes here, and the same fail with the change"
                                    + crash.map(c -> ": " + c.message()).orElse(""),
                            "make available what the tests need, or mend the base first");
                });
    }

    /// @throws Unmeasured when a good result rests on nothing
    private static void assertSomethingProven(Config with, TestRun tests) {
        var min = with.integer("min").orElse(1L);
        var ran = tests.outcomes().values().stream().filter(o -> !o.silent()).count();
        if (tests.outcomes().isEmpty()) {
            throw Unmeasured.evidence("no test was collected", "write tests for the change");
        }
        if (ran == 0) {
            throw Unmeasured.evidence(
                    "all %d tests were skipped or deselected".formatted(tests.outcomes().size()),
                    "let them run; a skipped test proves nothing");
        }
        var passed = tests.count(Outcome.PASSED);
        if (passed < Math.max(1, min)) {
            throw Unmeasured.evidence(
                    "%d tests passed, at least %d are asked for"
                            .formatted(passed, Math.max(1, min)),
                    "write the tests that are missing");
        }
    }

    private static void assertRate(Bench bench, Config with, TestRun tests) {
        var ran = tests.outcomes().values().stream().filter(o -> !o.silent()).count();
        var rate = 100.0 * tests.count(Outcome.PASSED) / ran;
        var asked = with.number("pass-rate");
        asked.ifPresent(a ->
                bench.log()
                        .measure(
                                "tests passed, %",
                                rate, OptionalDouble.of(a), OptionalDouble.empty()));
        if (rate < asked.orElse(0.0)) {
            throw Unmeasured.evidence(
                    "%.1f %% of the tests pass, %.1f %% are asked for; the base is red"
                            .formatted(rate, asked.get()),
                    "mend the base first");
        }
    }

    /// Without its plugin pytest skips every async test (7) or fails it (8), at the base as well.
    private static void assertAwaited(TestRun tests) {
        if (tests.troubles().values().stream()
                .anyMatch(t -> NO_PLUGIN.matcher(t.message()).find())) {
            throw Unmeasured.missingTool(
                    "pytest has no plugin here that runs async tests",
                    "install pytest-asyncio, or what the project uses, into its environment");
        }
    }

    static TestRun atBase(Bench bench) throws InterruptedException {
        try {
            return Pytest.of(bench.run()).base().tests();
        } catch (Unmeasured e) {
            bench.log().note("the base's tests could not be measured: " + e.getMessage());
            return TestRun.nothing();
        }
    }
}
