package dev.landfast.agent;

import java.nio.file.Path;
import java.util.List;

/// Which agent does the work, as configured or given on the command line.
public sealed interface AgentChoice {

    /// Any executable: the brief on stdin and in a file, text or JSON back.
    ///
    /// @param command program and arguments; no shell is involved
    record Command(List<String> command) implements AgentChoice {

        public Command {
            command = List.copyOf(command);
        }
    }

    /// A recorded cassette.
    record Replay(Path folder) implements AgentChoice {}

    /// A person; the run waits for `landfast done`.
    record Human() implements AgentChoice {}
}
