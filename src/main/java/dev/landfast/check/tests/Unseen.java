package dev.landfast.check.tests;

import dev.landfast.check.tests.TestRun.Outcome;
import dev.landfast.gate.Ahead;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Turn;
import dev.landfast.gate.Unmeasured;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tests that pass only where the code under test can see that it is tested: they run once more in
/// the opposite order and without the signs of a test run, see landfast_unseen.py.
///
/// What cannot run like that at the base either is not asked for. A test that is new has no base to
/// be held against; a reader is told.
final class Unseen implements AutoCloseable {

    private static final String RULE = "base-test-unseen";

    private final Bench bench;
    private final Pytest pytest;
    private final Ahead<Pytest.Measured> first;

    /// Begins with the candidate's, which only a change that holds so far needs.
    Unseen(Bench bench) {
        this.bench = bench;
        this.pytest = Pytest.of(bench.run());
        this.first = Ahead.of(() -> pytest.unseen(bench.candidate(), Turn.AHEAD));
    }

    @Override
    public void close() {
        first.close();
    }

    List<Finding> findings() throws InterruptedException {
        var base = passing(pytest.base().tests());
        var now = passing(pytest.candidate().tests());
        if (base.stream().noneMatch(now::contains)) {
            return List.of();
        }
        List<String> failing;
        try {
            failing = failing(now);
        } catch (Unmeasured e) {
            if (measured(bench.base()).isEmpty()) {
                return List.of();
            }
            throw e;
        }
        bench.log().count("failed-unseen", failing.size());
        var found = new ArrayList<Finding>();
        if (!failing.isEmpty()) {
            var atBase = measured(bench.base()).map(TestRun::outcomes).orElse(Map.of());
            for (var id : failing) {
                if (!base.contains(id)) {
                    bench.log().concern(finding("test-unseen", id));
                } else if (atBase.get(id) == Outcome.PASSED) {
                    found.add(finding(RULE, id));
                }
            }
        }
        return found;
    }

    /// Those that fail twice: once may be chance.
    private List<String> failing(List<String> passing) throws InterruptedException {
        var once = failing(first.get(), passing);
        return once.isEmpty() ? once : failing(pytest.unseen(bench.candidate(), Turn.USUAL), once);
    }

    private List<String> failing(Pytest.Measured measured, List<String> passing) {
        bench.log().include(measured.evidence());
        var outcomes = measured.tests().outcomes();
        return passing.stream().filter(id -> outcomes.get(id) != Outcome.PASSED).toList();
    }

    private Optional<TestRun> measured(Tree tree) throws InterruptedException {
        try {
            return Optional.of(pytest.unseen(tree, Turn.USUAL).tests());
        } catch (Unmeasured e) {
            bench.log().note("the base's tests cannot run unseen: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static List<String> passing(TestRun tests) {
        return tests.outcomes().entrySet().stream()
                .filter(e -> e.getValue() == Outcome.PASSED)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Finding finding(String rule, String id) {
        return Findings.advised(
                Findings.of(
                        rule,
                        rule.equals(RULE) ? Level.CRITICAL : Level.HIGH,
                        new Place(TestRun.fileOf(id), 0),
                        id
                                + ": passes, and no longer where the code cannot see that it is tested, or what other tests left behind"),
                "take out what asks who calls, what is loaded, or in which order; if it has to, a person waives this test by name");
    }
}
