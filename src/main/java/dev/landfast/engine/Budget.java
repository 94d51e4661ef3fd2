package dev.landfast.engine;

import dev.landfast.definition.Step;
import dev.landfast.definition.Workflow;
import dev.landfast.journal.StepKey;
import java.util.Optional;

/// What a run may use. An attempt's cost is reserved before it starts and settled when it reports;
/// one that never reports keeps its reserve.
final class Budget {

    /// Reserved for an agent attempt of a step that names no `budget`, in US dollars.
    static final double RESERVE = 1.0;

    private final Workflow.Limits limits;
    private final Tree tree;
    private final Facts facts;
    private int reservedAttempts;
    private double reservedCost;
    private Optional<String> over = Optional.empty();

    Budget(Workflow workflow, Tree tree, Facts facts) {
        this.limits = workflow.body().limits();
        this.tree = tree;
        this.facts = facts;
    }

    /// Why the budget stops the run, once it does.
    Optional<String> over() {
        return wallIsUp()
                ? limits.wall().map(wall -> "budget: the run may take " + wall.toMinutes() + " min")
                : over;
    }

    boolean wallIsUp() {
        return Timing.fired(facts, wall());
    }

    StepKey wall() {
        return new StepKey(Timing.WALL, allotments());
    }

    /// A person who lets a run go on after its budget was used grants it once more.
    private int allotments() {
        return facts.control().retries().budgets() + 1;
    }

    boolean allows(Step.Task task) {
        if (!employs(task)) {
            return true;
        }
        if (limits.agentAttempts().isPresent()
                && attempts() + 1 > limits.agentAttempts().get() * allotments()) {
            over =
                    Optional.of(
                            "budget: "
                                    + attempts()
                                    + " agent attempts of "
                                    + limits.agentAttempts().get() * allotments()
                                    + " are used");
            return false;
        }
        if (limits.cost().isPresent()
                && cost() + reserve(task.with().number("budget"))
                        > limits.cost().get() * allotments()) {
            over =
                    Optional.of(
                            "budget: another attempt could exceed "
                                    + limits.cost().get() * allotments()
                                    + " US dollars");
            return false;
        }
        return true;
    }

    void reserve(Step.Task task) {
        if (employs(task)) {
            reservedAttempts++;
            reservedCost += reserve(task.with().number("budget"));
        }
    }

    /// Whether an attempt of the task is one of an agent.
    static boolean employs(Step.Task task) {
        return switch (task.kind()) {
            case CoreKinds.AGENT -> true;
            case CoreKinds.GATE -> task.with().has("by");
            case CoreKinds.DECIDE -> task.with().map(CoreKinds.DECIDE).has("stricter-by");
            default -> false;
        };
    }

    private int attempts() {
        var attempts = reservedAttempts;
        for (var entry : facts.tally().spending().attempts().entrySet()) {
            if (tree.task(entry.getKey()).map(Budget::employs).orElse(false)) {
                attempts += entry.getValue();
            }
        }
        return attempts;
    }

    private double cost() {
        var cost = reservedCost + facts.tally().spending().settled();
        for (var entry : facts.tally().spending().open().entrySet()) {
            var task = tree.task(entry.getKey()).filter(Budget::employs);
            if (task.isPresent()) {
                cost += entry.getValue() * reserve(task.get().with().number("budget"));
            }
        }
        return cost;
    }

    private static double reserve(Optional<Double> said) {
        return said.orElse(RESERVE);
    }
}
