package dev.landfast.engine;

import dev.landfast.definition.Step;
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
        return bounds(task.id()).stream()
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
        var count =
                facts.tally().spending().money().reserves().keySet().stream()
                        .filter(key -> !underWay(key.path(), key.attempt()))
                        .count();
        return count == 0
                ? ""
                : " (%d of unknown cost count with what was set aside; budgets: attempt bounds that)"
                        .formatted(count);
    }

    /// What is set aside for an attempt; empty where nothing is bounded.
    Optional<Double> reserve(Step.Task task) {
        return wanted(task).or(() -> left(task.id()));
    }

    /// What an attempt may spend at most; what is known of earlier ones bounds nothing.
    Optional<Double> most(Step.Task task) {
        var cap = allowance.attempt(task);
        var left = left(task.id());
        return cap.isPresent() && left.isPresent()
                ? Optional.of(Math.min(cap.get(), left.get()))
                : cap.or(() -> left);
    }

    /// What an attempt is told.
    Map<String, Object> told(Step.Task task) {
        var told = new LinkedHashMap<String, Object>(allowance.told());
        reserve(task).ifPresent(dollars -> told.put(StepInput.RESERVED, dollars));
        most(task).ifPresent(dollars -> told.put(StepInput.DOLLARS, dollars));
        told.put(StepInput.LESS, wanted(task).isEmpty());
        return told;
    }

    /// The run's own budget.
    Optional<Means> means() {
        var gone = facts.tally().spending().money().gone();
        return limit(allowance.run()).map(limit -> new Means(limit, gone));
    }

    /// It is handed out in this pass.
    void handOut(Step.Task task) {
        reserve(task).ifPresent(dollars -> handedOut.merge(task.id(), dollars, Double::sum));
    }

    /// What is to be said of budgets that are nearly gone, each once.
    List<Command> warnings() {
        var warnings = new ArrayList<Command>();
        var money = facts.tally().spending().money();
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

    private Optional<Double> left(String step) {
        return bounds(step).stream().map(Bound::left).min(Double::compare);
    }

    private List<Bound> bounds(String step) {
        var money = facts.tally().spending().money();
        var all = handedOut.values().stream().mapToDouble(Double::doubleValue).sum();
        var bounds = new ArrayList<Bound>();
        limit(allowance.step())
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
        var money = facts.tally().spending().money();
        var ended = money.without(key -> underWay(key.path(), key.attempt()));
        var bounds = new ArrayList<Bound>();
        for (var step : ended.steps()) {
            limit(allowance.step())
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

    private boolean underWay(String path, int attempt) {
        var leaf = facts.leaf(path);
        return leaf.attempts() == attempt && !(leaf.now() instanceof NodeState.Done);
    }

    static String dollars(double amount) {
        return String.format(Locale.ROOT, "%.2f US dollars", amount);
    }
}
