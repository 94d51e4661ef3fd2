package dev.landfast.definition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Every step of a tree, in the order in which a reader meets them.
public final class Steps {

    private Steps() {}

    /// All of a workflow: what happens in the end included, companions too.
    public static Stream<Step> all(Workflow workflow) {
        return Stream.of(workflow.body().steps(), workflow.body().always())
                .flatMap(List::stream)
                .flatMap(Steps::all);
    }

    /// A step and everything below it.
    public static Stream<Step> all(Step step) {
        return Stream.concat(Stream.of(step), below(step).flatMap(Steps::all));
    }

    public static Optional<Step> find(Workflow workflow, String id) {
        return all(workflow).filter(step -> step.id().equals(id)).findFirst();
    }

    /// The tasks, which alone do something.
    public static Stream<Step.Task> tasks(Workflow workflow) {
        return all(workflow).filter(Step.Task.class::isInstance).map(Step.Task.class::cast);
    }

    static Stream<Step> below(Step step) {
        return switch (step) {
            case Step.Task task ->
                    task.policy().recover().stream().flatMap(r -> r.steps().stream());
            case Step.Loop loop -> both(loop.steps(), loop.repair());
            case Step.Foreach each ->
                    each.each().in() instanceof Step.In.Asked(var query)
                            ? both(List.of(query), each.steps())
                            : each.steps().stream();
            case Step.Parallel parallel -> parallel.branches().stream().map(Step.Branch::step);
            case Step.Group group -> both(group.steps(), group.undo());
            case Step.Phase phase -> both(phase.steps(), phase.checkpoint());
        };
    }

    private static Stream<Step> both(List<? extends Step> first, List<Step> second) {
        return Stream.concat(first.stream(), second.stream());
    }
}
