package dev.landfast.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts a program that lives on by itself: a session of its own, no input, its output in a file.
/// Nobody waits for it, nobody keeps it.
public final class Detached {

    /// Not every `env` can do that; a program that cannot be interrupted is better than none.
    private static final String HEAR =
            """
            env --default-signal=INT,QUIT true 2>/dev/null && exec env --default-signal=INT,QUIT "$@"
            exec "$@"
            """;

    private static final String IGNORED = "SigIgn:";

    /// Of signal 2 in a mask of signals.
    private static final long SIGINT = 1 << 1;

    private Detached() {}

    /// @param environment everything it sees; nothing is inherited
    /// @param log its output is appended there
    /// @throws IOException when it cannot be started
    public static void start(
            List<String> command, Path directory, Map<String, String> environment, Path log)
            throws IOException {
        var words = new ArrayList<String>();
        words.add("setsid");
        if (deaf()) {
            words.addAll(List.of("sh", "-c", HEAR, "sh"));
        }
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

    /// A shell that starts something in the background of a script makes it ignore ctrl-C, and so
    /// would everything below it: no task could be interrupted any more.
    private static boolean deaf() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(IGNORED))
                    .map(line -> line.substring(IGNORED.length()).strip())
                    .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & SIGINT) != 0);
        }
    }
}
