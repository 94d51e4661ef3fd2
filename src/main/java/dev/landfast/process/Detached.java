package dev.landfast.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts a program that lives on by itself: a session of its own, no input, its output in a file.
/// Nobody waits for it, nobody keeps it.
public final class Detached {

    private Detached() {}

    /// @param environment everything it sees; nothing is inherited
    /// @param log its output is appended there
    /// @throws IOException when it cannot be started
    public static void start(
            List<String> command, Path directory, Map<String, String> environment, Path log)
            throws IOException {
        var words = new ArrayList<String>();
        words.add("setsid");
        words.addAll(command);
        var builder = new ProcessBuilder(words);
        builder.directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.start();
    }
}
