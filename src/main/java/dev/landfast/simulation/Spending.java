package dev.landfast.simulation;

import static dev.landfast.simulation.Invariants.require;

import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.Usage;
import java.util.HashMap;
import java.util.Map;

/// The rule about budgets, counted from the journal: agent attempts and their cost. An attempt
/// whose cost is not known counts with what was reserved for it.
final class Spending {

    private static final double CENT = 0.01;

    private final Shape shape;
    private final Map<StepKey, Double> costs = new HashMap<>();
    private int agents;
    private int allotments = 1;

    Spending(Shape shape) {
        this.shape = shape;
    }

    /// A person let the run go on after its budget was used.
    void grant() {
        allotments++;
    }

    /// @param goesOn the attempt waited and was paid for before
    /// @param exempt what cleans up is never refused for want of budget
    void begun(StepKey key, boolean goesOn, boolean exempt) {
        agents++;
        costs.putIfAbsent(key, shape.reserve(key.step()));
        if (goesOn || exempt) {
            return;
        }
        var limits = shape.limits();
        limits.agentAttempts()
                .ifPresent(limit ->
                        require(
                                agents <= limit * allotments,
                                Rule.BUDGET_KEPT,
                                agents + " agent attempts, " + limit + " are allowed"));
        var cost = costs.values().stream().mapToDouble(Double::doubleValue).sum();
        limits.cost()
                .ifPresent(limit ->
                        require(
                                cost <= limit * allotments + CENT,
                                Rule.BUDGET_KEPT,
                                cost + " US dollars are spent or reserved, " + limit + " allowed"));
    }

    void settled(StepKey key, StepResult result) {
        result.usage()
                .filter(usage -> usage.basis() != Usage.Basis.UNKNOWN)
                .ifPresent(usage -> costs.replace(key, usage.cost()));
    }
}
