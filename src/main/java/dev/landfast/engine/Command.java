package dev.landfast.engine;

import dev.landfast.definition.Step;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the decider asks of a driver. Each has a key and is issued once.
public sealed interface Command {

    /// Run one attempt of a task.
    record RunStep(StepKey key, Step.Task task, StepInput input) implements Command {

        /// What says that it was handed out.
        public Event.StepScheduled scheduled() {
            return new Event.StepScheduled(key, task.kind(), input.reserved());
        }
    }

    /// Stop an attempt under way; its result will be {@code Cancelled}. The driver records {@link
    /// Event.StepStopping}, so that it is asked once.
    record StopStep(StepKey key) implements Command {}

    /// Ask a person without running anything (approvals, questions). The driver records {@link
    /// Event.StepWaiting}.
    record Await(StepKey key, Ask ask) implements Command {}

    record SetTimer(StepKey key, Duration delay, String why) implements Command {}

    /// A timer for a moment that somebody outside has named. The driver records {@link
    /// Event.TimerSet}.
    record SetAlarm(StepKey key, Instant at, String why) implements Command {}

    /// Tell whoever reads the journal. The driver records {@link Event.Noted}.
    record Note(String subject, String text) implements Command {}

    /// The core has found out by itself how an attempt ended that no executor carries out. The
    /// driver records {@link Event.StepFinished}.
    record Conclude(StepKey key, StepResult result) implements Command {}

    record StartChild(StepKey key, Step.Task task, StepInput input) implements Command {

        /// What says that it was started.
        public Event.ChildStarted started(String run) {
            return new Event.ChildStarted(key, run, input.reserved());
        }
    }

    /// @param at paths of what stopped the run, empty when it is done
    record Finish(Event.End end, String reason, List<Finding> findings, List<String> at)
            implements Command {

        public Finish {
            findings = List.copyOf(findings);
            at = List.copyOf(at);
        }
    }
}
