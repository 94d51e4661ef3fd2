package dev.landfast.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A short internal command whose output is wanted in memory: no shim, no shell, nothing inherited.
public record Capture(
        List<String> command,
        Path directory,
        Map<String, String> environment,
        Duration timeout,
        Optional<byte[]> stdin) {

    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(1);

    public Capture {
        if (command.isEmpty() || command.getFirst().isEmpty()) {
            throw new IllegalArgumentException("nothing to run");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// Without stdin, for at most a minute.
    public static Capture of(
            List<String> command, Path directory, Map<String, String> environment) {
        return new Capture(command, directory, environment, USUAL_TIMEOUT, Optional.empty());
    }

    public Capture withTimeout(Duration changed) {
        return new Capture(command, directory, environment, changed, stdin);
    }

    public Capture withStdin(byte[] bytes) {
        return new Capture(command, directory, environment, timeout, Optional.of(bytes.clone()));
    }

    /// The text is sent as UTF-8.
    public Capture withStdin(String text) {
        return withStdin(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The program and its first argument: enough to recognise it in a message.
    String title() {
        return String.join(" ", command.subList(0, Math.min(2, command.size())));
    }
}
