package dev.landfast.check.tests;

import dev.landfast.check.tests.TestRun.Outcome;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Ground;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Every test of the base is still there and still runs, holds in the form the base gave it where
/// the branch changed it or what it reads, and holds where the code cannot see that it is tested.
public final class BaseTestsCheck implements Check {

    private static final String MISSING = "base-test-missing";

    private static final String SKIPPED =
            "import pytest\n\npytestmark = pytest.mark.skip(reason='planted')\n";

    @Override
    public String name() {
        return "base-tests";
    }

    @Override
    public Set<String> settings() {
        return Set.of("lost", "newly-skipped", "broken");
    }

    /// Skips a whole file of the base in which something passes, the one with the fewest tests.
    @Override
    public Optional<Plant> plant(Bench bench, Config with) throws InterruptedException {
        var base = Pytest.of(bench.run()).base().tests();
        var plant =
                OldTests.passing(base).stream()
                        .filter(f -> bench.base().files().containsKey(f))
                        .min(Comparator.comparingLong(f -> testsIn(base, f)))
                        .map(file -> Plant.file(file, SKIPPED).testedBy(file))
                        .orElseGet(() -> own(bench));
        return Optional.of(plant.with(Map.of("lost", 0L, "newly-skipped", 0L, "broken", 0L)));
    }

    /// For a base without any test that passes: one of ours, and then it is skipped.
    private static Plant own(Bench bench) {
        var test = "def test_canary() -> None:\n    assert True\n";
        var file = new Ground(bench.base().quiet(), bench.project()).anyTest("canary_kept");
        return Plant.changed(file, test, SKIPPED + "\n\n" + test).testedBy(file);
    }

    private static long testsIn(TestRun base, String file) {
        return base.outcomes().keySet().stream()
                .filter(id -> TestRun.fileOf(id).equals(file))
                .count();
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        try (var unseen = new Unseen(bench)) {
            return judged(bench, with, unseen);
        }
    }

    private static Verdict judged(Bench bench, Config with, Unseen unseen)
            throws InterruptedException {
        // First, because it does not wait for the candidate's own tests.
        var again = again(bench);
        var findings = new ArrayList<>(compare(bench, with));
        if (bench.run().selects("integrity")) {
            again.ifPresent(a -> findings.removeIf(f -> stillHolds(f, a)));
        }
        if (again.isPresent()) {
            findings.addAll(broken(bench, with, again.get(), findings));
        }
        if (findings.isEmpty()) {
            findings.addAll(unseen.findings());
        }
        return findings.isEmpty() ? new Verdict.Pass() : new Verdict.Fail(findings);
    }

    /// Of a test that is gone and passes as the base has it, only its going is left to judge. That
    /// may be a move or a new name, which `integrity` can tell.
    private static boolean stillHolds(Finding finding, Again again) {
        var subject = Findings.subject(finding);
        return subject.startsWith(MISSING + " ")
                && again.tests().outcomes().get(subject.substring(MISSING.length() + 1))
                        == Outcome.PASSED;
    }

    /// The base's tests over the candidate's code.
    ///
    /// @param files those that were run
    private record Again(List<String> files, TestRun tests) {}

    /// Empty where the branch touched no tests.
    private static Optional<Again> again(Bench bench) throws InterruptedException {
        var pytest = Pytest.of(bench.run());
        var old = OldTests.of(bench.candidate(), bench.base(), pytest.base().tests());
        if (old.files().isEmpty()) {
            return Optional.empty();
        }
        var tree = bench.candidate().with(old.laid(), "candidate-old-tests");
        var measured = pytest.only(tree, old.files());
        bench.log().include(measured.evidence());
        bench.log().count("base-test-files-run-again", old.files().size());
        return Optional.of(new Again(old.files(), measured.tests()));
    }

    /// What is found as lost already is not found again.
    private static List<Finding> broken(Bench bench, Config with, Again again, List<Finding> lost)
            throws InterruptedException {
        var base = Pytest.of(bench.run()).base().tests();
        var known = lost.stream().map(Findings::subject).collect(Collectors.toSet());
        var findings = new ArrayList<Finding>();
        for (var each : base.outcomes().entrySet()) {
            var id = each.getKey();
            if (each.getValue() == Outcome.PASSED
                    && again.files().contains(TestRun.fileOf(id))
                    && again.tests().outcomes().get(id) != Outcome.PASSED
                    && !known.contains(MISSING + " " + id)) {
                findings.add(broken(id, again.tests()));
            }
        }
        bench.log().count("broken", findings.size());
        return findings.size() > with.integer("broken").orElse(0L) ? findings : List.of();
    }

    private static Finding broken(String id, TestRun now) {
        var file = TestRun.fileOf(id);
        var why =
                Optional.ofNullable(now.troubles().get(id))
                        .or(() -> Optional.ofNullable(now.broken().get(file)));
        return Findings.advised(
                Findings.of(
                        "base-test-broken",
                        Level.CRITICAL,
                        new Place(file, why.map(TestStream.Crash::line).orElse(0)),
                        id
                                + ": passed at the base, and as the base has it does not pass with this code"
                                + why.map(w -> ", " + w.message()).orElse("")),
                "mend the code, or let a person waive this test by name");
    }

    /// What was lost, at most as much as the settings allow.
    static List<Finding> compare(Bench bench, Config with) throws InterruptedException {
        var pytest = Pytest.of(bench.run());
        var measured = pytest.base();
        bench.log().include(measured.evidence());
        var base = measured.tests();
        var now = pytest.candidate().tests();
        if (!base.broken().isEmpty()) {
            bench.log()
                    .note(
                            "the base is red: its tests cannot all be collected: "
                                    + String.join(", ", base.broken().keySet()));
        }
        var lost = new ArrayList<Finding>();
        var silenced = new ArrayList<Finding>();
        for (var each : base.outcomes().entrySet()) {
            var outcome = now.outcomes().get(each.getKey());
            if (outcome == null) {
                if (!inBrokenFile(each.getKey(), now)) {
                    lost.add(missing(each.getKey(), each.getValue()));
                }
            } else if (outcome.silent() && !each.getValue().silent()) {
                silenced.add(silenced(each.getKey(), outcome, now));
            }
        }
        bench.log().count("base-tests", base.outcomes().size());
        bench.log().count("lost", lost.size());
        bench.log().count("newly-skipped", silenced.size());
        var findings = new ArrayList<Finding>();
        if (lost.size() > with.integer("lost").orElse(0L)) {
            findings.addAll(lost);
        }
        if (silenced.size() > with.integer("newly-skipped").orElse(0L)) {
            findings.addAll(silenced);
        }
        return findings;
    }

    /// A file that cannot be collected is found as such, once.
    private static boolean inBrokenFile(String id, TestRun now) {
        return now.broken().containsKey(TestRun.fileOf(id));
    }

    private static Finding missing(String id, Outcome before) {
        return Findings.advised(
                Findings.of(
                        MISSING,
                        Level.CRITICAL,
                        new Place(TestRun.fileOf(id), 0),
                        id
                                + ": "
                                + (before.bad()
                                        ? "failed"
                                        : before.silent() ? "was skipped" : "passed")
                                + " at the base and is gone"),
                "bring the test back; if it went on purpose, a person waives it by name");
    }

    private static Finding silenced(String id, Outcome outcome, TestRun now) {
        var why = now.troubles().get(id);
        var word =
                switch (outcome) {
                    case DESELECTED -> "is deselected now";
                    case XFAILED -> "is expected to fail now";
                    case PASSED, SKIPPED, ERROR, FAILED -> "is skipped now";
                };
        return Findings.advised(
                Findings.of(
                        "base-test-newly-skipped",
                        Level.CRITICAL,
                        new Place(TestRun.fileOf(id), why == null ? 0 : why.line()),
                        id
                                + ": ran at the base and "
                                + word
                                + (why == null ? "" : ", " + why.message())),
                "let the test run and mend what makes it fail");
    }
}
