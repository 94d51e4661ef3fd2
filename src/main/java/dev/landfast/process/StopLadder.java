package dev.landfast.process;

import dev.landfast.process.StateDirectory.Reason;
import dev.landfast.process.StateDirectory.Stop;
import dev.landfast.process.TaskEnd.Rung;
import java.io.IOException;
import java.time.Duration;

/// Asks a task to end, then makes it: SIGINT, SIGTERM, SIGKILL, then whatever is still found.
///
/// Where the ladder stands is written down before each rung, so a program that takes over after a
/// crash goes on from there and knows why the task ended.
final class StopLadder {

    private static final Duration AGAIN = Duration.ofMillis(25);

    /// Once nothing is left the shim only has to end the log and write the result.
    private static final Duration SHIM_ENDS = Duration.ofSeconds(3);

    private final StateDirectory state;
    private final ShimProcess shim;
    private final TaskTree tree;
    private final Duration grace;
    private boolean hurried;

    StopLadder(StateDirectory state, ShimProcess shim, TaskTree tree, Duration grace) {
        this.state = state;
        this.shim = shim;
        this.tree = tree;
        this.grace = grace;
    }

    /// Returns when nothing of the task is left. An interrupt of the caller does not stop it, it
    /// only shortens the waiting, and is passed on at the end.
    void climb(Reason reason, Rung from) {
        for (Rung rung : Rung.values()) {
            if (rung.compareTo(from) >= 0 && shim.alive()) {
                note(new Stop(reason, rung));
                step(rung);
            }
        }
        tree.kill();
        if (hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(Rung rung) {
        switch (rung) {
            case INTERRUPT -> interrupt();
            case TERMINATE -> {
                tree.terminate();
                ended(grace.dividedBy(2));
            }
            case KILL -> killUntilShimEnds();
        }
    }

    private void interrupt() {
        long end = System.nanoTime() + grace.toNanos();
        // A task that was started a moment ago may have nobody yet who could hear it.
        while (!tree.interrupt()) {
            if (ended(AGAIN) || hurried || System.nanoTime() > end) {
                return;
            }
        }
        ended(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }

    private void killUntilShimEnds() {
        long end = System.nanoTime() + SHIM_ENDS.toNanos();
        while (System.nanoTime() < end) {
            tree.killOnce();
            if (ended(AGAIN)) {
                return;
            }
        }
        // It could not even write the result, perhaps because of the disk: nothing may be left.
        shim.kill();
        ended(SHIM_ENDS);
    }

    private boolean ended(Duration atMost) {
        try {
            return shim.await(hurried ? Duration.ofMillis(50) : atMost);
        } catch (InterruptedException e) {
            hurried = true;
            return !shim.alive();
        }
    }

    private void note(Stop stop) {
        try {
            state.stop(stop);
        } catch (IOException e) {
            // A full disk must not keep us from stopping what fills it. While this program lives
            // the reason is remembered by the task itself.
        }
    }
}
