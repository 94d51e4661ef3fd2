package dev.landfast.engine;

import dev.landfast.definition.Expressions;
import dev.landfast.definition.Filled;
import dev.landfast.definition.Step;
import dev.landfast.engine.Reached.Failed;
import dev.landfast.engine.Reached.Failure;
import dev.landfast.engine.Reached.Stopped;
import dev.landfast.engine.Reached.Where;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.util.List;

/// One task: starts it, waits for it, and says what its result means for the steps around it.
final class WalkTask {

    /// How often an attempt of which nothing is known is run again.
    private static final int LOSSES = 3;

    final Walk walk;
    final Scope scope;

    WalkTask(Walk walk, Scope scope) {
        this.walk = walk;
        this.scope = scope;
    }

    Reached visit(Step.Task task, String path) {
        var order = walk.tree.order(task.id());
        var leaf = walk.memory.leaf(path, order);
        var entrance = walk.entrance();
        if (leaf.now() instanceof NodeState.Fresh
                && scope.primary()
                && entrance.isPresent()
                && order < entrance.get().order()) {
            return seeded(task, path, leaf, entrance.get());
        }
        return switch (leaf.now()) {
            case NodeState.Fresh _ ->
                    isWanted(task, path) ? start(task, path, leaf) : new Reached.Skipped();
            case NodeState.Running running when WalkWait.asks(task) ->
                    new WalkWait(this, task, path).waiting(running);
            case NodeState.Running running -> {
                walk.issue.watch(task, running);
                yield new Reached.Open();
            }
            case NodeState.Waiting waiting -> {
                if (task.kind().equals(CoreKinds.APPROVE)) {
                    new WalkApproval(this).stillTheSame(task, path, waiting);
                }
                yield new Reached.Open();
            }
            case NodeState.Heard heard -> heard(task, path, leaf, heard);
            case NodeState.Done done when isTaken(done) -> {
                walk.issue.run(task, path, leaf, scope);
                yield new Reached.Open();
            }
            case NodeState.Done done -> ended(task, path, leaf, done);
        };
    }

    /// Whether it was cut short, in whichever way, because a person wants to do it.
    private boolean isTaken(NodeState.Done done) {
        return Leaf.environmental(done) && walk.memory.taker(done.key()).isPresent();
    }

    private boolean isWanted(Step.Task task, String path) {
        return walk.holds(task, scope)
                || walk.memory.unsettled(path)
                || walk.memory.askedFor(path, task);
    }

    private Reached seeded(Step.Task task, String path, Leaf leaf, Entrance entrance) {
        var result = entrance.seed().get(task.id());
        if (result == null) {
            return new Reached.Skipped();
        }
        return CoreKinds.MADE_ANEW.contains(task.kind())
                ? start(task, path, leaf)
                : passed(task, path, result);
    }

    /// What a step is to be given must be known by now; if not, going on would be guessing.
    Reached start(Step.Task task, String path, Leaf leaf) {
        if (Expressions.fill(task.with(), walk.lookups(scope))
                instanceof Filled.Missing(var names)) {
            return Stopped.at(
                    path,
                    Event.End.BLOCKED,
                    task.id() + " needs what no step has said: " + String.join(", ", names));
        }
        if (scope.askAgain()) {
            return new Reached.Open();
        }
        if (task.kind().equals(CoreKinds.APPROVE)) {
            return new WalkApproval(this).ask(task, path, leaf, "");
        }
        if (WalkApproval.isQuestion(task)) {
            return new WalkApproval(this).question(task, path, leaf);
        }
        walk.issue.run(task, path, leaf, scope);
        return new Reached.Open();
    }

    private Reached heard(Step.Task task, String path, Leaf leaf, NodeState.Heard heard) {
        if (task.kind().equals(CoreKinds.APPROVE)) {
            return new WalkApproval(this).judge(task, path, leaf, heard);
        }
        if (WalkApproval.isQuestion(task)) {
            return passed(task, path, WalkApproval.answer(heard));
        }
        walk.issue.resume(task, heard, leaf, scope);
        return new Reached.Open();
    }

    private Reached ended(Step.Task task, String path, Leaf leaf, NodeState.Done done) {
        var result = done.result();
        return switch (result.outcome()) {
            case Outcome.Pass _ when WalkWait.asks(task) ->
                    new WalkWait(this, task, path).over(done);
            case Outcome.Pass _ -> passed(task, path, result);
            case Outcome.Fail fail -> {
                note(task, "fail", result);
                var failure = failure(task, path, fail, done);
                yield task.policy().repairThrough().isPresent()
                        ? new WalkThrough(this, task, path).visit(leaf, failure)
                        : new Failed(List.of(failure));
            }
            case Outcome.Escalate escalate -> {
                note(task, "escalate", result);
                yield new Stopped(
                        Event.End.ESCALATED,
                        task.id() + ": " + escalate.reason(),
                        result.findings(),
                        new Where(List.of(path), true));
            }
            case Outcome.Conditional conditional ->
                    new WalkApproval(this).accept(task, path, done, conditional);
            case Outcome.Blocked blocked ->
                    new WalkTrouble(this, task, path)
                            .blocked(leaf, done, blocked.reason() + "; " + blocked.remedy());
            case Outcome.Lost lost -> lost(task, path, leaf, lost);
            case Outcome.Broken broken ->
                    Stopped.at(
                            path,
                            Event.End.BLOCKED,
                            task.id() + ": a bug of Landfast: " + broken.reason());
            case Outcome.Cancelled _ -> stopped(task, path, leaf, done);
            case Outcome.Waiting _ -> new Reached.Open();
        };
    }

    private Reached stopped(Step.Task task, String path, Leaf leaf, NodeState.Done done) {
        var blocks = leaf.visit().blocks();
        if (!blocks.isEmpty() && blocks.getLast().equals(Timing.TIMEOUT) && timedOut(done)) {
            return new WalkTrouble(this, task, path).blocked(leaf, done, "it took too long");
        }
        return Stopped.at(path, Event.End.BLOCKED, task.id() + " was stopped");
    }

    private boolean timedOut(NodeState.Done done) {
        var prefix = Paths.aside(done.key().path(), Timing.TIMEOUT);
        return walk.facts.timers().entrySet().stream()
                .anyMatch(t ->
                        t.getValue().fired()
                                && t.getKey().attempt() == done.key().attempt()
                                && t.getKey().path().startsWith(prefix));
    }

    private Reached lost(Step.Task task, String path, Leaf leaf, Outcome.Lost lost) {
        if (leaf.visit().losses() > LOSSES) {
            return Stopped.at(
                    path,
                    Event.End.BLOCKED,
                    task.id() + " was lost " + leaf.visit().losses() + " times: " + lost.reason());
        }
        walk.issue.run(task, path, leaf, scope);
        return new Reached.Open();
    }

    Reached passed(Step.Task task, String path, StepResult result) {
        note(task, "pass", result);
        return new Reached.Passed();
    }

    private void note(Step.Task task, String outcome, StepResult result) {
        scope.ended(task.id(), outcome, result.outputs());
        if (task.kind().equals(CoreKinds.GATE)) {
            scope.measured(
                    new Scope.GateRow(
                            task.id(),
                            task.with().text(CoreKinds.GATE).orElse(task.id()),
                            outcome,
                            Marks.text(result, "verdict").orElse(""),
                            result.findings()));
        }
    }

    static Failure failure(Step.Task task, String path, Outcome.Fail fail, NodeState.Done done) {
        return new Failure(
                path,
                task.id(),
                new Reached.Why(fail.reason(), fail.signature(), done.tree()),
                done.result().findings());
    }
}
