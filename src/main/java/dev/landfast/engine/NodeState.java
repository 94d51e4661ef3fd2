package dev.landfast.engine;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import java.time.Instant;
import java.util.Optional;

/// What is recorded about a task at one path.
public sealed interface NodeState {

    /// Not started, or to be started again after a person asked for that.
    record Fresh() implements NodeState {}

    /// @param resumed how often the attempt went on after waiting
    /// @param stopping it has been told to stop
    /// @param child the run that does the work, when the task is a workflow
    record Running(
            StepKey key, Instant since, int resumed, boolean stopping, Optional<String> child)
            implements NodeState {}

    record Waiting(StepKey key, Ask ask, Instant since) implements NodeState {}

    /// A person has spoken; nothing has come of it yet.
    record Heard(StepKey key, Ask ask, Event.Answered answer, Actor by) implements NodeState {}

    /// @param tree the candidate's tree when the attempt ended, empty when unknown
    record Done(StepKey key, StepResult result, Instant at, String tree) implements NodeState {}
}
