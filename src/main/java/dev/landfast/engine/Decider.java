package dev.landfast.engine;

import dev.landfast.definition.Workflow;
import java.util.List;

/// Decides what a run does next. Pure: the same workflow and state give the same decision.
///
/// Ask after every recorded event. A command is issued until the event that records it is applied:
/// `RunStep` until `StepScheduled`, `Await` until `StepWaiting`, `SetTimer` and `SetAlarm` until
/// `TimerSet`, `StartChild` until `ChildStarted`, `Conclude` until `StepFinished`, `StopStep` until
/// `StepStopping`, `Note` until `Noted`, `Finish` until `RunEnded`. A driver therefore writes those
/// events first and acts on the commands after that.
public final class Decider {

    private Decider() {}

    /// @param workflow the pinned definition with the run's variant applied
    public static Decision decide(Workflow workflow, State state) {
        var facts = state.facts();
        var walk = new Walk(workflow, facts, (step, path, reached) -> {});
        if (facts.start().isEmpty() || facts.control().ended().isPresent()) {
            return Ending.decision(walk);
        }
        var cancelling = facts.control().cancelling();
        if (cancelling.isPresent() || facts.control().paused() || walk.issue.budget().wallIsUp()) {
            walk.issue.close();
        }
        walk.issue.tell(walk.issue.budget().warnings());
        setWall(workflow, walk);
        var scope = Scope.start();
        var reached = walk.sequence(workflow.body().steps(), "", scope);
        var ending = new Ending(walk, scope);
        var over = walk.issue.budget().over();
        if (cancelling.isPresent()) {
            ending.cancelled(cancelling.get());
        } else if (over.isPresent() && stops(reached, walk)) {
            ending.overBudget(over.get());
        } else if (!(reached instanceof Reached.Open)) {
            ending.of(reached);
        }
        return Ending.decision(walk);
    }

    /// What has come to its own end by the time the budget is used up keeps that end.
    private static boolean stops(Reached reached, Walk walk) {
        return reached instanceof Reached.Open
                || (walk.issue.budget().wallIsUp() && !reached.well());
    }

    private static void setWall(Workflow workflow, Walk walk) {
        var key = walk.issue.budget().wall();
        workflow.body()
                .limits()
                .wall()
                .filter(wall -> !walk.facts.timers().containsKey(key))
                .ifPresent(wall -> walk.issue.add(new Command.SetTimer(key, wall, "the run")));
    }

    /// What to do now, and how the run stands once that is done.
    public record Decision(List<Command> commands, Standing standing) {

        public Decision {
            commands = List.copyOf(commands);
        }
    }

    /// How a run stands.
    public enum Standing {
        /// Attempts, timers or children are under way.
        ACTIVE,
        /// Nothing goes on before a person speaks.
        WAITING,
        PAUSED,
        ENDED
    }
}
