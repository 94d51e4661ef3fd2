package dev.landfast.api;

import dev.landfast.engine.Runner;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.process.Detached;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The process that carries a repository's runs, from both sides: how it is started, and what it
/// does.
public final class RunnerProcess {

    /// The hidden verb it is started with.
    public static final String VERB = "runner";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RunnerProcess() {}

    /// Carries runs until there is nothing left to do. For the process that was started for it.
    ///
    /// @return why it could not go on; the next runner takes up what it had under way
    public static Optional<Throwable> live(Surroundings surroundings) throws InterruptedException {
        try (var home = new Home(surroundings)) {
            // First the repository: what a runner that died left in it, before any step looks.
            home.repository().recover();
            return switch (Runner.live(
                    home.journal(), new Works(home).setup(), Runner.Stay.USUAL)) {
                case Runner.End.Failed(var cause) -> Optional.of(cause);
                case Runner.End.Retired _, Runner.End.Second _, Runner.End.Replaced _ ->
                        Optional.empty();
            };
        }
    }

    /// Starts one if anything could get on and none is there.
    static Runner.Presence ensure(Home home) {
        return Runner.ensure(home.journal(), (folder, log) -> start(home, log), PATIENCE);
    }

    private static void start(Home home, Path log) {
        var launcher = System.getProperty("landfast.launcher", "");
        if (launcher.isEmpty()) {
            throw new EnvironmentProblem(
                    "LF-510",
                    "the launcher is not known, so no runner can be started",
                    "",
                    "start Landfast through its launcher, or set -Dlandfast.launcher=PATH");
        }
        try {
            Detached.start(
                    List.of(launcher, VERB),
                    home.place().root(),
                    home.surroundings().environment(),
                    log);
        } catch (IOException e) {
            throw new EnvironmentProblem(
                            "LF-511",
                            "the runner cannot be started: " + e.getMessage(),
                            launcher,
                            "check that setsid and the launcher can be run")
                    .because(e);
        }
    }
}
