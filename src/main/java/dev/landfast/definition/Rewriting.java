package dev.landfast.definition;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Copies a tree of steps with other heads and conditions.
record Rewriting(UnaryOperator<Step.Head> heads, UnaryOperator<Expression> conditions) {

    List<Step> steps(List<Step> steps) {
        return steps.stream().map(this::step).toList();
    }

    private Step step(Step step) {
        var head = heads.apply(step.head());
        return switch (step) {
            case Step.Task task -> task(task);
            case Step.Loop loop ->
                    new Step.Loop(
                            head,
                            bound(loop.bound()),
                            steps(loop.steps()),
                            steps(loop.repair()),
                            loop.exhausted());
            case Step.Foreach each ->
                    new Step.Foreach(head, each(each.each()), steps(each.steps()));
            case Step.Parallel parallel ->
                    new Step.Parallel(
                            head,
                            parallel.branches().stream()
                                    .map(b -> new Step.Branch(step(b.step()), b.needs()))
                                    .toList());
            case Step.Group group ->
                    new Step.Group(head, steps(group.steps()), steps(group.undo()));
            case Step.Phase phase ->
                    new Step.Phase(head, steps(phase.steps()), steps(phase.checkpoint()));
        };
    }

    private Step.Task task(Step.Task task) {
        var policy = task.policy();
        var recover = policy.recover().map(r -> new Step.Recover(steps(r.steps()), r.atMost()));
        return new Step.Task(
                heads.apply(task.head()),
                task.kind(),
                task.with(),
                new Step.Policy(
                        policy.timeout(),
                        policy.retry(),
                        recover,
                        policy.repairThrough(),
                        policy.verdicts()));
    }

    private Step.Bound bound(Step.Bound bound) {
        Optional<Expression> again = bound.againWhen().map(conditions);
        return new Step.Bound(bound.rounds(), again, bound.collectAll());
    }

    private Step.Each each(Step.Each each) {
        var in =
                switch (each.in()) {
                    case Step.In.Listed(var expression) ->
                            new Step.In.Listed(conditions.apply(expression));
                    case Step.In.Asked(var query) -> new Step.In.Asked(task(query));
                };
        return new Step.Each(in, each.as(), each.key(), each.fan(), each.onFail());
    }
}
