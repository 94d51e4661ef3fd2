package dev.landfast.engine;

import dev.landfast.definition.Step;
import dev.landfast.definition.Workflow;
import dev.landfast.journal.StepKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run may use. An attempt's cost is reserved before it starts and settled when it reports;
/// one that never reports keeps its reserve. A run of an earlier version, which was told nothing of
/// money when it started, keeps to the definition's `cost` with the same reserve for each attempt.
final class Budget {

    /// Reserved for an agent attempt of a step that names no `budget`, in US dollars.
    static final double RESERVE = 1.0;

    /// Begins the subject of a note on a budget that is nearly gone.
    static final String NOTE = "budget ";

    private final Workflow.Limits limits;
    private final Optional<Purse> purse;
    private final Tree tree;
    private final Facts facts;
    private int reservedAttempts;
    private double reservedCost;
    private Optional<String> over = Optional.empty();

    Budget(Workflow workflow, Tree tree, Facts facts) {
        this.limits = workflow.body().limits();
        this.tree = tree;
        this.facts = facts;
        this.purse = Allowance.of(facts).map(allowance -> new Purse(allowance, facts));
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
        return facts.control().retries().budgets().times() + 1;
    }

    boolean allows(Step.Task task) {
        return attemptsAllow(task) && moneyAllows(task);
    }

    private boolean moneyAllows(Step.Task task) {
        if (purse.isEmpty()) {
            return !employs(task) || costAllows(task);
        }
        var refusal = spends(task) ? purse.get().refusal(task) : Optional.<String>empty();
        over = refusal.or(() -> over);
        return refusal.isEmpty();
    }

    private boolean attemptsAllow(Step.Task task) {
        if (employs(task)
                && limits.agentAttempts().isPresent()
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
        return true;
    }

    private boolean costAllows(Step.Task task) {
        var granted = facts.control().retries().budgets();
        var most = limits.cost().map(cost -> cost * (granted.money() + 1) + granted.dollars());
        if (most.isPresent() && cost() + reserve(task.with().number("budget")) > most.get()) {
            over =
                    Optional.of(
                            "budget: another attempt could exceed " + most.get() + " US dollars");
            return false;
        }
        return true;
    }

    /// What an attempt is told of the money; empty where it spends none.
    ///
    /// @param exempt it is not refused for want of budget
    Map<String, Object> told(Step.Task task, boolean exempt) {
        return spends(task) ? purse.map(p -> p.told(task, exempt)).orElse(Map.of()) : Map.of();
    }

    /// What is to be said of budgets that are nearly gone.
    List<Command> warnings() {
        return purse.map(Purse::warnings).orElse(List.of());
    }

    /// Whether a task costs money: a child run does, and a role that resolves conflicts.
    private static boolean spends(Step.Task task) {
        return employs(task)
                || task.kind().equals(CoreKinds.WORKFLOW)
                || (task.kind().equals("merge") && task.with().has("by"));
    }

    void reserve(Step.Task task) {
        if (spends(task)) {
            purse.ifPresent(p -> p.handOut(task));
        }
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
