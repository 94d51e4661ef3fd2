package dev.landfast.api;

import java.time.Instant;
import java.util.Optional;

/// A step of a run and how far it has come.
///
/// @param path where it ran last, with the round of each loop: `quality.2/unit`
public record StepLine(String path, Title title, int depth, Mark mark, Timing timing) {

    /// @param label the number the source document gives it; empty when it gives none
    public record Title(String id, String label, String about) {}

    /// @param round of a loop, 0 when it is none or has not begun
    /// @param limit rounds it may take
    public record Mark(State state, int round, int limit) {}

    /// @param attempts begun at this path
    /// @param since when the newest began
    public record Timing(int attempts, Optional<Instant> since, Optional<Instant> until) {}

    /// How far a step has come.
    public enum State {
        PENDING,
        RUNNING,
        WAITING,
        PASSED,
        FAILED,
        BLOCKED,
        SKIPPED,
        LEFT_OUT
    }
}
