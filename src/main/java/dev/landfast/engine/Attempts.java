package dev.landfast.engine;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.failpoint.SimulatedCrash;
import dev.landfast.journal.Codec;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.problem.DefinitionProblem;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.LandfastException;
import dev.landfast.problem.RepositoryProblem;
import dev.landfast.problem.UsageProblem;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Carries out attempts, each on a virtual thread of its own, at most so many at a time.
final class Attempts {

    /// What a result may take in JSON, the same in all drivers. Large things are artifacts.
    static final int RESULT_BYTES = 256 * 1024;

    private final Map<String, StepExecutor> executors;
    private final Semaphore slots;
    private final Clock clock;
    private final Room room;
    private final Busy busy;
    private final Consumer<Throwable> crashed;
    private final Map<Id, Thread> threads = new ConcurrentHashMap<>();

    /// @param crashed told when the process is to behave as if it had died
    Attempts(
            Map<String, StepExecutor> executors,
            LocalDriver.Setup setup,
            Room room,
            Busy busy,
            Consumer<Throwable> crashed) {
        this.executors = executors;
        this.slots = new Semaphore(setup.bounds().atOnce());
        this.clock = setup.clock();
        this.room = room;
        this.busy = busy;
        this.crashed = crashed;
    }

    private record Id(String run, StepKey key) {}

    /// How an attempt ended.
    record Ended(StepKey key, StepResult result, Duration took) {}

    /// @param after the attempt was begun before a crash: probe first
    void start(StepExecutor.Attempt attempt, boolean after, Consumer<Ended> then) {
        var id = new Id(attempt.run(), attempt.key());
        var thread =
                Thread.ofVirtual()
                        .name(attempt.run() + " " + attempt.key())
                        .unstarted(() -> run(id, attempt, after, then));
        threads.put(id, thread);
        busy.begin();
        thread.start();
    }

    /// An attempt had been told to stop when the process died: what it left running is ended, and
    /// what it would have come to is nothing any more.
    void finishStop(String run, StepKey key, Leftovers leftovers, Consumer<Ended> then) {
        busy.begin();
        Thread.ofVirtual()
                .name(run + " " + key + " ends")
                .start(() -> {
                    try {
                        then.accept(new Ended(key, stopped(run, key, leftovers), Duration.ZERO));
                    } finally {
                        busy.end(1);
                    }
                });
    }

    private static StepResult stopped(String run, StepKey key, Leftovers leftovers) {
        try {
            leftovers.end(run, key);
            return StepResult.of(new Outcome.Cancelled());
        } catch (UncheckedIOException e) {
            return StepResult.of(blocked(e));
        }
    }

    /// Tells an attempt to stop; it still ends by itself. Does nothing when it has ended.
    void stop(String run, StepKey key) {
        var thread = threads.get(new Id(run, key));
        if (thread != null) {
            thread.interrupt();
        }
    }

    /// Tells all attempts of a run to stop, and waits until they have.
    void end(String run) throws InterruptedException {
        for (var each : Map.copyOf(threads).entrySet()) {
            if (each.getKey().run().equals(run)) {
                each.getValue().interrupt();
                each.getValue().join();
            }
        }
    }

    private void run(Id id, StepExecutor.Attempt attempt, boolean after, Consumer<Ended> then) {
        try {
            var begun = clock.instant();
            var look = room.look();
            var result = room.blame(result(attempt, after), look);
            Failpoints.hit("engine.after-step");
            var took = Duration.between(begun, clock.instant());
            then.accept(new Ended(attempt.key(), result, took.isNegative() ? Duration.ZERO : took));
        } catch (SimulatedCrash e) {
            crashed.accept(e);
        } finally {
            threads.remove(id, Thread.currentThread());
            busy.end(1);
        }
    }

    private StepResult result(StepExecutor.Attempt attempt, boolean after) {
        var executor = executors.get(attempt.task().kind());
        if (executor == null) {
            return unknown(attempt.task().kind());
        }
        try {
            executor.await(attempt);
            slots.acquire();
            try {
                return capped(carryOut(executor, attempt, after));
            } finally {
                slots.release();
            }
        } catch (InterruptedException e) {
            return StepResult.of(new Outcome.Cancelled());
        } catch (LandfastException e) {
            return StepResult.of(blocked(e));
        } catch (UncheckedIOException e) {
            return StepResult.of(blocked(e));
        } catch (SimulatedCrash e) {
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return broken(e);
        }
    }

    private static StepResult unknown(String kind) {
        return StepResult.of(
                new Outcome.Blocked(
                        "missing-tool",
                        "this Landfast cannot carry out steps of kind '" + kind + "'",
                        "use a version that can, then 'landfast retry'"));
    }

    private static StepResult carryOut(
            StepExecutor executor, StepExecutor.Attempt attempt, boolean after)
            throws InterruptedException {
        if (after) {
            Failpoints.hit("engine.before-probe");
            var known = executor.probe(attempt);
            if (known.isPresent()) {
                return known.get();
            }
        }
        Failpoints.hit("engine.before-step");
        return executor.execute(attempt);
    }

    private static StepResult capped(StepResult result) {
        var bytes = Codec.text(result).getBytes(StandardCharsets.UTF_8).length;
        return bytes <= RESULT_BYTES
                ? result
                : StepResult.of(
                        new Outcome.Broken(
                                "LF-911 the step's result takes "
                                        + bytes
                                        + " bytes, over the limit of "
                                        + RESULT_BYTES
                                        + ": what is large belongs into an artifact"));
    }

    /// Nobody's code is wrong: whose turn it is decides what may help.
    private static Outcome blocked(LandfastException e) {
        var kind =
                switch (e) {
                    case EnvironmentProblem p -> p.code().equals("LF-501") ? Room.FULL : "service";
                    case RepositoryProblem _, UsageProblem _, DefinitionProblem _ -> "repository";
                };
        return new Outcome.Blocked(kind, e.complaint(), e.remedy());
    }

    private static Outcome blocked(UncheckedIOException e) {
        var why = String.valueOf(e.getMessage());
        return why.contains("No space left")
                ? new Outcome.Blocked(
                        Room.FULL, "LF-501 the disk is full: " + why, "make room, then retry")
                : new Outcome.Blocked(
                        "service",
                        "LF-508 a file of the step cannot be used: " + why,
                        "check disk and rights");
    }

    private static StepResult broken(Throwable e) {
        var top = e.getStackTrace().length > 0 ? " at " + e.getStackTrace()[0] : "";
        return StepResult.of(new Outcome.Broken("LF-910 " + e + top));
    }
}
