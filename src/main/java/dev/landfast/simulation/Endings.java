package dev.landfast.simulation;

import static dev.landfast.simulation.Invariants.require;

import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import java.util.HashSet;
import java.util.Set;

/// Rules about the end: whatever the outcome, what has to run has run.
final class Endings {

    private final Shape shape;
    private final Set<String> cleaned = new HashSet<>();
    private final Set<String> waiting = new HashSet<>();

    Endings(Shape shape) {
        this.shape = shape;
    }

    void written(Entry entry) {
        switch (entry.event()) {
            case Event.StepWaiting e -> waiting.add(e.key().path());
            case Event.StepScheduled e -> waiting.remove(e.key().path());
            // Whoever cancels does not want to be waited for.
            case Event.CancelRequested _ -> cleaned.addAll(waiting);
            case Event.StepFinished e -> cleaned.add(e.key().path());
            case Event.TimerFired e -> cleaned.add(e.key().path());
            case Event.Answered e -> cleaned.add(e.key().path());
            case Event.RetryRequested _ -> cleaned.removeIf(path -> path.startsWith("always/"));
            case Event.RunEnded end -> {
                for (var step : shape.always()) {
                    require(
                            cleaned.contains("always/" + step),
                            Rule.CANCEL_ENDS_CANCELLED,
                            "the run ends " + end.end() + " without '" + step + "'");
                }
            }
            default -> {}
        }
    }
}
