package dev.landfast.engine;

import dev.landfast.journal.Fenced;
import dev.landfast.journal.Journal;
import dev.landfast.problem.EnvironmentProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The life of the one process that carries a repository's runs: it takes the lock, fences whoever
/// had it, recovers, works until nothing can get on without a person or a far timer, and goes.
///
/// Nobody has to start or stop it. Each command that finds something to do and no runner calls
/// {@link #ensure}; that also is what wakes a run whose timer came due while nobody was there.
public final class Runner {

    private Runner() {}

    /// @param grace how long to stay when there is nothing to do, as commands often come in pairs
    /// @param far a timer later than this is not waited for: the runner goes, and the next command
    ///   after that time starts one
    /// @param parked how far off a step may be that is to be tried again by itself: the runner
    ///   stays for it
    public record Stay(Duration grace, Duration far, Duration parked) {

        public static final Stay USUAL =
                new Stay(Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofDays(1));

        public Stay(Duration grace, Duration far) {
            this(grace, far, far);
        }
    }

    /// How a runner's life ended.
    public sealed interface End {
        /// There was nothing left to do.
        record Retired() implements End {}

        /// Another one was there already.
        record Second() implements End {}

        /// Another one has taken over.
        record Replaced() implements End {}

        /// It could not go on; what it had under way is taken up by the next.
        record Failed(Throwable cause) implements End {}
    }

    /// Starts a runner in a process, session and life of its own: nothing may be inherited that
    /// dies with the caller.
    @FunctionalInterface
    public interface Start {

        /// @param log where its output goes
        void runner(Path stateDirectory, Path log);
    }

    /// Whether runs are being carried.
    public enum Presence {
        NOT_NEEDED,
        WAS_THERE,
        STARTED
    }

    /// Lives the whole life. Call it from the process that was started for this.
    public static End live(Journal journal, LocalDriver.Setup setup, Stay stay)
            throws InterruptedException {
        var opened = LocalDriver.open(journal, setup);
        if (opened.isEmpty()) {
            // Somebody who only looked may have had the lock for an instant.
            TimeUnit.MILLISECONDS.sleep(100);
            opened = LocalDriver.open(journal, setup);
        }
        if (opened.isEmpty()) {
            return new End.Second();
        }
        try (var driver = opened.get()) {
            return work(driver, setup, stay);
        }
    }

    private static End work(LocalDriver driver, LocalDriver.Setup setup, Stay stay)
            throws InterruptedException {
        var busy = System.nanoTime();
        while (!driver.awaitStop(Duration.ofMillis(20))) {
            var now = setup.clock().instant();
            if (!driver.idle(now.plus(stay.far()), now.plus(stay.parked()))) {
                busy = System.nanoTime();
            } else if (System.nanoTime() - busy >= stay.grace().toNanos() && driver.retire()) {
                return new End.Retired();
            }
        }
        return driver.cause()
                .<End>map(e -> e instanceof Fenced ? new End.Replaced() : new End.Failed(e))
                .orElse(new End.Retired());
    }

    /// Sees to it that a runner is there if anything could get on.
    ///
    /// @param patience how long a start may take
    /// @return once a runner has recovered and takes requests
    public static Presence ensure(Journal journal, Start start, Duration patience) {
        if (!journal.needsRunner()) {
            return Presence.NOT_NEEDED;
        }
        var log = journal.folder().resolve("runner.log");
        var begun = System.nanoTime();
        var started = Optional.<Long>empty();
        while (System.nanoTime() - begun < patience.toNanos()) {
            var runner = journal.runner();
            if (runner.ready()) {
                return started.isEmpty() ? Presence.WAS_THERE : Presence.STARTED;
            }
            if (!runner.held() && longAgo(started)) {
                start.runner(journal.folder(), log);
                started = Optional.of(System.nanoTime());
            }
            // One that holds the lock and is not ready either recovers or is about to go.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        throw new EnvironmentProblem(
                "LF-507",
                "the runner did not come up within " + patience.toSeconds() + " s",
                log.toString(),
                "read the log; nothing is lost, and any landfast command tries again");
    }

    /// A second start does no harm: the later process finds the lock taken and goes.
    private static boolean longAgo(Optional<Long> started) {
        return started.map(at -> System.nanoTime() - at > TimeUnit.SECONDS.toNanos(5)).orElse(true);
    }
}
