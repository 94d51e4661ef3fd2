package dev.landfast.engine;

import dev.landfast.definition.Step;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import java.util.Optional;

/// Carries out attempts at the tasks of one kind. Called on a virtual thread; may block; an
/// interrupt means stop.
public interface StepExecutor {

    /// The kind it serves, the key that names it in a definition.
    String kind();

    /// Whether any worker may run it or only the one that owns the run's worktree: the latter,
    /// unless it says otherwise.
    default Place place() {
        return Place.PINNED;
    }

    /// Waits for what other runs have to give first. Called before an attempt, without a place
    /// among those that are carried out side by side: whoever waits must not keep the place of
    /// those it waits for.
    default void await(Attempt attempt) throws InterruptedException {}

    StepResult execute(Attempt attempt) throws InterruptedException;

    /// After a crash: what became of an attempt that was begun and has no result. Empty means it
    /// left nothing behind and may simply be run again.
    Optional<StepResult> probe(Attempt attempt) throws InterruptedException;

    /// Where an attempt may run.
    enum Place {
        SHARED,
        PINNED
    }

    /// One attempt with everything it needs.
    ///
    /// @param run the run's id
    /// @param definition hash of the pinned definition; results echo key and hash
    record Attempt(String run, StepKey key, String definition, Step.Task task, StepInput input) {}
}
