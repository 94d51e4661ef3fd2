package dev.landfast.step;

import dev.landfast.process.Task;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Stops the processes of attempts by the folders they were started in: of a run whose definition
/// cannot be read, nothing else is known.
///
/// Looks only where our own steps start tasks, never into a tree that a candidate filled.
final class Leftovers {

    private final Tasks tasks;
    private final Path state;

    /// @param state where attempts keep their folders
    Leftovers(Tasks tasks, Path state) {
        this.tasks = tasks;
        this.state = state;
    }

    void stop(String run) {
        for (var attempt : below(state.resolve(run), "*")) {
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
