package dev.landfast.engine;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult.Outcome;
import java.util.List;

/// What is recorded at the path of one task.
///
/// @param kind of its task, empty when the core asked a person by itself
/// @param attempts the highest attempt number used, never reset
record Leaf(String kind, int attempts, Visit visit, NodeState now) {

    static final Leaf NONE = new Leaf("", 0, Visit.NONE, new NodeState.Fresh());

    Leaf now(NodeState next) {
        return new Leaf(kind, attempts, visit, next);
    }

    Leaf visit(Visit next) {
        return new Leaf(kind, attempts, next, now);
    }

    Leaf begin(String kind, StepKey key) {
        return new Leaf(kind, key.attempt(), visit, now);
    }

    /// Whether the next attempt belongs to the same stay.
    static boolean environmental(NodeState.Done done) {
        return switch (done.result().outcome()) {
            case Outcome.Blocked _, Outcome.Lost _, Outcome.Cancelled _ -> true;
            case Outcome.Pass _,
                    Outcome.Fail _,
                    Outcome.Escalate _,
                    Outcome.Conditional _,
                    Outcome.Waiting _,
                    Outcome.Broken _ ->
                    false;
        };
    }

    /// One stay at the task: attempts after an environment failure belong to the same stay.
    ///
    /// @param since sequence number of the event that began it
    /// @param number how often the step has been started in the run, this time included
    /// @param blocks classes of the environment failures so far, oldest first
    /// @param losses attempts whose end is unknown
    record Visit(long since, int number, List<String> blocks, int losses, List<Spoken> spoken) {

        static final Visit NONE = new Visit(0, 0, List.of(), 0, List.of());

        Visit {
            blocks = List.copyOf(blocks);
            spoken = List.copyOf(spoken);
        }
    }

    /// What a person said while the task waited.
    record Spoken(Actor by, Ask ask, Event.Answered answer) {}
}
