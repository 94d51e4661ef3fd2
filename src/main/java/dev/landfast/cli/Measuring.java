package dev.landfast.cli;

import dev.landfast.api.Gated;
import java.time.Duration;

/// A measurement that somebody waits for. Ctrl-C stops its tools, which would otherwise go on by
/// themselves.
final class Measuring {

    /// How long tools are given to end.
    private static final Duration GRACE = Duration.ofSeconds(20);

    private Measuring() {}

    /// What takes its time.
    interface Work {
        ExitCode done() throws InterruptedException;
    }

    static ExitCode until(Session session, Work work) {
        var hook = new Thread(interrupting(Thread.currentThread()));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.done();
        } catch (InterruptedException e) {
            session.note("stopped; nothing is proven");
            return ExitCode.DETACHED;
        } finally {
            quietly(hook);
        }
    }

    static ExitCode code(Gated.End end) {
        return switch (end) {
            case PASSED -> ExitCode.DONE;
            case FAILED, UNPROVEN -> ExitCode.GATES;
            case ENVIRONMENT -> ExitCode.ENVIRONMENT;
        };
    }

    private static Runnable interrupting(Thread measuring) {
        return () -> {
            measuring.interrupt();
            try {
                measuring.join(GRACE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static void quietly(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is going away already.
        }
    }
}
