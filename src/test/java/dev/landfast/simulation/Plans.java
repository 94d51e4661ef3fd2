package dev.landfast.simulation;

import dev.landfast.definition.Definitions;
import dev.landfast.definition.Variants;
import dev.landfast.definition.Workflow;
import dev.landfast.engine.Interpreter;
import dev.landfast.journal.Event;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The definitions that are simulated: all that ship, each variant of `feature`, and one with every
/// structure of the language.
final class Plans {

    private Plans() {}

    static Map<String, Workflow> all() {
        var plans = new LinkedHashMap<String, Workflow>();
        plans.put("everything", everything());
        for (var name : Definitions.builtins()) {
            var workflow = Definitions.builtin(name).orElseThrow();
            var variant = Variants.choose(workflow, Map.of());
            plans.put(name, variant.map(v -> Variants.apply(workflow, v)).orElse(workflow));
        }
        var feature = Definitions.builtin("feature").orElseThrow();
        for (var variant : feature.inputs().variants().keySet()) {
            plans.put("feature " + variant, Variants.apply(feature, variant));
        }
        return plans;
    }

    static Workflow everything() {
        return Definitions.parse(Path.of("src/test/resources/simulation/everything.yaml"));
    }

    /// The definition for a seed: `feature` and `everything` come round most often.
    static Workflow forSeed(Map<String, Workflow> plans, long seed) {
        var names = List.copyOf(plans.keySet());
        var name =
                switch ((int) (seed % 4)) {
                    case 0 -> "feature";
                    case 1 -> "everything";
                    default -> names.get((int) (seed / 4 % names.size()));
                };
        return plans.getOrDefault(name, everything());
    }

    /// A third of the seeds have little to spend.
    static Event.RunStarted start(Workflow workflow, long seed) {
        var start = start(workflow);
        return seed % 3 != 2
                ? start
                : new Event.RunStarted(
                        start.pin(),
                        start.variant(),
                        start.params(),
                        start.origin(),
                        Map.of("budgets", budgets(seed)));
    }

    private static Map<String, Object> budgets(long seed) {
        var run = 1.5 + seed % 7;
        return switch ((int) (seed / 3 % 3)) {
            case 0 -> Map.of("run", run, "attempt", 0.9);
            case 1 -> Map.of("run", run, "step", 2.0, "attempt", 0.9, "warn", 0.5);
            default -> Map.of("run", run);
        };
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
}
