package dev.landfast.check.proof;

import dev.landfast.check.tests.OldTests;
import dev.landfast.check.tests.PlantedTest;
import dev.landfast.check.tests.Pytest;
import dev.landfast.check.tests.TestRun;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Plant;
import dev.landfast.gate.PythonProject;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The new tests fail on the code before the change: by an assertion, or because what they ask for
/// is not there yet. A test that passes there says nothing about the change; one that cannot even
/// run there for a reason of its own says nothing at all.
public final class RedCheck implements Check {

    @Override
    public String name() {
        return "red";
    }

    @Override
    public Set<String> settings() {
        return Set.of("min", "broken");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) throws InterruptedException {
        var test = PlantedTest.in(bench, bench.candidate(), "canary_green");
        return Optional.of(
                Plant.file(test.path(), test.function("assert True")).testedBy(test.path()));
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var pytest = Pytest.of(bench.run());
        var before = pytest.base();
        var young = OldTests.newer(bench.candidate(), bench.base());
        if (young.files().isEmpty()) {
            return nothing(bench, with);
        }
        var tree = bench.base().with(young.laid(), "base-new-tests");
        var measured = pytest.only(tree, young.files());
        bench.log().include(before.evidence());
        bench.log().include(measured.evidence());
        Set<String> own = new TreeSet<>(new PythonProject(bench.candidate().quiet()).packages());
        own.addAll(new PythonProject(bench.base().quiet()).packages());
        var tally = new Tally(own, before.tests().outcomes().keySet());
        return judge(bench, with, tally.of(measured.tests()));
    }

    private static Verdict nothing(Bench bench, Config with) {
        if (with.flag("if-present", false)) {
            bench.log().note("the change has no new test");
            return new Verdict.Pass();
        }
        throw Unmeasured.evidence(
                "the change has no new test", "write a test that fails without the change");
    }

    private static Verdict judge(Bench bench, Config with, Tally.Reds reds) {
        var log = bench.log();
        log.count("new-tests", reds.red().size() + reds.green().size() + reds.broken().size());
        log.count("red", reds.red().size());
        log.count("green-without-the-change", reds.green().size());
        log.count("broken", reds.broken().size());
        var findings = new ArrayList<Finding>();
        if (reds.broken().size() > with.integer("broken").orElse(0L)) {
            findings.addAll(reds.broken());
        }
        var min = with.integer("min").orElse(1L);
        if (reds.red().size() < min && findings.isEmpty()) {
            if (reds.red().isEmpty() && reds.green().isEmpty()) {
                return nothing(bench, with);
            }
            findings.addAll(green(reds.green()));
        }
        if (findings.isEmpty() && reds.red().size() < min) {
            throw Unmeasured.evidence(
                    "%d new tests fail without the change, at least %d are asked for"
                            .formatted(reds.red().size(), min),
                    "write the tests that are missing");
        }
        return findings.isEmpty() ? new Verdict.Pass() : new Verdict.Fail(findings);
    }

    private static List<Finding> green(List<String> tests) {
        return tests.stream()
                .map(id ->
                        Findings.advised(
                                Findings.of(
                                        "test-not-red",
                                        Level.HIGH,
                                        new Place(TestRun.fileOf(id), 0),
                                        id
                                                + ": passes without the change, so it proves nothing about it"),
                                "let it ask for what the change brings"))
                .toList();
    }
}
