package dev.landfast.engine;

import dev.landfast.definition.Step;
import dev.landfast.journal.StepKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The money of a run that was told what it may spend. What an attempt or a child run may take is
/// set aside before it starts: its own bound, else what the step has cost before, else all that is
/// left. What it took is settled when it reports; of what never becomes known, all that was set
/// aside counts.
final class Purse {

    /// Less than that is nothing to start with.
    private static final double LEAST = 0.01;

    private static final double EXACT = 1e-9;

    private final Allowance allowance;
    private final Facts facts;
    private final Map<String, Double> handedOut = new HashMap<>();

    Purse(Allowance allowance, Facts facts) {
        this.allowance = allowance;
        this.facts = facts;
    }

    /// A budget and how much of it is gone.
    ///
    /// @param name `run` or `step ID`
    private record Bound(String name, double limit, double gone) {

        double left() {
            return limit - gone;
        }

        String text() {
            return "the %s may cost %s, %s are spent or set aside"
                    .formatted(name, dollars(limit), dollars(gone));
        }
    }

    /// Why an attempt cannot start; empty when it can.
    Optional<String> refusal(Step.Task task) {
        var wanted = wanted(task);
        return bounds(task).stream()
                .filter(bound -> bound.left() + EXACT < wanted.orElse(LEAST))
                .findFirst()
                .map(bound ->
                        "budget: "
                                + bound.text()
                                + wanted.map(w ->
                                                ", another attempt of "
                                                        + task.id()
                                                        + " may take "
                                                        + dollars(w))
                                        .orElse("")
                                + unknown());
    }

    private String unknown() {
        var count = money().unknown().size();
        return count == 0
                ? ""
                : " (%d of unknown cost count with what was set aside; budgets: attempt bounds that)"
                        .formatted(count);
    }

    /// What is set aside for an attempt.
    private double reserve(Step.Task task, boolean exempt) {
        return wanted(task).or(() -> most(task, exempt)).orElse(Budget.RESERVE);
    }

    /// What an attempt may spend at most; what is known of earlier ones bounds nothing.
    ///
    /// @param exempt it cleans up, whatever is left
    private Optional<Double> most(Step.Task task, boolean exempt) {
        var cap = allowance.attempt(task);
        var least = exempt ? cap.orElse(Budget.RESERVE) : 0;
        var left = left(task).map(dollars -> Math.max(least, dollars));
        return cap.isPresent() && left.isPresent()
                ? Optional.of(Math.min(cap.get(), left.get()))
                : cap.or(() -> left);
    }

    /// What an attempt is told.
    ///
    /// @param exempt it cleans up, and waits for no other day
    Map<String, Object> told(Step.Task task, boolean exempt) {
        var told = new LinkedHashMap<String, Object>(exempt ? Map.of() : allowance.told());
        told.put(StepInput.RESERVED, reserve(task, exempt));
        most(task, exempt).ifPresent(dollars -> told.put(StepInput.DOLLARS, dollars));
        told.put(StepInput.LESS, wanted(task).isEmpty());
        return told;
    }

    /// The run's own budget.
    Optional<Means> means() {
        var gone = money().gone();
        return limit(allowance.run()).map(limit -> new Means(limit, gone));
    }

    /// It is handed out in this pass.
    void handOut(Step.Task task) {
        handedOut.merge(task.id(), reserve(task, false), Double::sum);
    }

    /// What is to be said of budgets that are nearly gone, each once.
    List<Command> warnings() {
        var warnings = new ArrayList<Command>();
        var money = money();
        for (var bound : spent()) {
            var subject = "budget " + bound.name() + " " + dollars(bound.limit());
            if (bound.gone() + EXACT >= bound.limit() * allowance.warn()
                    && !money.warned().contains(subject)) {
                warnings.add(
                        new Command.Note(
                                subject,
                                "%s of %s are spent"
                                        .formatted(dollars(bound.gone()), dollars(bound.limit()))));
            }
        }
        return warnings;
    }

    private Optional<Double> wanted(Step.Task task) {
        return allowance.attempt(task).or(() -> allowance.estimate(task.id()));
    }

    /// Never less than nothing: what was used beyond a bound is gone.
    private Optional<Double> left(Step.Task task) {
        return bounds(task).stream().map(bound -> Math.max(0, bound.left())).min(Double::compare);
    }

    private Money money() {
        return facts.tally().spending().money();
    }

    private List<Bound> bounds(Step.Task task) {
        var money = money();
        var step = task.id();
        var all = handedOut.values().stream().mapToDouble(Double::doubleValue).sum();
        var bounds = new ArrayList<Bound>();
        limit(allowance.step(task))
                .ifPresent(limit ->
                        bounds.add(
                                new Bound(
                                        "step " + step,
                                        limit,
                                        money.gone(step) + handedOut.getOrDefault(step, 0.0))));
        limit(allowance.run())
                .ifPresent(limit -> bounds.add(new Bound("run", limit, money.gone() + all)));
        return bounds;
    }

    /// Without what is set aside for attempts under way.
    private List<Bound> spent() {
        var ended = money().ended();
        var bounds = new ArrayList<Bound>();
        for (var step : ended.steps()) {
            limit(allowance.step().filter(_ -> !isChild(step)))
                    .ifPresent(limit ->
                            bounds.add(new Bound("step " + step, limit, ended.gone(step))));
        }
        limit(allowance.run())
                .ifPresent(limit -> bounds.add(new Bound("run", limit, ended.gone())));
        return bounds;
    }

    /// Each time a person let the run go on it has its budgets once more, or what they named.
    private Optional<Double> limit(Optional<Double> said) {
        var granted = facts.control().retries().budgets();
        return said.map(limit -> limit * (granted.money() + 1) + granted.dollars());
    }

    private boolean isChild(String step) {
        return facts.leaves().entrySet().stream()
                .filter(leaf -> leaf.getValue().kind().equals(CoreKinds.WORKFLOW))
                .anyMatch(leaf -> new StepKey(leaf.getKey(), 1).step().equals(step));
    }

    static String dollars(double amount) {
        return String.format(Locale.ROOT, "%.2f US dollars", amount);
    }
}
