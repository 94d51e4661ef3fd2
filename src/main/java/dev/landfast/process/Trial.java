package dev.landfast.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Tries what this machine can do: versions and configuration say too little about a kernel in a
/// container on somebody's cluster.
final class Trial {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// The first three are the places inside, outside and ours; the number of a process in a fresh
    /// namespace is small.
    private static final String ATTEMPT =
            """
            echo yes >"$1/said" || exit 10
            { echo no >"$2/said"; } 2>/dev/null && exit 11
            [ "$3" != fresh ] || {
                read -r number rest </proc/self/stat && [ "$number" -lt 10 ] || exit 12
            }
            exit 0
            """;

    private final Path folder;

    private Trial(Path folder) {
        this.folder = folder;
    }

    static ContainmentLevel strongest() {
        return Stream.of(ContainmentLevel.STRICT, ContainmentLevel.WRITE_GUARD)
                .filter(Trial::holds)
                .findFirst()
                .orElse(ContainmentLevel.NONE);
    }

    static boolean holds(ContainmentLevel level) {
        try {
            Path folder = Files.createTempDirectory("lf-try").toRealPath();
            try {
                return new Trial(folder).of(level);
            } finally {
                for (String name : List.of("in/said", "out/said", "in", "out", "")) {
                    Files.deleteIfExists(folder.resolve(name));
                }
            }
        } catch (IOException e) {
            return false;
        }
    }

    private boolean of(ContainmentLevel level) throws IOException {
        Path inside = Files.createDirectory(folder.resolve("in"));
        Path outside = Files.createDirectory(folder.resolve("out"));
        Bounds bounds = Bounds.of(Network.LOOPBACK).writing(List.of(inside));
        return switch (level) {
            case STRICT ->
                    Platform.tool(Strict.PROGRAM).isPresent()
                            && tried(
                                    Guard.strict(
                                            bounds.reading(List.of(outside)),
                                            Path.of("/home"),
                                            List.of()),
                                    inside,
                                    outside,
                                    "fresh");
            case WRITE_GUARD ->
                    Platform.tool(WriteGuard.INTERPRETER).isPresent()
                            && tried(WriteGuard.of(bounds), inside, outside, "");
            case NONE -> true;
        };
    }

    private static boolean tried(Containment held, Path inside, Path outside, String wanted) {
        String shell = Platform.tool("sh").map(Path::toString).orElse("sh");
        List<String> command =
                List.of(shell, "-c", ATTEMPT, "sh", inside.toString(), outside.toString(), wanted);
        try {
            return Tasks.capture(
                                    Capture.of(held.wrap(command, inside), Path.of("/"), Map.of())
                                            .withTimeout(PATIENCE))
                            .succeeded()
                    && Files.exists(inside.resolve("said"))
                    && Files.notExists(outside.resolve("said"));
        } catch (CaptureException e) {
            return false;
        }
    }
}
