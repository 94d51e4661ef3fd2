package dev.landfast.gate;

import dev.landfast.process.Capture;
import dev.landfast.process.CaptureException;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds programs on the path a gate was given, not on our own.
public final class Programs {

    private static final String USUAL = "/usr/local/bin:/usr/bin:/bin";

    private Programs() {}

    static String path(Map<String, String> environment) {
        return environment.getOrDefault("PATH", USUAL);
    }

    public static Optional<Path> onPath(Map<String, String> environment, String name) {
        if (name.contains("/")) {
            return Optional.of(Path.of(name)).filter(Path::isAbsolute).filter(Files::isExecutable);
        }
        var venv = Optional.ofNullable(environment.get("VIRTUAL_ENV")).map(v -> v + "/bin");
        return Stream.concat(venv.stream(), Stream.of(path(environment).split(":")))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// What would notice that one of the tools we call as a program was replaced.
    static String fingerprint(Map<String, String> environment) {
        var text = new StringBuilder();
        for (var name : List.of("ruff", "pyright")) {
            onPath(environment, name).ifPresent(p -> text.append(stamp(p)));
        }
        return text.toString();
    }

    private static String stamp(Path program) {
        try {
            return program + " " + Files.size(program) + " " + Files.getLastModifiedTime(program);
        } catch (IOException e) {
            return program + " unreadable";
        }
    }

    /// What a program answers to `--version`, in one line.
    public static String version(Path program, Map<String, String> environment) {
        try {
            var answer =
                    Tasks.capture(
                            Capture.of(
                                    List.of(program.toString(), "--version"),
                                    Path.of("/"),
                                    Map.of("PATH", path(environment))));
            return Terminal.plain(answer.outText());
        } catch (CaptureException e) {
            return "unknown";
        }
    }
}
