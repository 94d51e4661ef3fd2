package dev.landfast.engine;

import dev.landfast.definition.Workflow;
import java.util.List;

/// Decides what a run does next. Pure: the same workflow and state give the same decision.
///
/// Ask after every recorded event. A command is issued until the event that records it is applied:
/// `RunStep` until `StepScheduled`, `Await` until `StepWaiting`, `SetTimer` until `TimerSet`,
/// `StartChild` until `ChildStarted`, `StopStep` until `StepStopping`, `Finish` until `RunEnded`. A
/// driver therefore writes those events first and acts on the commands after that.
public final class Decider {

    private Decider() {}

    /// @param workflow the pinned definition with the run's variant applied
    public static Decision decide(Workflow workflow, State state) {
        return new Decision(List.of(), Standing.ACTIVE);
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
