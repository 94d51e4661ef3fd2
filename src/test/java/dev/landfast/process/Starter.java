package dev.landfast.process;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A program of its own that starts a task and then waits to be killed.
final class Starter {

    private Starter() {}

    /// Arguments: the task's state, the bench's folder, whether its shim is made ahead, the task's
    /// id, then the command.
    public static void main(String[] arguments) {
        Workbench bench = new Workbench(Path.of(arguments[1]), Boolean.parseBoolean(arguments[2]));
        TaskSpec spec =
                new TaskSpec(
                        arguments[3],
                        List.of(arguments).subList(4, arguments.length),
                        bench.work(),
                        Workbench.PATH,
                        TaskSpec.Options.in(Path.of(arguments[0])));
        bench.tasks().start(spec);
        while (true) {
            LockSupport.park();
        }
    }
}
