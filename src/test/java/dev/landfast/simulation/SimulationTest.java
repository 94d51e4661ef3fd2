package dev.landfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.failpoint.Toll;
import java.util.ArrayList;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class SimulationTest {

    /// How many seeds: 200 in every build, `-Dlandfast.seeds=10000` for the long search.
    private static final int SEEDS = Integer.getInteger("landfast.seeds", 200);

    @Test
    void no_order_of_events_breaks_a_rule() {
        var plans = Plans.all();
        var violations = new ArrayList<String>();
        var ends = new TreeMap<String, Integer>();
        var events = 0L;
        for (var seed = 1L; seed <= SEEDS; seed++) {
            var plan = Plans.forSeed(plans, seed);
            var result = Simulation.run(plan, Setup.stormy(seed, Plans.start(plan, seed)));
            events += result.journal().size();
            ends.merge(result.end().map(Enum::name).orElse("WAITING"), 1, Integer::sum);
            result.violation().ifPresent(v -> violations.add(plan.header().name() + ": " + v));
        }
        Toll.figure(
                "simulated %d seeds: %d events, ends %s, violations %d"
                        .formatted(SEEDS, events, ends, violations.size()));
        violations.stream().limit(12).forEach(System.out::println);
        assertThat(violations.stream().limit(12)).isEmpty();
        assertThat(ends.keySet()).isSubsetOf("DONE", "CANCELLED");
    }

    /// `-Dlandfast.seed=53` shows one run, event by event.
    @Test
    @EnabledIfSystemProperty(named = "landfast.seed", matches = "[0-9]+")
    void shows_one_run() {
        var seed = Long.getLong("landfast.seed", 1);
        var plan = Plans.forSeed(Plans.all(), seed);
        var result = Simulation.run(plan, Setup.stormy(seed, Plans.start(plan, seed)));
        result.journal().forEach(e -> System.out.println(e.seq() + " " + e.at() + " " + e.event()));
        result.rests().forEach(System.out::println);
        assertThat(result.violation()).isEmpty();
    }
}
