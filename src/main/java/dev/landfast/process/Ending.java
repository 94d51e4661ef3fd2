package dev.landfast.process;

import dev.landfast.process.StateDirectory.Result;
import dev.landfast.process.StateDirectory.Stop;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads how a task ended from what its shim left.
final class Ending {

    private static final int SIGNAL_BASE = 128;
    private static final int LAST_SIGNAL = 64;

    private final StateDirectory state;
    private final About about;

    Ending(StateDirectory state, About about) {
        this.state = state;
        this.about = about;
    }

    /// @param stop why it was stopped, if it was
    /// @param shimCode the shim's exit code, where it is known
    TaskEnd of(Optional<Stop> stop, OptionalInt shimCode, Duration duration) {
        Optional<Result> result = state.result();
        TaskFacts facts = facts(duration, result.map(Result::strays).orElse(0));
        if (stop.isPresent()) {
            return stopped(stop.get(), facts);
        }
        return result.map(found -> ended(found.code(), facts))
                .orElseGet(() -> withoutResult(shimCode, facts));
    }

    TaskEnd notStarted(String why) {
        return new TaskEnd.NotStarted(why, facts(Duration.ZERO, 0));
    }

    TaskEnd lost(String why) {
        return new TaskEnd.Lost(why, facts(Duration.ZERO, 0));
    }

    private static TaskEnd stopped(Stop stop, TaskFacts facts) {
        return switch (stop.reason()) {
            case CANCELLED -> new TaskEnd.Cancelled(stop.rung(), facts);
            case WALL -> new TaskEnd.TimedOut(TaskEnd.Timer.WALL, facts);
            case IDLE -> new TaskEnd.TimedOut(TaskEnd.Timer.IDLE, facts);
        };
    }

    private static TaskEnd ended(int code, TaskFacts facts) {
        boolean signal = code > SIGNAL_BASE && code <= SIGNAL_BASE + LAST_SIGNAL;
        return signal
                ? new TaskEnd.Signalled(code - SIGNAL_BASE, facts)
                : new TaskEnd.Exited(code, facts);
    }

    private TaskEnd withoutResult(OptionalInt shimCode, TaskFacts facts) {
        String complaints = state.complaints();
        String detail = complaints.isEmpty() ? "" : ": " + complaints;
        if (shimCode.isPresent() && shimCode.getAsInt() == Shim.TAKEN) {
            return new TaskEnd.NotStarted(
                    state.path() + " belongs to another task that was started there", facts);
        }
        if (!state.begun()) {
            return new TaskEnd.NotStarted("the shim could not begin" + detail, facts);
        }
        if (shimCode.isPresent() && shimCode.getAsInt() == Shim.CANNOT_WRITE) {
            return new TaskEnd.Lost("the result could not be written" + detail, facts);
        }
        return new TaskEnd.Lost("the shim ended without writing a result" + detail, facts);
    }

    private TaskFacts facts(Duration duration, int strays) {
        return new TaskFacts(
                duration, state.log(), state.logTruncated(), strays, about.control().tree());
    }
}
