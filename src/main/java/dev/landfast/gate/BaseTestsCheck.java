package dev.landfast.gate;

import dev.landfast.definition.Config;
import dev.landfast.gate.TestRun.Outcome;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Every test of the base is still there and still runs.
final class BaseTestsCheck implements Check {

    @Override
    public String name() {
        return "base-tests";
    }

    @Override
    public Set<String> settings() {
        return Set.of("lost", "newly-skipped");
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var findings = compare(bench, with);
        return findings.isEmpty() ? new Verdict.Pass() : new Verdict.Fail(findings);
    }

    /// What was lost, at most as much as the settings allow.
    static List<Finding> compare(Bench bench, Config with) throws InterruptedException {
        var pytest = bench.run().pytest();
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
        return now.broken().containsKey(TestsCheck.fileOf(id));
    }

    private static Finding missing(String id, Outcome before) {
        return Findings.advised(
                Findings.of(
                        "base-test-missing",
                        Level.CRITICAL,
                        new Place(TestsCheck.fileOf(id), 0),
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
                        new Place(TestsCheck.fileOf(id), why == null ? 0 : why.line()),
                        id
                                + ": ran at the base and "
                                + word
                                + (why == null ? "" : ", " + why.message())),
                "let the test run and mend what makes it fail");
    }
}
