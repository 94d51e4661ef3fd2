package dev.landfast.process;

import java.nio.file.Path;
import java.util.Optional;

/// Starts tasks and finds them again.
public final class Tasks {

    private final Path shimArea;
    private final MonotonicClock clock;

    private Tasks(Path shimArea, MonotonicClock clock) {
        this.shimArea = shimArea;
        this.clock = clock;
    }

    /// Installs the shim (one file, named by its content) below `shimArea` when it is first needed.
    public static Tasks open(Path shimArea) {
        return open(shimArea, MonotonicClock.system());
    }

    public static Tasks open(Path shimArea, MonotonicClock clock) {
        return new Tasks(shimArea, clock);
    }

    /// Starts the task. What prevents it is not thrown: the task has then ended `NotStarted`.
    public Task start(TaskSpec spec) {
        throw new UnsupportedOperationException(shimArea + " " + clock + " " + spec);
    }

    /// The task of a state directory after this program was away: still running, ended, or LOST.
    /// Empty when no task was ever started there.
    public Optional<Task> attach(Path stateDirectory) {
        throw new UnsupportedOperationException(stateDirectory.toString());
    }

    /// Runs a short internal command to its end.
    ///
    /// @throws CaptureException when there is no result
    public static Captured capture(Capture request) {
        throw new UnsupportedOperationException(request.title());
    }
}
