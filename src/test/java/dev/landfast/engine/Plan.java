package dev.landfast.engine;

import dev.landfast.definition.Config;
import dev.landfast.definition.Expression;
import dev.landfast.definition.Position;
import dev.landfast.definition.Step;
import dev.landfast.definition.Workflow;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Small definitions, written in Java.
final class Plan {

    private Plan() {}

    static Workflow of(Step... steps) {
        return of(List.of(steps), List.of(), limits(null, null, null));
    }

    static Workflow of(List<Step> steps, List<Step> always, Workflow.Limits limits) {
        return new Workflow(
                new Workflow.Header("test", "", "d1", "", new Position("test", 1, 1)),
                new Workflow.Inputs(Map.of(), Map.of(), Map.of(), Optional.empty()),
                Map.of(),
                new Workflow.Body(steps, always, limits));
    }

    static Workflow.Limits limits(
            @org.jspecify.annotations.Nullable Duration wall,
            @org.jspecify.annotations.Nullable Integer attempts,
            @org.jspecify.annotations.Nullable Double cost) {
        return new Workflow.Limits(
                Optional.ofNullable(wall),
                Optional.ofNullable(attempts),
                Optional.ofNullable(cost));
    }

    static Step.Task task(String kind, String id) {
        return new Step.Task(head(id), kind, new Config(Map.of(kind, id)), policy());
    }

    static Step.Task agent(String id) {
        return task("agent", id);
    }

    static Step.Task gate(String id) {
        return task("gate", id);
    }

    static Step.Task with(Step.Task task, String key, Object value) {
        var values = new LinkedHashMap<>(task.with().values());
        values.put(key, value);
        return new Step.Task(task.head(), task.kind(), new Config(values), task.policy());
    }

    static Step.Task when(Step.Task task, Expression condition) {
        var head =
                new Step.Head(
                        task.id(),
                        Optional.empty(),
                        Optional.of(condition),
                        "",
                        task.head().position());
        return new Step.Task(head, task.kind(), task.with(), task.policy());
    }

    static Step.Task recovering(Step.Task task, Step... steps) {
        var p = task.policy();
        return policy(
                task,
                new Step.Policy(
                        p.timeout(),
                        p.retry(),
                        Optional.of(new Step.Recover(List.of(steps), 2)),
                        p.repairThrough(),
                        p.verdicts()));
    }

    static Step.Task retrying(Step.Task task, String on, int attempts) {
        var p = task.policy();
        var retry =
                new Step.Retry(
                        List.of(on), attempts, Duration.ofSeconds(1), 2, Duration.ofSeconds(10));
        return policy(
                task,
                new Step.Policy(
                        p.timeout(),
                        Optional.of(retry),
                        p.recover(),
                        p.repairThrough(),
                        p.verdicts()));
    }

    static Step.Task through(Step.Task task, String loop, int repairs) {
        var p = task.policy();
        return policy(
                task,
                new Step.Policy(
                        p.timeout(),
                        p.retry(),
                        p.recover(),
                        Optional.of(new Step.RepairThrough(loop, repairs)),
                        p.verdicts()));
    }

    static Step.Task timed(Step.Task task, Duration timeout) {
        var p = task.policy();
        return policy(
                task,
                new Step.Policy(
                        Optional.of(timeout),
                        p.retry(),
                        p.recover(),
                        p.repairThrough(),
                        p.verdicts()));
    }

    private static Step.Task policy(Step.Task task, Step.Policy policy) {
        return new Step.Task(task.head(), task.kind(), task.with(), policy);
    }

    static Step.Loop loop(String id, int rounds, List<Step> steps, List<Step> repair) {
        return loop(id, new Step.Bound(rounds, Optional.empty(), false), steps, repair);
    }

    static Step.Loop loop(String id, Step.Bound bound, List<Step> steps, List<Step> repair) {
        return new Step.Loop(head(id), bound, steps, repair, Step.Exhausted.ESCALATE);
    }

    static Step.Group group(String id, List<Step> steps, List<Step> undo) {
        return new Step.Group(head(id), steps, undo);
    }

    static Step.Parallel parallel(String id, Step.Branch... branches) {
        return new Step.Parallel(head(id), List.of(branches));
    }

    static Step.Branch branch(Step step, String... needs) {
        return new Step.Branch(step, List.of(needs));
    }

    static Step.Foreach foreach(String id, Step.In in, Step.Fan fan, String onFail, Step... steps) {
        return new Step.Foreach(
                head(id), new Step.Each(in, "item", "", fan, onFail), List.of(steps));
    }

    static Step.Phase phase(String id, List<Step> steps, Step... checkpoint) {
        return new Step.Phase(head(id), steps, List.of(checkpoint));
    }

    static Expression lookup(String path) {
        return new Expression.Lookup(Arrays.asList(path.split("\\.", -1)));
    }

    static Step.Head head(String id) {
        return new Step.Head(
                id, Optional.empty(), Optional.empty(), "", new Position("test", 1, 1));
    }

    private static Step.Policy policy() {
        return new Step.Policy(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Config.empty());
    }

    /// The shape of a feature: work, a quality loop, a gate repaired through it, a landing loop.
    static Workflow feature() {
        return of(
                recovering(task("worktree", "worktree"), agent("debug-worktree")),
                agent("implement"),
                task("commit", "commit"),
                loop(
                        "quality",
                        4,
                        List.of(recovering(gate("unit"), agent("debug-unit")), gate("review")),
                        List.of(agent("repair"), task("commit", "commit-repair"))),
                through(recovering(gate("integration"), agent("debug-it")), "quality", 2),
                task("push", "push"),
                loop(
                        "landing",
                        new Step.Bound(3, Optional.of(lookup("steps.land.moved")), false),
                        List.of(
                                task("merge", "update"),
                                through(gate("final"), "quality", 2),
                                task("merge", "land")),
                        List.of()),
                task("worktree", "cleanup"));
    }
}
