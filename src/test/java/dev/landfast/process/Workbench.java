package dev.landfast.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// A folder to work in, a folder for state, and task specs with ids no other test uses.
///
/// @param warm tasks have a shim that was made ahead
/// @param level how tasks are contained, all of `root` being theirs
record Workbench(Path root, boolean warm, ContainmentLevel level) {

    static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

    Workbench(Path root) {
        this(root, false);
    }

    Workbench(Path root, boolean warm) {
        this(root, warm, ContainmentLevel.NONE);
    }

    Workbench(Path root, ContainmentLevel level) {
        this(root, false, level);
    }

    Containment containment() {
        Guard guard = Guard.of(PATH).atMost(level);
        if (guard.level() != level) {
            throw new IllegalStateException("this machine reaches only " + guard.level());
        }
        return guard.around(
                Bounds.of(Network.FULL).writing(List.of(root)), PATH.getOrDefault("PATH", ""));
    }

    Path work() {
        return made("work");
    }

    Path shims() {
        return root.resolve("shims");
    }

    Path state(String id) {
        return root.resolve("state").resolve(id);
    }

    Tasks tasks() {
        return warmed(Tasks.open(shims()));
    }

    /// With this kind of tree control, where the machine and the user allow it.
    Tasks tasks(Platform.Mode mode) {
        assumeTrue(mode.compareTo(Platform.mode()) >= 0, mode + " is allowed here");
        return warmed(Tasks.open(shims(), MonotonicClock.system(), mode));
    }

    private Tasks warmed(Tasks tasks) {
        return warm ? warmed(tasks, this) : tasks;
    }

    /// Another task in the same environment comes before.
    static Tasks warmed(Tasks tasks, Workbench bench) {
        try {
            String id = "warm-" + UUID.randomUUID();
            TaskSpec first =
                    new TaskSpec(
                            id,
                            List.of("/bin/true"),
                            bench.work(),
                            PATH,
                            TaskSpec.Options.in(bench.state(id)));
            tasks.start(first).await();
            Eventually.await("a shim waits", () -> Processes.waiting(bench.shims()).size() >= 1);
            return tasks;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    TaskSpec spec(String... command) {
        return spec(options -> options, command);
    }

    TaskSpec script(String script) {
        return spec("/bin/sh", "-c", script);
    }

    TaskSpec spec(UnaryOperator<TaskSpec.Options> change, String... command) {
        String id = "test-" + UUID.randomUUID();
        TaskSpec.Options options =
                change.apply(TaskSpec.Options.in(state(id)).withContainment(containment()));
        return new TaskSpec(id, List.of(command), work(), PATH, options);
    }

    String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the file is there and ends with a whole line.
    boolean said(Path file) {
        return Files.exists(file) && text(file).endsWith("\n");
    }

    private Path made(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
