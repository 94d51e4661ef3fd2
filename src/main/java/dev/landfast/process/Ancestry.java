package dev.landfast.process;

import java.util.Optional;

/// Where this process comes from.
public final class Ancestry {

    private Ancestry() {}

    /// Whether this process or one that it descends from carries a task's marker. A task that
    /// clears its environment and leaves its parents escapes this; what it could do then is for
    /// containment to prevent.
    public static boolean inTask() {
        for (var at = Optional.of(ProcessHandle.current());
                at.isPresent();
                at = at.get().parent()) {
            if (ProcessTable.marked(at.get().pid(), Sweep.MARKER)) {
                return true;
            }
        }
        return false;
    }
}
