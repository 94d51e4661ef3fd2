package dev.landfast.engine;

import dev.landfast.journal.Inbox;
import dev.landfast.journal.Journal;
import dev.landfast.problem.EnvironmentProblem;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Watches the inbox, the timers and the disks, and passes on what concerns a run.
final class Lookout {

    /// How late a timer or another process's request may be noticed.
    static final Duration LOOK = Duration.ofMillis(50);

    private final Journal journal;
    private final Clock clock;
    private final Room room;
    private final LocalDriver driver;
    private final Alarms alarms = new Alarms();
    private final Semaphore wake = new Semaphore(0);
    private final Set<Long> dispatched = new HashSet<>();
    private volatile boolean over;

    Lookout(Journal journal, Clock clock, Room room, LocalDriver driver) {
        this.journal = journal;
        this.clock = clock;
        this.room = room;
        this.driver = driver;
    }

    Alarms alarms() {
        return alarms;
    }

    void start() {
        Thread.ofPlatform().daemon().name("landfast inbox and timers").start(this::look);
    }

    /// Something was posted by this process.
    void wake() {
        wake.release();
    }

    /// Passes nothing on any more.
    void end() {
        over = true;
        wake.release();
    }

    /// Ends unless the condition fails, and passes nothing on in between.
    synchronized boolean endIf(BooleanSupplier condition) {
        if (condition.getAsBoolean()) {
            end();
        }
        return over;
    }

    private void look() {
        var seen = -1L;
        while (!over) {
            try {
                var asked = wake.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                wake.drainPermits();
                room.look();
                var version = journal.version();
                if (asked || version != seen) {
                    dispatch();
                    seen = version;
                }
                soundAlarms();
            } catch (InterruptedException e) {
                return;
            } catch (EnvironmentProblem e) {
                // The disk may recover; the request is still there then.
                seen = -1L;
            } catch (Throwable e) {
                driver.halt(e);
            }
        }
    }

    private void soundAlarms() {
        var now = clock.instant();
        if (alarms.next().map(now::isBefore).orElse(true)) {
            return;
        }
        driver.busy().begin();
        for (var alarm : alarms.due(now)) {
            driver.deliver(alarm.run(), new Message.Due(alarm.key()));
        }
        driver.busy().end(1);
    }

    /// Each request once; it stays in the inbox until its run has journaled it.
    synchronized void dispatch() {
        if (over) {
            return;
        }
        var waiting = journal.requests();
        dispatched.retainAll(waiting.stream().map(Inbox.Request::id).toList());
        for (var request : waiting) {
            if (dispatched.add(request.id())) {
                driver.deliver(request.run(), new Message.Request(request));
            }
        }
    }
}
