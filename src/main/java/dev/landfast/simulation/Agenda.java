package dev.landfast.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/// Time in a made-up world: what is due next, and nothing in between.
final class Agenda {

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private final RandomGenerator random;
    private Instant now = Instant.EPOCH;
    private final long spread;
    private long orders;

    /// @param spread within how many milliseconds things happen that happen soon
    Agenda(RandomGenerator random, long spread) {
        this.random = random;
        this.spread = spread;
    }

    private record Due(Instant at, long order, Runnable what) {}

    Instant now() {
        return now;
    }

    void at(Instant when, Runnable what) {
        queue.add(new Due(when.isBefore(now) ? now : when, orders++, what));
    }

    void after(Duration delay, Runnable what) {
        at(now.plus(delay), what);
    }

    /// Somewhat later.
    void soon(Runnable what) {
        after(Duration.ofMillis(1 + random.nextLong(spread)), what);
    }

    /// Whether nothing is due within the next hour.
    boolean quiet() {
        var due = queue.peek();
        return due == null || due.at().isAfter(now.plus(Duration.ofHours(1)));
    }

    Optional<Runnable> next() {
        var due = queue.poll();
        if (due == null) {
            return Optional.empty();
        }
        now = due.at();
        return Optional.of(due.what());
    }
}
