package dev.landfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Definitions;
import dev.landfast.definition.Variants;
import dev.landfast.definition.Workflow;
import dev.landfast.engine.Interpreter;
import dev.landfast.journal.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class SimulationTest {

    /// How many seeds: 200 in every build, `-Dlandfast.seeds=10000` for the long search.
    private static final int SEEDS = Integer.getInteger("landfast.seeds", 200);

    @Test
    void no_order_of_events_breaks_a_rule() {
        var plans = plans();
        var violations = new ArrayList<String>();
        var ends = new TreeMap<String, Integer>();
        var events = 0L;
        for (var seed = 1L; seed <= SEEDS; seed++) {
            for (var plan : plans.entrySet()) {
                var result =
                        Simulation.run(plan.getValue(), Setup.stormy(seed, start(plan.getValue())));
                events += result.journal().size();
                ends.merge(result.end().map(Enum::name).orElse("-"), 1, Integer::sum);
                result.violation().ifPresent(v -> violations.add(plan.getKey() + ": " + v));
            }
        }
        System.out.printf(
                "simulated %d seeds x %d plans: %d events, ends %s, violations %d%n",
                SEEDS, plans.size(), events, ends, violations.size());
        violations.stream().limit(12).forEach(System.out::println);
        assertThat(violations.stream().limit(12)).isEmpty();
    }

    /// `-Dlandfast.seed=53 -Dlandfast.plan=module` shows one run, event by event.
    @Test
    @EnabledIfSystemProperty(named = "landfast.seed", matches = "[0-9]+")
    void shows_one_run() {
        var plan = System.getProperty("landfast.plan", "feature");
        var workflow = plans().get(plan);
        assertThat(workflow).isNotNull();
        var setup = Setup.stormy(Long.getLong("landfast.seed", 1), start(workflow));
        var result = Simulation.run(workflow, setup);
        result.journal().forEach(e -> System.out.println(e.seq() + " " + e.at() + " " + e.event()));
        result.rests().forEach(System.out::println);
        assertThat(result.violation()).isEmpty();
    }

    static Map<String, Workflow> plans() {
        var plans = new TreeMap<String, Workflow>();
        for (var name : Definitions.builtins()) {
            var workflow = Definitions.builtin(name).orElseThrow();
            var variant = Variants.choose(workflow, Map.of());
            plans.put(name, variant.map(v -> Variants.apply(workflow, v)).orElse(workflow));
        }
        return plans;
    }

    static Event.RunStarted start(Workflow workflow) {
        var params = new LinkedHashMap<String, Object>();
        workflow.inputs()
                .params()
                .forEach((name, param) -> params.put(name, param.byDefault().orElse(value(param))));
        return new Event.RunStarted(
                new Event.Pin(workflow.header().name(), "d1", "", Interpreter.VERSION, "b0"),
                "standard",
                params,
                new Event.Origin.Fresh());
    }

    private static Object value(Workflow.Param param) {
        return switch (param.type()) {
            case "integer" -> 1L;
            case "number" -> 1.0;
            case "boolean" -> true;
            case "choice" -> param.choices().getFirst();
            default -> "x";
        };
    }

    static List<String> names() {
        return List.copyOf(plans().keySet());
    }
}
