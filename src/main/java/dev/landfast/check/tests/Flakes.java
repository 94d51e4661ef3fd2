package dev.landfast.check.tests;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Tests that fail and then pass with the same code. They are run again by themselves, in sessions
/// and with reports of their own, and are never counted as passed.
final class Flakes {

    /// More than so many failures have one reason, and it is not chance.
    private static final int MOST = 20;

    private static final long USUAL = 2;

    private Flakes() {}

    /// Those of the candidate's failing tests that pass when they are run once more, up to `reruns`
    /// times.
    static Set<String> among(Bench bench, Config with, Set<String> failing)
            throws InterruptedException {
        var flaky = new TreeSet<String>();
        if (failing.isEmpty() || failing.size() > MOST) {
            return flaky;
        }
        var left = new TreeSet<>(failing);
        var times = with.integer("reruns").orElse(USUAL);
        for (var time = 0L; time < times && !left.isEmpty(); time++) {
            var again = Pytest.of(bench.run()).only(bench.run().candidate(), List.copyOf(left));
            bench.log().include(again.evidence());
            for (var each : again.tests().outcomes().entrySet()) {
                if (each.getValue() == TestRun.Outcome.PASSED && left.remove(each.getKey())) {
                    flaky.add(each.getKey());
                }
            }
        }
        bench.log().count("flaky", flaky.size());
        flaky.forEach(id -> bench.log().note("FLAKY: " + id + " failed, and passed by itself"));
        return flaky;
    }
}
