package dev.landfast.step;

import dev.landfast.journal.StepKey;
import dev.landfast.process.Task;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Stops the processes of attempts by the folders they were started in: nothing else is known of a
/// run whose definition cannot be read, and nothing else is asked of an attempt that is to stop.
///
/// Looks only where our own steps start tasks, never into a tree that a candidate filled.
final class Leftovers implements dev.landfast.engine.Leftovers {

    private final Tasks tasks;
    private final Path state;

    /// @param state where attempts keep their folders
    Leftovers(Tasks tasks, Path state) {
        this.tasks = tasks;
        this.state = state;
    }

    @Override
    public void end(String run) {
        end(below(state.resolve(run), "*"));
    }

    /// The tries of a role that resolves conflicts, and the checks of a gate, have folders of their
    /// own whose names begin with the attempt's.
    @Override
    public void end(String run, StepKey key) {
        end(below(state.resolve(run), ReadOnlyCopy.name(key) + "*"));
    }

    private void end(List<Path> attempts) {
        for (var attempt : attempts) {
            cancel(attempt);
            below(attempt, "task*").forEach(this::cancel);
            for (var check : below(attempt, "[0-9]*-*")) {
                below(check, "task*").forEach(this::cancel);
            }
        }
    }

    private void cancel(Path folder) {
        if (Files.isRegularFile(folder.resolve("about"))) {
            tasks.attach(folder).filter(Task::alive).ifPresent(Task::cancel);
        }
    }

    private static List<Path> below(Path folder, String names) {
        var found = new ArrayList<Path>();
        if (Files.isDirectory(folder)) {
            try (var paths = Files.newDirectoryStream(folder, names)) {
                paths.forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found.stream().filter(Files::isDirectory).toList();
    }
}
