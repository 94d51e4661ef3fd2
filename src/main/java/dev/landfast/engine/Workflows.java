package dev.landfast.engine;

import dev.landfast.definition.Workflow;
import dev.landfast.journal.Event;

/// Where a driver gets definitions from: pinned texts become workflows, and a step that names a
/// workflow becomes a run of it.
public interface Workflows {

    /// The pinned definition with the run's variant applied.
    ///
    /// @throws dev.landfast.problem.LandfastException when this version cannot read it
    Workflow of(Event.RunStarted start);

    /// What the run of a child workflow starts with, its definition taken from the parent's base.
    ///
    /// @throws dev.landfast.problem.LandfastException when there is no such workflow
    Child child(String run, Event.RunStarted parent, Command.StartChild command);

    /// @param name how people will call the child
    record Child(String name, Event.RunStarted start) {}
}
