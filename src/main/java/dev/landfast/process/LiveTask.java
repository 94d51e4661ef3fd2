package dev.landfast.process;

import dev.landfast.process.StateDirectory.Reason;
import dev.landfast.process.StateDirectory.Stop;
import dev.landfast.process.TaskEnd.Rung;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/// A task whose shim may still run. A virtual thread watches it, enforces its limits and notes its
/// end; everybody else waits for that.
final class LiveTask implements Task {

    /// Between two looks at the clock and the output. An end is noticed at once, without a look.
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final StateDirectory state;
    private final About about;
    private final ShimProcess shim;
    private final TaskTree tree;
    private final Watch watch;
    private final ReentrantLock stopping = new ReentrantLock();
    private final AtomicReference<Optional<Stop>> stop = new AtomicReference<>(Optional.empty());
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Optional<TaskEnd> end = Optional.empty();

    private LiveTask(StateDirectory state, About about, ShimProcess shim, MonotonicClock clock) {
        this.state = state;
        this.about = about;
        this.shim = shim;
        this.tree = new TaskTree(about.id(), state, shim);
        this.watch = new Watch(about, clock, state::output);
    }

    /// Begins to watch. A stop that an earlier program began is carried on.
    ///
    /// @param afterwards done when it has ended
    static LiveTask watching(
            StateDirectory state,
            About about,
            ShimProcess shim,
            MonotonicClock clock,
            Runnable afterwards) {
        LiveTask task = new LiveTask(state, about, shim, clock);
        Thread.ofVirtual()
                .name("task " + about.id())
                .start(() -> {
                    task.watchOver();
                    afterwards.run();
                });
        return task;
    }

    @Override
    public String id() {
        return about.id();
    }

    @Override
    public Path log() {
        return state.log();
    }

    @Override
    public Path errorLog() {
        return about.splitStderr() ? state.stderr() : state.log();
    }

    @Override
    public ContainmentLevel containment() {
        return about.control().containment();
    }

    @Override
    public TreeControl control() {
        return about.control().tree();
    }

    @Override
    public boolean alive() {
        return over.getCount() > 0;
    }

    @Override
    public TaskEnd await() throws InterruptedException {
        over.await();
        return end.orElseThrow();
    }

    @Override
    public Optional<TaskEnd> await(Duration atMost) throws InterruptedException {
        return over.await(atMost.toNanos(), TimeUnit.NANOSECONDS) ? end : Optional.empty();
    }

    @Override
    public void cancel() {
        stopFor(Reason.CANCELLED, Rung.INTERRUPT);
        boolean interrupted = false;
        while (over.getCount() > 0) {
            try {
                over.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void watchOver() {
        try {
            state.stop().ifPresent(begun -> stopFor(begun.reason(), begun.rung()));
            while (!shim.await(watch.untilNextLook(LOOK))) {
                watch.exceeded().ifPresent(reason -> stopFor(reason, Rung.INTERRUPT));
            }
            settle();
        } catch (InterruptedException | RuntimeException e) {
            // Nobody may wait for ever, and nobody may take this for a success.
            end = Optional.of(new Ending(state, about).lost("watching it failed: " + e));
        } finally {
            over.countDown();
        }
    }

    /// One stop at a time, and none of a task that has ended by itself.
    private void stopFor(Reason reason, Rung from) {
        stopping.lock();
        try {
            if (shim.alive()) {
                stop.compareAndSet(Optional.empty(), Optional.of(new Stop(reason, from)));
                Reason first = stop.get().orElseThrow().reason();
                new StopLadder(state, shim, tree, about.limits().grace()).climb(first, from);
            }
        } finally {
            stopping.unlock();
        }
    }

    private void settle() {
        boolean surelyGone = control() == TreeControl.PID_NAMESPACE && state.result().isPresent();
        if (!surelyGone) {
            tree.kill();
        }
        state.dropWords();
        // The file knows the rung that was reached; the field is for a disk that took no file.
        Optional<Stop> reached = state.stop().or(stop::get);
        end = Optional.of(new Ending(state, about).of(reached, shim.exitCode(), watch.elapsed()));
    }
}
