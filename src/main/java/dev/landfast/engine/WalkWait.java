package dev.landfast.engine;

import dev.landfast.definition.Expressions;
import dev.landfast.definition.Step;
import dev.landfast.engine.Reached.Failed;
import dev.landfast.engine.Reached.Failure;
import dev.landfast.engine.Reached.Stopped;
import dev.landfast.engine.Reached.Where;
import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Time that passes while something holds: an earlier step is asked again and again, and once more
/// when the time is up. What it says is new each time, under `WAIT/while.ATTEMPT/ask.N/STEP`.
final class WalkWait {

    /// Names the asking after the time is up.
    private static final String LAST = "last";

    private final WalkTask parent;
    private final Walk walk;
    private final Step.Task task;
    private final String path;

    WalkWait(WalkTask parent, Step.Task task, String path) {
        this.parent = parent;
        this.walk = parent.walk;
        this.task = task;
        this.path = path;
    }

    static boolean asks(Step.Task task) {
        return task.kind().equals(CoreKinds.WAIT) && task.with().has("asks");
    }

    Reached waiting(NodeState.Running running) {
        for (var n = 1; ; n++) {
            var due = Timing.ask(running.key(), n);
            if (!Timing.fired(walk.facts, due)) {
                if (!walk.facts.timers().containsKey(due)) {
                    walk.issue.add(new Command.SetTimer(due, Timing.every(task), task.id()));
                }
                return new Reached.Open();
            }
            switch (ask(running.key().attempt(), Paths.round("ask", n))) {
                case Reached.Open open -> {
                    return open;
                }
                case Stopped stopped -> {
                    return stopped;
                }
                case Failed failed -> {
                    walk.issue.add(new Command.Conclude(running.key(), broken(failed)));
                    return new Reached.Open();
                }
                case Reached.Passed _, Reached.Skipped _, Reached.Repaired _ -> {}
            }
        }
    }

    /// The time is up; it passes when what it stood for still holds.
    Reached over(NodeState.Done done) {
        return switch (ask(done.key().attempt(), Paths.round(LAST, 1))) {
            case Reached.Open open -> open;
            case Stopped stopped -> stopped;
            case Failed failed -> ended(broken(failed));
            case Reached.Passed _, Reached.Skipped _, Reached.Repaired _ ->
                    parent.passed(task, path, done.result());
        };
    }

    private Reached ask(int attempt, String which) {
        var asked = task.with().text("asks").flatMap(walk.tree::task);
        if (asked.isEmpty()) {
            return Stopped.at(
                    path,
                    Event.End.BLOCKED,
                    task.id() + " asks what is no step that does something");
        }
        var round = Paths.child(Paths.round(Paths.child(path, "while"), attempt), which);
        var at = Paths.child(round, asked.get().id());
        var reached = new WalkTask(walk, parent.scope.free()).visit(asked.get(), at);
        return reached.well() && !holds() ? failed() : reached;
    }

    private boolean holds() {
        return task.with()
                .text("while")
                .map(Expressions::parse)
                .map(condition -> Expressions.evaluate(condition, walk.lookups(parent.scope)))
                .orElse(true);
    }

    private Failed failed() {
        var text = "no longer true: " + task.with().text("while").orElse("");
        var finding =
                new Finding(
                        "wait-broken",
                        Finding.Level.HIGH,
                        new Finding.Place("", 0),
                        text,
                        Optional.empty());
        var why = new Reached.Why(text, "wait-broken", "");
        return new Failed(List.of(new Failure(path, task.id(), why, List.of(finding))));
    }

    private StepResult broken(Failed failed) {
        var reason = WalkLoop.reasons(failed.failures());
        Outcome outcome =
                switch (task.with().text("on-break").orElse("fail")) {
                    case "blocked" ->
                            new Outcome.Blocked(
                                    "service",
                                    reason,
                                    "mend it, then retry: the wait begins again");
                    case "escalate" -> new Outcome.Escalate(reason);
                    default -> new Outcome.Fail(reason, "wait-broken " + task.id());
                };
        var findings = WalkLoop.findings(failed.failures());
        return new StepResult(outcome, Map.of(), findings, List.of(), Optional.empty());
    }

    /// As the same result would end the step while it waits.
    private Reached ended(StepResult result) {
        return switch (result.outcome()) {
            case Outcome.Escalate(var reason) ->
                    new Stopped(
                            Event.End.ESCALATED,
                            task.id() + ": " + reason,
                            result.findings(),
                            new Where(List.of(path), true));
            case Outcome.Fail(var reason, var signature) ->
                    new Failed(
                            List.of(
                                    new Failure(
                                            path,
                                            task.id(),
                                            new Reached.Why(reason, signature, ""),
                                            result.findings())));
            case Outcome.Blocked(_, var reason, _, _) ->
                    Stopped.at(path, Event.End.BLOCKED, task.id() + ": " + reason);
            case Outcome.Pass _,
                    Outcome.Conditional _,
                    Outcome.Waiting _,
                    Outcome.Cancelled _,
                    Outcome.Lost _,
                    Outcome.Broken _ ->
                    new Reached.Open();
        };
    }
}
