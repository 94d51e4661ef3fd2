package dev.landfast.engine;

import dev.landfast.engine.Decider.Decision;
import dev.landfast.engine.Decider.Standing;
import dev.landfast.engine.Reached.Failed;
import dev.landfast.engine.Reached.Stopped;
import dev.landfast.engine.Reached.Where;
import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import dev.landfast.journal.StepResult.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How a run ends: what is still under way is stopped or awaited, groups are undone where the run
/// was cancelled, the steps that run whatever the outcome are run, then it is said.
final class Ending {

    private final Walk walk;
    private final Scope scope;

    Ending(Walk walk, Scope scope) {
        this.walk = walk;
        this.scope = scope;
    }

    /// The main steps have come to an end.
    void of(Reached main) {
        if (!running().isEmpty()) {
            return;
        }
        scope.name("run", Map.of("end", finish(main).end().name().toLowerCase(Locale.ROOT)));
        var always = always();
        if (always instanceof Reached.Open) {
            return;
        }
        var finish = finish(main);
        var late = finish(always);
        walk.issue.add(
                finish.end() == Event.End.DONE && late.end() != Event.End.DONE ? late : finish);
    }

    /// The budget is used up: nothing is undone, the work is kept.
    void overBudget(String reason) {
        var running = running();
        if (!running.isEmpty() || !walk.issue.commands().isEmpty()) {
            if (walk.issue.budget().wallIsUp()) {
                stop(running);
            }
            return;
        }
        var at = new ArrayList<>(List.of(FoldRetry.BUDGET));
        at.addAll(cut());
        of(new Stopped(Event.End.ESCALATED, reason, List.of(), new Where(at, false)));
    }

    void cancelled(String reason) {
        var running = running();
        if (!running.isEmpty()) {
            stop(running);
            return;
        }
        walk.issue.openForCleaning();
        var undone = new ArrayList<String>(cut());
        var undos = new ArrayList<>(walk.issue.undos());
        undos.sort(
                Comparator.comparingLong((Issue.Undo u) -> walk.memory.begun(u.path())).reversed());
        for (var undo : undos) {
            if (walk.undo(undo.group(), undo.path()) instanceof Reached.Open) {
                return;
            }
            undone.add(undo.path());
        }
        of(new Stopped(Event.End.CANCELLED, reason, List.of(), new Where(undone, false)));
    }

    private Reached always() {
        walk.issue.openForCleaning();
        return walk.each(walk.workflow.body().always(), Walk.ALWAYS, scope.free());
    }

    private List<NodeState.Running> running() {
        var running = new ArrayList<NodeState.Running>();
        for (var entry : walk.facts.leaves().entrySet()) {
            if (entry.getValue().now() instanceof NodeState.Running run
                    && !entry.getValue().kind().equals(CoreKinds.WAIT)
                    && !cleaning(entry.getKey())) {
                running.add(run);
            }
        }
        return running;
    }

    /// Cleaning up is not stopped by what made it necessary.
    private boolean cleaning(String path) {
        return Paths.within(path, Walk.ALWAYS)
                || walk.issue.undos().stream()
                        .anyMatch(u -> Paths.within(path, Paths.child(u.path(), Walk.UNDO)));
    }

    private void stop(List<NodeState.Running> running) {
        for (var run : running) {
            if (!run.stopping()) {
                walk.issue.stop(run.key());
            }
        }
    }

    /// Where attempts were cut short.
    private List<String> cut() {
        var cut = new ArrayList<String>();
        for (var entry : walk.facts.leaves().entrySet()) {
            if (entry.getValue().now() instanceof NodeState.Done done
                    && done.result().outcome() instanceof Outcome.Cancelled) {
                cut.add(entry.getKey());
            }
        }
        return cut;
    }

    private static Command.Finish finish(Reached reached) {
        return switch (reached) {
            case Stopped stopped ->
                    new Command.Finish(
                            stopped.end(),
                            stopped.reason(),
                            stopped.findings(),
                            stopped.where().at());
            case Failed failed -> {
                List<Finding> findings = WalkLoop.findings(failed.failures());
                yield new Command.Finish(
                        Event.End.FAILED,
                        WalkLoop.reasons(failed.failures()),
                        findings,
                        failed.failures().stream().map(Reached.Failure::at).distinct().toList());
            }
            case Reached.Passed _, Reached.Skipped _, Reached.Open _, Reached.Repaired _ ->
                    new Command.Finish(Event.End.DONE, "", List.of(), List.of());
        };
    }

    static Decision decision(Walk walk) {
        var commands = walk.issue.commands();
        return new Decision(commands, standing(walk.facts, commands));
    }

    private static Standing standing(Facts facts, List<Command> commands) {
        if (facts.control().ended().isPresent()) {
            return Standing.ENDED;
        }
        if (facts.control().paused()) {
            return Standing.PAUSED;
        }
        var active =
                !commands.isEmpty()
                        || facts.leaves().values().stream()
                                .anyMatch(leaf -> leaf.now() instanceof NodeState.Running)
                        || facts.timers().entrySet().stream()
                                .anyMatch(t -> Timing.isDelay(t.getKey()) && !t.getValue().fired());
        return active ? Standing.ACTIVE : Standing.WAITING;
    }
}
