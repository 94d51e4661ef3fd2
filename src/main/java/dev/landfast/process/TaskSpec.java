package dev.landfast.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What to run.
///
/// The environment is complete: the task sees these variables and `LANDFAST_TASK=<id>`, and nothing
/// of ours. The id marks every process of the task, so it must be unique among running tasks.
public record TaskSpec(
        String id,
        List<String> command,
        Path directory,
        Map<String, String> environment,
        Options options) {

    private static final int LONGEST_ID = 200;

    public TaskSpec {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9._:@+-]*") || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException(
                    "a task id is letters, digits and ._:@+- (at most 200), not: " + id);
        }
        if (command.isEmpty() || command.getFirst().isEmpty()) {
            throw new IllegalArgumentException("task " + id + " has no command");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// An id made of a name whose parts are divided by `/`. Names that have neither `+` nor what an
    /// id cannot have keep apart.
    public static String idOf(String name) {
        return name.replace('/', '+').replaceAll("[^A-Za-z0-9._:@+-]", "-");
    }

    /// How to run it. The state directory holds the task's log, pid and result; it is used for one
    /// task only and must lie outside everything the task can write.
    public record Options(
            Optional<Path> stdin,
            Limits limits,
            Containment containment,
            Path stateDirectory,
            boolean separateStderr) {

        /// Closed stdin, standard limits, no containment, stdout and stderr in one log.
        public static Options in(Path stateDirectory) {
            return new Options(
                    Optional.empty(), Limits.standard(), Containment.none(), stateDirectory, false);
        }

        public Options withStdin(Path file) {
            return new Options(
                    Optional.of(file), limits, containment, stateDirectory, separateStderr);
        }

        public Options withLimits(Limits changed) {
            return new Options(stdin, changed, containment, stateDirectory, separateStderr);
        }

        public Options withContainment(Containment changed) {
            return new Options(stdin, limits, changed, stateDirectory, separateStderr);
        }

        public Options withSeparateStderr() {
            return new Options(stdin, limits, containment, stateDirectory, true);
        }
    }
}
