package dev.landfast.engine;

import dev.landfast.definition.Step;
import dev.landfast.definition.Workflow;
import dev.landfast.journal.Journal;
import dev.landfast.journal.StepResult;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A runner in a process of its own. Its steps leave files, one line for each time they were done.
final class RunnerProcess {

    private RunnerProcess() {}

    /// @param args the state directory
    public static void main(String[] args) throws InterruptedException {
        var state = Path.of(args[0]);
        var clock = Clock.systemUTC();
        try (var journal = Journal.open(state, clock)) {
            var setup =
                    LocalDriver.Setup.of(
                            new Library().with("test", workflow()),
                            List.of(new Effects(state.resolve("effects"))),
                            clock);
            var stay = new Runner.Stay(Duration.ofMillis(200), Duration.ofMinutes(1));
            System.out.println(Runner.live(journal, setup, stay));
        }
    }

    static Workflow workflow() {
        var steps = new ArrayList<Step>();
        for (var i = 1; i <= 13; i++) {
            steps.add(Plan.task("work", "s" + i));
        }
        return Plan.of(steps.toArray(Step[]::new));
    }

    /// Starts a runner as the product does: in a session of its own, output to its log.
    ///
    /// @param failpoint where it dies, or empty
    static Process start(Path state, Path log, String failpoint) {
        try {
            return new ProcessBuilder(
                            List.of(
                                    "setsid",
                                    ProcessHandle.current().info().command().orElseThrow(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+UseSerialGC",
                                    "-Dlandfast.failpoint=" + failpoint,
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    RunnerProcess.class.getName(),
                                    state.toString()))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How often each step was done, by run and key.
    static List<String> effects(Path state) throws IOException {
        try (var files = Files.walk(state.resolve("effects"))) {
            var lines = new ArrayList<String>();
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        }
    }

    private record Effects(Path folder) implements StepExecutor {

        @Override
        public String kind() {
            return "work";
        }

        @Override
        public Place place() {
            return Place.PINNED;
        }

        @Override
        public StepResult execute(Attempt attempt) {
            try {
                Files.createDirectories(folder);
                Files.writeString(
                        file(attempt),
                        attempt.key() + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                return StepResult.pass(Map.of());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<StepResult> probe(Attempt attempt) {
            return Files.exists(file(attempt))
                    ? Optional.of(StepResult.pass(Map.of()))
                    : Optional.empty();
        }

        private Path file(Attempt attempt) {
            return folder.resolve(attempt.run() + "-" + attempt.key());
        }
    }
}
