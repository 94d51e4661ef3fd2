package dev.landfast.engine;

import dev.landfast.journal.StepKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// The timers of all active runs, by the time at which they go off.
final class Alarms {

    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparing(Alarm::at));

    record Alarm(Instant at, String run, StepKey key) {}

    synchronized void set(Alarm alarm) {
        alarms.add(alarm);
    }

    /// A run that is no longer active has its timers armed again when it is taken up.
    synchronized void drop(String run) {
        alarms.removeIf(alarm -> alarm.run().equals(run));
    }

    synchronized Optional<Instant> next() {
        return Optional.ofNullable(alarms.peek()).map(Alarm::at);
    }

    /// Whether nothing goes off in the near future.
    ///
    /// @param parked until when that is near for a step that is to be tried again by itself
    synchronized boolean quiet(Instant near, Instant parked) {
        return alarms.stream()
                .allMatch(alarm ->
                        alarm.at().isAfter(near)
                                && (alarm.at().isAfter(parked) || !Timing.isDelay(alarm.key())));
    }

    /// Takes out what is due.
    synchronized List<Alarm> due(Instant now) {
        var due = new ArrayList<Alarm>();
        for (var head = alarms.peek();
                head != null && !head.at().isAfter(now);
                head = alarms.peek()) {
            due.add(alarms.remove());
        }
        return due;
    }
}
