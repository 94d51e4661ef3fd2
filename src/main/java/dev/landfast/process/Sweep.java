package dev.landfast.process;

import java.nio.file.Path;
import java.time.Duration;

/// Kills stray processes until none is left. Needs `/proc`; without it, nothing is found.
public final class Sweep {

    private Sweep() {}

    /// Everything that carries `LANDFAST_TASK=<id>` in its environment, and all descendants.
    ///
    /// @return how many different processes were killed
    public static int ofTask(String id) {
        throw new UnsupportedOperationException(id);
    }

    /// Every process whose working directory is `directory` or below it, and all descendants.
    public static int ofDirectory(Path directory) {
        throw new UnsupportedOperationException(directory + " " + Duration.ZERO);
    }
}
