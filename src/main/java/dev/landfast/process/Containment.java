package dev.landfast.process;

import java.nio.file.Path;
import java.util.List;

/// What keeps a task away from everything that is not its business.
///
/// A containment is a command put in front of the task's own. It is a seam: every agent and gate
/// process goes through one, and the level it reaches is recorded with the task.
public interface Containment {

    ContainmentLevel level();

    /// The command that runs `command` in `directory` inside the containment.
    List<String> wrap(List<String> command, Path directory);

    /// Whether what listens on the machine's loopback device can be called from inside.
    default boolean reachesLoopback() {
        return true;
    }

    /// No containment: the command runs with all rights of the user who started it.
    static Containment none() {
        return Uncontained.INSTANCE;
    }
}
