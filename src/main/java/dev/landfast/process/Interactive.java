package dev.landfast.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Hands the terminal to a program and waits for its end: for a person's shell, nothing else.
public final class Interactive {

    private Interactive() {}

    /// @param environment everything it sees; nothing is inherited
    /// @return its exit code
    /// @throws IOException when it cannot be started
    public static int run(List<String> command, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(directory.toFile()).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }
}
