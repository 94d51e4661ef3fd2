package dev.landfast.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What would keep a command from starting, said before it is tried and in clear words.
final class Preflight {

    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";
    private static final int LONGEST_INTERPRETER_LINE = 256;

    /// The last environment that could be said, as one after the other is started with it.
    private static volatile Map<String, String> spoken = Map.of();

    private static final Charset CHARSET =
            Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private Preflight() {}

    /// The first obstacle, or empty.
    static Optional<String> obstacle(
            List<String> command, Path directory, Map<String, String> environment) {
        return unspeakable(command, environment)
                .or(() -> directory(directory))
                .or(() -> program(command.getFirst(), directory, environment));
    }

    /// A JVM under the POSIX locale turns every letter beyond ASCII into a question mark.
    static Optional<String> unspeakable(List<String> command, Map<String, String> environment) {
        CharsetEncoder encoder = CHARSET.newEncoder();
        boolean all = true;
        for (String word : command) {
            all &= encoder.canEncode(word);
        }
        if (!environment.equals(spoken)) {
            for (Map.Entry<String, String> variable : environment.entrySet()) {
                all &= encoder.canEncode(variable.getKey());
                all &= encoder.canEncode(variable.getValue());
            }
            spoken = all ? Map.copyOf(environment) : Map.of();
        }
        return all
                ? Optional.empty()
                : Optional.of(
                        "arguments with letters beyond "
                                + CHARSET
                                + " would be changed; set LC_ALL=C.UTF-8");
    }

    /// Why the file cannot be a task's stdin.
    static Optional<String> unreadable(Path stdin) {
        return Files.isReadable(stdin)
                ? Optional.empty()
                : Optional.of("the file for its stdin, " + stdin + ", cannot be read");
    }

    private static Optional<String> directory(Path directory) {
        if (Files.notExists(directory)) {
            return Optional.of("the directory " + directory + " does not exist");
        }
        if (!Files.isDirectory(directory)) {
            return Optional.of(directory + " is not a directory");
        }
        return Files.isExecutable(directory)
                ? Optional.empty()
                : Optional.of("the directory " + directory + " may not be entered by this user");
    }

    private static Optional<String> program(
            String name, Path directory, Map<String, String> environment) {
        if (name.contains("=")) {
            return Optional.of("a program name with '=' in it reads as a variable: " + name);
        }
        try {
            if (name.contains("/")) {
                return file(directory.resolve(name));
            }
            String path = environment.getOrDefault("PATH", USUAL_PATH);
            return Stream.of(path.split(":", -1))
                    .map(place -> directory.resolve(place).resolve(name))
                    .filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .findFirst()
                    .map(Preflight::file)
                    .orElseGet(() ->
                            Optional.of(
                                    "no executable '"
                                            + name
                                            + "' on the PATH it was given: "
                                            + path));
        } catch (InvalidPathException e) {
            return Optional.of("not a program name: " + e.getMessage());
        }
    }

    private static Optional<String> file(Path file) {
        if (Files.notExists(file)) {
            return Optional.of("the executable " + file + " does not exist");
        }
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            return Optional.of(file + " is not an executable file");
        }
        return interpreter(file)
                .filter(interpreter -> !Files.isExecutable(interpreter))
                .map(interpreter ->
                        file + " wants the interpreter " + interpreter + ", which is missing");
    }

    /// What a script names behind `#!`.
    private static Optional<Path> interpreter(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String head =
                    new String(
                            in.readNBytes(LONGEST_INTERPRETER_LINE), StandardCharsets.ISO_8859_1);
            if (!head.startsWith("#!")) {
                return Optional.empty();
            }
            String word =
                    head.lines().findFirst().orElse("").substring(2).strip().split("\\s", 2)[0];
            return word.startsWith("/") ? Optional.of(Path.of(word)) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
