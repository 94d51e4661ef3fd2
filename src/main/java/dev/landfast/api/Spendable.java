package dev.landfast.api;

import dev.landfast.definition.Config;
import dev.landfast.definition.Workflow;
import dev.landfast.journal.Budgets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a run is told that it may spend when it starts; it stays among the run's options.
final class Spendable {

    /// Its place among the options, and in `landfast.yaml`.
    static final String BUDGETS = "budgets";

    private static final String RUN = "run";
    private static final String ESTIMATES = "estimates";

    /// Of that many attempts at a step the dearest is what the next is thought to take.
    private static final int LAST = 10;

    private Spendable() {}

    /// What was said when the run was asked for comes first; else the least of what the project and
    /// the definition say.
    ///
    /// Where nothing is bounded it says so: a step may still name its own budget.
    ///
    /// @param asked for the whole run
    static Map<String, Object> option(
            Config project, Optional<Double> asked, Workflow workflow, Budgets history) {
        var said = project.map(BUDGETS);
        var run = asked.or(() -> least(said.number(RUN), workflow.body().limits().cost()));
        var told = new LinkedHashMap<>(said.values());
        told.remove(RUN);
        run.ifPresent(dollars -> told.put(RUN, dollars));
        told.replaceAll((_, value) -> ((Number) value).doubleValue());
        if (!told.isEmpty()) {
            told.put(ESTIMATES, estimates(history));
        }
        return Map.of(BUDGETS, told);
    }

    /// A child has what its parent set aside for it, and no more than its own definition allows.
    ///
    /// @param options of the parent
    /// @param most what it may take of the parent's budget
    static Map<String, Object> child(
            Map<String, Object> options, Optional<Double> most, Workflow workflow) {
        var told = new LinkedHashMap<>(new Config(options).map(BUDGETS).values());
        var run = least(most, workflow.body().limits().cost());
        told.remove(RUN);
        run.ifPresent(dollars -> told.put(RUN, dollars));
        if (told.isEmpty() && !options.containsKey(BUDGETS)) {
            return options;
        }
        var all = new LinkedHashMap<>(options);
        all.put(BUDGETS, told);
        return all;
    }

    private static Map<String, Object> estimates(Budgets history) {
        var seen = new HashMap<String, Integer>();
        var dearest = new LinkedHashMap<String, Object>();
        for (var past : history.history()) {
            var step = past.workflow() + "/" + past.step();
            if (seen.merge(step, 1, Integer::sum) <= LAST) {
                dearest.merge(step, past.cost(), (a, b) -> Math.max((Double) a, (Double) b));
            }
        }
        return dearest;
    }

    private static Optional<Double> least(Optional<Double> one, Optional<Double> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(Math.min(one.get(), other.get()))
                : one.or(() -> other);
    }
}
