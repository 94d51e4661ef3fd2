package dev.landfast.engine;

import dev.landfast.definition.Workflow;
import dev.landfast.failpoint.Failpoints;
import dev.landfast.failpoint.SimulatedCrash;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import dev.landfast.journal.Journal;
import dev.landfast.journal.RunSummary;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.Transition;
import dev.landfast.journal.Writer;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.RepositoryProblem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Carries the runs of one repository on its SQLite journal and on virtual threads. Needs no
/// server.
///
/// Whatever is asked goes through the journal's inbox, from this process as from any other, so that
/// it is durable before it is acted on. There is one thread a run, one an attempt, and one that
/// looks after the inbox and the timers.
public final class LocalDriver implements RunDriver {

    private final Journal journal;
    private final Writer writer;
    private final Setup setup;
    private final Attempts attempts;

    private final Map<String, RunLoop> loops = new LinkedHashMap<>();
    private final Lookout lookout;

    private final Busy busy = new Busy();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Throwable cause;

    /// What a driver is given.
    ///
    /// @param leftovers ends what attempts may have left running under an earlier driver
    public record Setup(
            Workflows workflows,
            List<StepExecutor> executors,
            Clock clock,
            Bounds bounds,
            Leftovers leftovers) {

        public Setup {
            executors = List.copyOf(executors);
        }

        /// Eight steps at once, and ten minutes for room to write an event.
        public static Setup of(Workflows workflows, List<StepExecutor> executors, Clock clock) {
            var bounds = new Bounds(8, Duration.ofMinutes(10), List.of());
            return new Setup(workflows, executors, clock, bounds, Leftovers.none());
        }

        public Setup atOnce(int steps) {
            return with(new Bounds(steps, bounds.patience(), bounds.disks()));
        }

        public Setup patient(Duration longest) {
            return with(new Bounds(bounds.atOnce(), longest, bounds.disks()));
        }

        public Setup on(List<Path> disks) {
            return with(new Bounds(bounds.atOnce(), bounds.patience(), disks));
        }

        public Setup stopping(Leftovers left) {
            return new Setup(workflows, executors, clock, bounds, left);
        }

        private Setup with(Bounds other) {
            return new Setup(workflows, executors, clock, other, leftovers);
        }
    }

    /// What there is only so much of.
    ///
    /// @param atOnce steps that run side by side; the others wait their turn
    /// @param patience how long to wait for room to write an event before giving up
    /// @param disks a folder on each disk that steps write to; what fails while one of them is full
    ///   is tried again
    public record Bounds(int atOnce, Duration patience, List<Path> disks) {

        public Bounds {
            disks = List.copyOf(disks);
        }
    }

    private LocalDriver(Journal journal, Writer writer, Setup setup) {
        this.journal = journal;
        this.writer = writer;
        this.setup = setup;
        var byKind =
                setup.executors().stream()
                        .collect(Collectors.toMap(StepExecutor::kind, executor -> executor));
        var room = new Room(setup.bounds().disks());
        this.attempts = new Attempts(byKind, setup, room, busy, this::halt);
        this.lookout = new Lookout(journal, setup.clock(), room, this);
    }

    /// Becomes the repository's one driver, fences any earlier one, and takes up every run that is
    /// not at rest.
    ///
    /// @return empty when another process is
    public static Optional<LocalDriver> open(Journal journal, Setup setup) {
        return journal.writer()
                .map(writer -> {
                    var driver = new LocalDriver(journal, writer, setup);
                    try {
                        driver.recover();
                    } catch (RuntimeException | Error e) {
                        driver.halt(e);
                        throw driver.reason(e);
                    }
                    return driver;
                });
    }

    @Override
    public String start(Event.RunStarted start, String name, Actor actor) {
        var run = journal.submit(name, start, actor);
        lookout.wake();
        return run;
    }

    @Override
    public void signal(String run, Event event, Actor actor) {
        journal.post(run, event, actor);
        lookout.wake();
    }

    @Override
    public Set<String> capabilities() {
        return Set.of("pinned-places");
    }

    /// Stops carrying runs. Attempts under way are not told to stop: an agent's work is worth more
    /// than a tidy end, and whoever opens the journal next takes them up again.
    @Override
    public void close() {
        synchronized (stopped) {
            stopped.countDown();
            lookout.end();
            writer.close();
        }
    }

    /// What really went wrong, when that was noticed on another thread.
    private RuntimeException reason(Throwable seen) {
        var why = cause == null ? seen : cause;
        if (why instanceof Error error) {
            throw error;
        }
        return why instanceof RuntimeException known ? known : new IllegalStateException(why);
    }

    /// Why it stopped by itself: it was fenced, or could not write any more.
    public Optional<Throwable> cause() {
        return Optional.ofNullable(cause);
    }

    /// Whether nothing is under way that could get a run on: no attempt, no request, no timer
    /// before the given time. People and children do not count.
    ///
    /// @param parked before which there may be no step either that is to be tried again
    boolean idle(Instant until, Instant parked) {
        return stopped.getCount() == 0
                || busy.nothingAnd(() ->
                        lookout.alarms().quiet(until, parked) && journal.requests().isEmpty());
    }

    /// Retires unless somebody has asked for something in the meantime.
    boolean retire() {
        return lookout.endIf(() -> stopped.getCount() == 0 || writer.retire());
    }

    /// Waits until nothing is under way that gets on without a person or the clock.
    ///
    /// @return false when it took longer than that
    public boolean awaitRest(Duration atMost) throws InterruptedException {
        var begun = System.nanoTime();
        while (!idle(setup.clock().instant(), setup.clock().instant())) {
            var left = atMost.toNanos() - (System.nanoTime() - begun);
            if (left <= 0) {
                return false;
            }
            busy.await(Math.min(left, Lookout.LOOK.toNanos()));
        }
        return true;
    }

    /// Waits a while for the driver to stop by itself.
    boolean awaitStop(Duration atMost) throws InterruptedException {
        return stopped.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    // ---- recovery and the inbox

    private void recover() {
        Failpoints.hit("engine.before-recovery");
        for (var run : journal.runs()) {
            if (!run.standing().word().ended()) {
                deliver(run.id(), new Message.Nudge());
            }
        }
        lookout.dispatch();
        writer.ready();
        Failpoints.hit("engine.after-recovery");
        lookout.start();
    }

    synchronized void deliver(String run, Message message) {
        var loop = loops.get(run);
        if (loop != null && loop.offer(message)) {
            return;
        }
        var fresh = new RunLoop(this, journal.run(run).orElseThrow());
        fresh.offer(message);
        loops.put(run, fresh);
        fresh.start(Optional.ofNullable(loop));
    }

    // ---- for the runs

    Journal journal() {
        return journal;
    }

    Writer writer() {
        return writer;
    }

    Attempts attempts() {
        return attempts;
    }

    Leftovers leftovers() {
        return setup.leftovers();
    }

    Workflows workflows() {
        return setup.workflows();
    }

    Workflow workflow(Event.RunStarted start) {
        if (start.pin().interpreter() > Interpreter.VERSION) {
            throw new RepositoryProblem(
                    "LF-415",
                    "the run was started by a newer Landfast",
                    "",
                    "use that version to go on with it");
        }
        return setup.workflows().of(start);
    }

    Instant now() {
        return setup.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    void alarm(Alarms.Alarm alarm) {
        lookout.alarms().set(alarm);
    }

    void nudge(String run) {
        deliver(run, new Message.Nudge());
    }

    /// Durable, as a child may be carried on by another process.
    void cancelChild(String run) {
        signal(
                run,
                new Event.CancelRequested("the run it belongs to stopped it"),
                new Actor.Engine());
    }

    /// What an ended child run amounts to.
    Optional<StepResult> resultOf(String child) {
        return ChildResult.of(child, journal.entries(child));
    }

    void tellParent(Event.RunStarted start, String run) {
        if (start.origin() instanceof Event.Origin.Child child) {
            resultOf(run)
                    .ifPresent(result ->
                            deliver(
                                    child.parentRun(),
                                    new Message.ChildEnded(child.parentStep(), run, result)));
        }
    }

    /// Writes what a run has decided. A full disk is waited for: what is decided stays decided, and
    /// nobody has seen it yet.
    void commit(Transition transition) {
        var tries = setup.bounds().patience().toMillis() / 500;
        for (var n = 0L; ; n++) {
            if (stopped.getCount() == 0) {
                throw new IllegalStateException("the driver has stopped");
            }
            try {
                writer.append(transition);
                return;
            } catch (EnvironmentProblem e) {
                if (n >= tries || waitedInVain()) {
                    halt(e);
                    throw e;
                }
            }
        }
    }

    private boolean waitedInVain() {
        try {
            return stopped.await(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    Busy busy() {
        return busy;
    }

    /// A run has come to rest and its thread has ended.
    synchronized void rested(String run) {
        var loop = loops.get(run);
        if (loop != null && !loop.offer(new Message.Nudge())) {
            loops.remove(run);
            lookout.alarms().drop(run);
        }
    }

    /// A run cannot go on. The others do.
    void stuck(RunSummary run, Throwable e) {
        if (stopped.getCount() == 0) {
            return;
        }
        try {
            writer.forget(run.id());
            Stuck.of(this, run, e).settle();
            rested(run.id());
        } catch (InterruptedException again) {
            // The driver is closing; the next one finds the run as it was.
        } catch (RuntimeException | SimulatedCrash again) {
            halt(again);
        }
    }

    /// Ends as if the process had died: nothing more is written or begun.
    void halt(Throwable why) {
        synchronized (stopped) {
            if (stopped.getCount() > 0) {
                cause = why;
                close();
            }
        }
    }
}
