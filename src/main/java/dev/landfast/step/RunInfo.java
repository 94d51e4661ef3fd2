package dev.landfast.step;

import dev.landfast.definition.Workflow;
import dev.landfast.journal.Event;

/// What is fixed about a run when it starts.
///
/// @param name how people call it
/// @param workflow the pinned definition with the variant applied
public record RunInfo(String name, Event.RunStarted start, Workflow workflow) {

    /// Where steps get it from.
    @FunctionalInterface
    public interface Source {
        RunInfo of(String run);
    }
}
