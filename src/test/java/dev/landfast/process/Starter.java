package dev.landfast.process;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A program of its own that starts a task and then waits to be killed.
final class Starter {

    private Starter() {}

    /// Arguments: where the shim goes, the task's state, working and id, then the command.
    public static void main(String[] arguments) {
        TaskSpec spec =
                new TaskSpec(
                        arguments[3],
                        List.of(arguments).subList(4, arguments.length),
                        Path.of(arguments[2]),
                        Workbench.PATH,
                        TaskSpec.Options.in(Path.of(arguments[1])));
        Tasks.open(Path.of(arguments[0])).start(spec);
        while (true) {
            LockSupport.park();
        }
    }
}
