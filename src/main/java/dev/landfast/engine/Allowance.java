package dev.landfast.engine;

import dev.landfast.definition.Config;
import dev.landfast.definition.Step;
import java.util.Map;
import java.util.Optional;

/// What a run was told that it may spend, in US dollars, when it started. It stays with the run: a
/// file that changes later changes no budget of it.
///
/// @param said `attempt`, `step`, `run`, `day`, `warn`, and `estimates`: workflow/step → dollars
/// @param workflow whose steps these are
record Allowance(Config said, String workflow) {

    /// Where a run keeps it among its options.
    static final String OPTION = "budgets";

    private static final double WARN = 0.8;

    /// Empty for a run that was told nothing, such as one of an earlier version.
    static Optional<Allowance> of(Facts facts) {
        return facts.start()
                .map(Facts.Began::event)
                .filter(start -> start.options().containsKey(OPTION))
                .map(start ->
                        new Allowance(
                                new Config(start.options()).map(OPTION), start.pin().workflow()));
    }

    /// What one attempt at a task may cost. A child run is no attempt of an agent: only what its
    /// own step says bounds it, beside what is left.
    Optional<Double> attempt(Step.Task task) {
        return task.with()
                .number("budget")
                .or(() -> isChild(task) ? Optional.empty() : said.number("attempt"));
    }

    /// What all attempts at a task may cost.
    Optional<Double> step(Step.Task task) {
        return isChild(task) ? Optional.empty() : step();
    }

    private static boolean isChild(Step.Task task) {
        return task.kind().equals(CoreKinds.WORKFLOW);
    }

    Optional<Double> step() {
        return said.number("step");
    }

    Optional<Double> run() {
        return said.number("run");
    }

    Optional<Double> day() {
        return said.number("day");
    }

    /// From which share on a budget is spoken of; 0.8 unless said.
    double warn() {
        return said.number("warn").orElse(WARN);
    }

    /// What earlier attempts at a step came to.
    Optional<Double> estimate(String step) {
        return said.map("estimates").number(workflow + "/" + step);
    }

    /// What an attempt is told of it.
    Map<String, Object> told() {
        return day().<Map<String, Object>>map(dollars -> Map.of("day", dollars)).orElse(Map.of());
    }
}
