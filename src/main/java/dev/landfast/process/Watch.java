package dev.landfast.process;

import dev.landfast.process.StateDirectory.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The two limits on a task's time. The wall limit counts from its start, whoever started it; the
/// idle limit from the last change of its output that was seen here, so it begins anew when a
/// program takes the task over.
final class Watch {

    private static final Duration SHORTEST = Duration.ofMillis(10);

    private final About about;
    private final MonotonicClock clock;
    private final LongSupplier output;
    private long lastOutput;
    private long lastChange;

    Watch(About about, MonotonicClock clock, LongSupplier output) {
        this.about = about;
        this.clock = clock;
        this.output = output;
        this.lastOutput = output.getAsLong();
        this.lastChange = clock.nanos();
    }

    Duration elapsed() {
        return Duration.ofNanos(Math.max(0, clock.nanos() - about.startedNanos()));
    }

    /// The limit that is exceeded now. The wall limit counts first.
    Optional<Reason> exceeded() {
        long now = output.getAsLong();
        if (now != lastOutput) {
            lastOutput = now;
            lastChange = clock.nanos();
        }
        if (elapsed().compareTo(about.limits().wall()) >= 0) {
            return Optional.of(Reason.WALL);
        }
        return silence().compareTo(about.limits().idle()) >= 0
                ? Optional.of(Reason.IDLE)
                : Optional.empty();
    }

    /// Until a limit can be reached at the earliest; at most `atMost`, because the clock may be one
    /// that is moved by hand.
    Duration untilNextLook(Duration atMost) {
        Duration wall = about.limits().wall().minus(elapsed());
        Duration idle = about.limits().idle().minus(silence());
        Duration first = wall.compareTo(idle) < 0 ? wall : idle;
        Duration capped = first.compareTo(atMost) < 0 ? first : atMost;
        return capped.compareTo(SHORTEST) < 0 ? SHORTEST : capped;
    }

    private Duration silence() {
        return Duration.ofNanos(clock.nanos() - lastChange);
    }
}
