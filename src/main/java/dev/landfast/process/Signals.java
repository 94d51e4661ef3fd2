package dev.landfast.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Signals that Java itself cannot send.
final class Signals {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Signals() {}

    /// SIGINT to process groups. A shell's own `kill` does it: the program of that name is not
    /// everywhere. A group that is gone by now is no error.
    static void interruptGroups(List<Long> groups) {
        Optional<Path> shell = Platform.tool("sh");
        if (groups.isEmpty() || shell.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>();
        command.addAll(List.of(shell.get().toString(), "-c", "kill -s INT -- \"$@\"", "kill"));
        groups.forEach(group -> command.add("-" + group));
        try {
            Tasks.capture(Capture.of(command, Path.of("/"), Map.of()).withTimeout(LONGEST));
        } catch (CaptureException e) {
            // The next rung of the ladder does not need a shell.
        }
    }
}
