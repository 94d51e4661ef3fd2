package dev.landfast.gate;

import dev.landfast.process.Capture;
import dev.landfast.process.CaptureException;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds programs on the path a gate was given, not on our own.
public final class Programs {

    private static final String USUAL = "/usr/local/bin:/usr/bin:/bin";

    /// The tools we call as a program.
    private static final List<String> NAMED = List.of("ruff", "pyright");

    private Programs() {}

    static String path(Map<String, String> environment) {
        return environment.getOrDefault("PATH", USUAL);
    }

    public static Optional<Path> onPath(Map<String, String> environment, String name) {
        if (name.contains("/")) {
            return Optional.of(Path.of(name)).filter(Path::isAbsolute).filter(Files::isExecutable);
        }
        return folders(environment)
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> folders(Map<String, String> environment) {
        var venv = Optional.ofNullable(environment.get("VIRTUAL_ENV")).map(v -> v + "/bin");
        return Stream.concat(venv.stream(), Stream.of(path(environment).split(":")))
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of);
    }

    /// Wherever {@link #fingerprint} and {@link Pythons} look for a program, found or not.
    ///
    /// @param python the configured interpreter
    static List<Path> places(Map<String, String> environment, Optional<String> python) {
        var names = new ArrayList<>(NAMED);
        names.add("python3");
        python.filter(name -> !name.contains("/")).ifPresent(names::add);
        return folders(environment).flatMap(folder -> names.stream().map(folder::resolve)).toList();
    }

    /// What would notice that one of these tools was replaced.
    static String fingerprint(Map<String, String> environment) {
        var text = new StringBuilder();
        for (var name : NAMED) {
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
