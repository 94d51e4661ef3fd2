package dev.landfast.check.tests;

import dev.landfast.gate.GateRun;
import dev.landfast.gate.ToolRunner;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/// Which sessions of tests may run side by side. Two that would meet in a database server, or at
/// the port of an application that both start, follow one another; a project whose sessions never
/// meet says so with `isolated` under `tests`.
final class Sessions {

    /// A database in a file each session has for itself.
    private static final Pattern SERVICE =
            Pattern.compile("(?!sqlite|file|https?:)[a-z][a-z0-9+.-]*://.+", Pattern.DOTALL);

    private final ReentrantLock turn = new ReentrantLock();
    private final boolean oneAtATime;

    Sessions(GateRun run) {
        this.oneAtATime = !isolated(run) && (aboveUnits(run) || sharesService(run));
    }

    private static boolean isolated(GateRun run) {
        return run.project().map("tests").flag("isolated", false);
    }

    private static boolean aboveUnits(GateRun run) {
        return run.settingsOf("tests").text("level").filter(l -> !l.equals("unit")).isPresent();
    }

    private static boolean sharesService(GateRun run) {
        return run.request().surroundings().environment().values().stream()
                .anyMatch(SERVICE.asMatchPredicate());
    }

    boolean oneAtATime() {
        return oneAtATime;
    }

    /// A session of tests, to its end.
    interface Session {
        ToolRunner.Ended run() throws InterruptedException;
    }

    ToolRunner.Ended run(Session session) throws InterruptedException {
        if (!oneAtATime) {
            return session.run();
        }
        turn.lockInterruptibly();
        try {
            return session.run();
        } finally {
            turn.unlock();
        }
    }
}
