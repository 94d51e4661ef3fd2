package dev.landfast.simulation;

import static dev.landfast.simulation.Invariants.require;

import dev.landfast.definition.Config;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.Usage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The rule about budgets, counted from the journal: agent attempts and their cost. An attempt
/// whose cost is not known counts with what was reserved for it; one that waits for a person spends
/// nothing.
final class Spending {

    private static final double CENT = 0.01;

    private final Shape shape;
    private final Config told;
    private final Map<StepKey, Double> costs = new HashMap<>();
    private int agents;
    private int allotments = 1;
    private int purses = 1;
    private double dollars;

    /// @param start may say what the run is to spend
    Spending(Shape shape, Event.RunStarted start) {
        this.shape = shape;
        this.told = new Config(start.options()).map("budgets");
    }

    /// A person let the run go on.
    ///
    /// @param used whether that was after its budget was used
    void grant(boolean used, Optional<Double> named) {
        dollars += named.orElse(0.0);
        if (used) {
            allotments++;
            purses += named.isPresent() ? 0 : 1;
        }
    }

    /// @param goesOn the attempt waited and was paid for before
    /// @param exempt what cleans up is never refused for want of budget
    void begun(StepKey key, Optional<Double> reserved, boolean goesOn, boolean exempt) {
        var agent = shape.isAgent(key.step());
        agents += agent ? 1 : 0;
        if (reserved.isPresent()) {
            costs.put(key, reserved.get());
        } else if (agent && told.values().isEmpty()) {
            costs.putIfAbsent(key, shape.reserve(key.step()));
        }
        if (!goesOn && !exempt && (agent || reserved.isPresent())) {
            holds(key);
        }
    }

    private void holds(StepKey key) {
        shape.limits()
                .agentAttempts()
                .ifPresent(limit ->
                        require(
                                agents <= limit * allotments,
                                Rule.BUDGET_KEPT,
                                agents + " agent attempts, " + limit + " are allowed"));
        var run = told.values().isEmpty() ? shape.limits().cost() : told.number("run");
        run.ifPresent(limit -> kept("the run", limit, _ -> true));
        told.number("step")
                .filter(_ -> !isChild(key))
                .ifPresent(
                        limit -> kept(key.step(), limit, each -> each.step().equals(key.step())));
    }

    /// A child run has no attempts of agents.
    private boolean isChild(StepKey key) {
        return shape.task(key.step()).filter(task -> task.kind().equals("workflow")).isPresent();
    }

    private void kept(String what, double limit, Predicate<StepKey> which) {
        var cost = 0.0;
        for (var entry : costs.entrySet()) {
            cost += which.test(entry.getKey()) ? entry.getValue() : 0;
        }
        var most = limit * purses + dollars;
        require(
                cost <= most + CENT,
                Rule.BUDGET_KEPT,
                "%s: %f US dollars are spent or reserved, %f allowed".formatted(what, cost, most));
    }

    void waits(StepKey key) {
        if (!told.values().isEmpty()) {
            costs.remove(key);
        }
    }

    /// @param at what is put off until after that has not been tried
    void settled(StepKey key, StepResult result, Instant at) {
        result.usage().filter(Usage::known).ifPresent(usage -> costs.put(key, usage.cost()));
        if (shape.isAgent(key.step())
                && result.outcome() instanceof Outcome.Blocked blocked
                && blocked.until().filter(at::isBefore).isPresent()) {
            agents--;
        }
    }
}
