package dev.landfast.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tries what this machine can do: versions and configuration say too little about a kernel in a
/// container on somebody's cluster.
final class Trial {

    /// A machine that is busy may need the second.
    private static final List<Duration> PATIENCE =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(40));

    /// For whoever wonders about the level.
    static final String CUT_OFF =
            "the trial of it took longer than "
                    + PATIENCE.getLast().toSeconds()
                    + " s and was ended; start again when the machine is less busy";

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
    private final Duration longest;

    private Trial(Path folder, Duration longest) {
        this.folder = folder;
        this.longest = longest;
    }

    /// What came of trying all levels.
    ///
    /// @param level the strongest that holds
    /// @param cutOff whether it is not known of a stronger one, as its trial never came to an end
    record Result(ContainmentLevel level, boolean cutOff) {}

    static Result strongest() {
        return strongest(PATIENCE);
    }

    /// @param patience how long a trial may take, each time it is made
    static Result strongest(List<Duration> patience) {
        boolean cutOff = false;
        for (var level : List.of(ContainmentLevel.STRICT, ContainmentLevel.WRITE_GUARD)) {
            Optional<Boolean> holds = holds(level, patience);
            if (holds.orElse(false)) {
                return new Result(level, cutOff);
            }
            cutOff |= holds.isEmpty();
        }
        return new Result(ContainmentLevel.NONE, cutOff);
    }

    static boolean holds(ContainmentLevel level) {
        return holds(level, PATIENCE).orElse(false);
    }

    /// Empty when no trial came to an end.
    private static Optional<Boolean> holds(ContainmentLevel level, List<Duration> patience) {
        return patience.stream()
                .map(longest -> once(level, longest))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Boolean> once(ContainmentLevel level, Duration longest) {
        try {
            Path folder = Files.createTempDirectory("lf-try").toRealPath();
            try {
                return Optional.of(new Trial(folder, longest).of(level));
            } finally {
                for (String name : List.of("in/said", "out/said", "in", "out", "")) {
                    Files.deleteIfExists(folder.resolve(name));
                }
            }
        } catch (CaptureException e) {
            return e.reason() == CaptureException.Reason.TIMED_OUT
                    ? Optional.empty()
                    : Optional.of(false);
        } catch (IOException e) {
            return Optional.of(false);
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

    private boolean tried(Containment held, Path inside, Path outside, String wanted) {
        String shell = Platform.tool("sh").map(Path::toString).orElse("sh");
        List<String> command =
                List.of(shell, "-c", ATTEMPT, "sh", inside.toString(), outside.toString(), wanted);
        return Tasks.capture(
                                Capture.of(held.wrap(command, inside), Path.of("/"), Map.of())
                                        .withTimeout(longest))
                        .succeeded()
                && Files.exists(inside.resolve("said"))
                && Files.notExists(outside.resolve("said"));
    }
}
