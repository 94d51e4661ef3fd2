package dev.landfast.engine;

import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult;
import java.util.Map;
import java.util.Optional;

/// Where a run begins when that is not the first step.
///
/// @param order position of the step it begins at
/// @param seed results by step id that another run had reached before that step
record Entrance(int order, Map<String, StepResult> seed) {

    static Optional<Entrance> of(Event.Origin origin, Tree tree) {
        return switch (origin) {
            case Event.Origin.Fresh _ -> Optional.empty();
            case Event.Origin.Child child ->
                    child.from().map(from -> new Entrance(tree.order(from), Map.of()));
            case Event.Origin.Fork fork ->
                    Optional.of(new Entrance(tree.order(fork.fromStep()), fork.seed()));
        };
    }
}
