package dev.landfast.definition;

import java.util.List;

/// How many steps a way through a workflow has, counted from the definition and never from memory.
/// Only numbered steps count where there are any: they are the ones that people know.
///
/// @param always steps that every run takes
/// @param perhaps steps with a condition, and repairs
public record StepCount(int always, int perhaps) {

    private static final StepCount NONE = new StepCount(0, 0);

    /// @param workflow with a variant applied
    public static StepCount of(Workflow workflow) {
        boolean numbered = Steps.tasks(workflow).anyMatch(task -> task.head().label().isPresent());
        return sum(workflow.body().steps(), new Counting(numbered, false));
    }

    /// `12 steps, 2 more when needed`.
    @Override
    public String toString() {
        var steps = always == 1 ? "1 step" : always + " steps";
        return perhaps == 0 ? steps : steps + ", " + perhaps + " more when needed";
    }

    private record Counting(boolean numbered, boolean conditional) {

        Counting under(Step step) {
            return step.head().condition().isPresent() ? perhaps() : this;
        }

        Counting perhaps() {
            return new Counting(numbered, true);
        }
    }

    private static StepCount sum(List<Step> steps, Counting counting) {
        return steps.stream()
                .filter(step -> !Variants.isLeftOut(step))
                .map(step -> of(step, counting.under(step)))
                .reduce(NONE, StepCount::plus);
    }

    private static StepCount of(Step step, Counting counting) {
        return switch (step) {
            case Step.Task task -> {
                if (counting.numbered() && task.head().label().isEmpty()) {
                    yield NONE;
                }
                yield counting.conditional() ? new StepCount(0, 1) : new StepCount(1, 0);
            }
            case Step.Loop loop ->
                    sum(loop.steps(), counting).plus(sum(loop.repair(), counting.perhaps()));
            case Step.Foreach each -> sum(each.steps(), counting);
            case Step.Parallel parallel ->
                    sum(parallel.branches().stream().map(Step.Branch::step).toList(), counting);
            case Step.Group group -> sum(group.steps(), counting);
            case Step.Phase phase ->
                    sum(phase.steps(), counting).plus(sum(phase.checkpoint(), counting));
        };
    }

    private StepCount plus(StepCount other) {
        return new StepCount(always + other.always, perhaps + other.perhaps);
    }
}
