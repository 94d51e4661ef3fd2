package dev.landfast.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The one place where an operating-system process is made.
final class Launch {

    private static final Path NOTHING = Path.of("/dev/null");

    private Launch() {}

    /// A process whose output comes to us through pipes.
    static Process piped(List<String> command, Capture request) throws IOException {
        ProcessBuilder builder = builder(command, request.directory(), request.environment());
        if (request.stdin().isEmpty()) {
            builder.redirectInput(Redirect.from(NOTHING.toFile()));
        }
        return builder.start();
    }

    /// A process that has no tie to us: it reads a file or nothing and writes to `output`.
    static Process detached(
            List<String> command,
            Path output,
            Map<String, String> environment,
            Optional<Path> stdin)
            throws IOException {
        ProcessBuilder builder = builder(command, Path.of("/"), environment);
        builder.redirectInput(Redirect.from(stdin.orElse(NOTHING).toFile()));
        builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(output.toFile()));
        return builder.start();
    }

    /// A process that waits to be told what to do.
    static Process held(List<String> command, Map<String, String> environment) throws IOException {
        return builder(command, Path.of("/"), environment)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
    }

    private static ProcessBuilder builder(
            List<String> command, Path directory, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }
}
