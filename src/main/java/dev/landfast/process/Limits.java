package dev.landfast.process;

import java.time.Duration;

/// What a task may use before it is stopped or cut.
///
/// `wall` bounds the whole run, `idle` the time without any output. `logBytes` bounds each of its
/// log files; above it the first three quarters and the end are kept, with a mark between (while
/// the task runs the end waits in files of its own, up to 8 MiB more when the limit is small).
/// `grace` is how long a task may take to end after SIGINT; after SIGTERM it has half of that, then
/// SIGKILL.
public record Limits(Duration wall, Duration idle, long logBytes, Duration grace) {

    /// A log must have room for a head, a mark and an end worth reading.
    private static final long SMALLEST_LOG = 4096;

    public Limits {
        requirePositive("wall", wall);
        requirePositive("idle", idle);
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace cannot be negative: " + grace);
        }
        if (logBytes < SMALLEST_LOG) {
            throw new IllegalArgumentException(
                    "logBytes is at least " + SMALLEST_LOG + ", not " + logBytes);
        }
    }

    /// One hour, fifteen silent minutes, 64 MiB a log, five seconds (so a cancel takes under 12 s).
    public static Limits standard() {
        return new Limits(
                Duration.ofHours(1), Duration.ofMinutes(15), 64L << 20, Duration.ofSeconds(5));
    }

    public Limits withWall(Duration changed) {
        return new Limits(changed, idle, logBytes, grace);
    }

    public Limits withIdle(Duration changed) {
        return new Limits(wall, changed, logBytes, grace);
    }

    public Limits withLogBytes(long changed) {
        return new Limits(wall, idle, changed, grace);
    }

    public Limits withGrace(Duration changed) {
        return new Limits(wall, idle, logBytes, changed);
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}
