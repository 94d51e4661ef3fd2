package dev.landfast.check.proof;

import dev.landfast.check.tests.Notice;
import dev.landfast.check.tests.OldTests;
import dev.landfast.check.tests.PlantedTest;
import dev.landfast.check.tests.Pytest;
import dev.landfast.check.tests.TestRun;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Ground;
import dev.landfast.gate.Json;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The tests notice when the lines that a change adds are made wrong, one small thing at a time. A
/// suite that notices none of it has proven nothing about the change.
///
/// A number of such mutants is tried, at most `most`, of each function first, then spread over the
/// lines. Lines that no test runs are left to coverage. Survivors are listed; `killed` is how many
/// percent must not survive. Of each function that was tried something has to be noticed; where
/// nothing was yet, up to as many more are tried.
public final class MutantsCheck implements Check {

    private static final String RULE = "mutant-survived";
    private static final long USUAL = 12;
    private static final double ANY = 0.1;

    @Override
    public String name() {
        return "mutants";
    }

    @Override
    public Set<String> settings() {
        return Set.of("killed", "most");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) throws InterruptedException {
        var ground = new Ground(bench.base().quiet(), bench.project());
        var test = PlantedTest.in(bench, bench.base(), "canary_calls");
        var imported = "from %s import canary\n\n\n".formatted(ground.imported("canary_mutants"));
        return Optional.of(
                Plant.file(
                                ground.module("canary_mutants"),
                                "def canary(number):\n    return number + 1\n")
                        .and(test.path(), imported + test.function("canary(1)"))
                        .testedBy(test.path()));
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var measured = Pytest.of(bench.run()).candidate();
        bench.log().include(measured.evidence());
        var tests = measured.tests();
        var passing = passing(tests);
        var lines = lines(bench, tests);
        if (lines.isEmpty()) {
            bench.log().note("the change adds no line of code that tests run");
            bench.log().count("mutants", 0);
            return new Verdict.Pass();
        }
        if (passing.isEmpty()) {
            throw Unmeasured.evidence("no test passes that could notice", "mend the tests first");
        }
        var most = (int) (long) with.integer("most").orElse(USUAL);
        var mutants = made(bench, lines);
        var trials = new Trials(trial(bench, measured), passing);
        var chosen = Mutant.chosen(mutants, most);
        if (!chosen.isEmpty() && trials.noticeNothing()) {
            throw Unmeasured.evidence(
                    "the tests notice a wrong version where there is none",
                    "let them pass each time, and also where no coverage is measured");
        }
        for (var mutant : chosen) {
            trials.take(mutant);
        }
        var survivors = chosen.stream().filter(m -> trials.of(m) == Notice.NONE).toList();
        var verdict = judged(bench, with, chosen.size(), survivors);
        if (!verdict.passed()) {
            return verdict;
        }
        var unproven = trials.unproven(FunctionProof.of(mutants), most);
        bench.log().count("functions-unproven", unproven.size());
        return unproven.isEmpty()
                ? verdict
                : new Verdict.Fail(unproven.stream().map(MutantsCheck::finding).toList());
    }

    /// A wrong version that takes much longer than the right one never ends.
    private Bench trial(Bench bench, Pytest.Measured measured) {
        var patience = 10 + 3 * measured.evidence().took().toSeconds();
        return new Bench(bench.run(), name(), new Config(Map.of("timeout", patience + "s")));
    }

    private static Set<String> passing(TestRun tests) {
        return tests.outcomes().entrySet().stream()
                .filter(e -> e.getValue() == TestRun.Outcome.PASSED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Added lines of code, by file; where coverage is measured, those that something ran.
    private static Map<String, Set<Integer>> lines(Bench bench, TestRun tests) {
        var lines = new TreeMap<String, Set<Integer>>();
        bench.run()
                .addedLines()
                .forEach((file, added) -> {
                    if (file.endsWith(".py") && !OldTests.isOfTests(file)) {
                        var counted = new TreeSet<>(added);
                        tests.coverage()
                                .report()
                                .map(c -> c.missed().getOrDefault(file, Set.of()))
                                .ifPresent(counted::removeAll);
                        if (!counted.isEmpty()) {
                            lines.put(file, counted);
                        }
                    }
                });
        return lines;
    }

    private static List<Mutant> made(Bench bench, Map<String, Set<Integer>> lines)
            throws InterruptedException {
        var python = bench.python();
        var scratch = bench.scratch();
        var report = scratch.report("mutants.json");
        var wanted = scratch.report("lines.json");
        Json.write(wanted, lines);
        bench.read(
                bench.candidate(),
                python.tool("mutants"),
                scratch,
                List.of(
                        python.path().toString(),
                        "-I",
                        bench.run().resources().named("mutants.py").toString(),
                        wanted.toString(),
                        report.toString()));
        try {
            return Mutant.read(report);
        } catch (UnreadableReport e) {
            throw Unmeasured.evidence(
                    "no wrong versions could be made: " + e.getMessage(),
                    "see the log of the check");
        }
    }

    private static Verdict judged(Bench bench, Config with, int tried, List<Mutant> survivors) {
        var log = bench.log();
        log.count("mutants", tried);
        log.count("survivors", survivors.size());
        if (tried == 0) {
            log.note("nothing on the added lines can be made wrong in a small way");
            return new Verdict.Pass();
        }
        var killed = 100.0 * (tried - survivors.size()) / tried;
        var asked = with.number("killed").orElse(ANY);
        log.measure("mutants noticed, %", killed, OptionalDouble.of(asked), OptionalDouble.empty());
        survivors.forEach(
                m -> log.note("not noticed: %s:%d: %s".formatted(m.file(), m.line(), m.what())));
        return killed >= asked
                ? new Verdict.Pass()
                : new Verdict.Fail(survivors.stream().map(m -> finding(m, killed)).toList());
    }

    private static Finding finding(FunctionProof function) {
        var mutant = function.wanted().getFirst();
        return Findings.advised(
                Findings.of(
                        RULE,
                        Level.HIGH,
                        new Place(mutant.file(), mutant.line()),
                        "of %s, which this change %s, the tests notice %s; for one, none notices when %s"
                                .formatted(
                                        mutant.part().function().replaceAll("^\\d+:", ""),
                                        mutant.part().added() ? "adds" : "touches",
                                        function.strict()
                                                ? "no wrong value by an assertion"
                                                : "no wrong version",
                                        mutant.what())),
                "assert what comes out of it");
    }

    private static Finding finding(Mutant mutant, double killed) {
        return Findings.advised(
                Findings.of(
                        RULE,
                        Level.HIGH,
                        new Place(mutant.file(), mutant.line()),
                        String.format(
                                Locale.ROOT,
                                "no test notices when %s; %.0f %% of such changes are noticed",
                                mutant.what(),
                                killed)),
                "assert what this line is for");
    }
}
