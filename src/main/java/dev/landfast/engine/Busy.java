package dev.landfast.engine;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// Counts what is under way: messages not dealt with, attempts, alarms being passed on. Whatever
/// leads to something else begins that before it ends itself, so zero means rest.
final class Busy {

    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final Semaphore rest = new Semaphore(0);

    void begin() {
        begun.incrementAndGet();
    }

    void end(int many) {
        if (ended.addAndGet(many) == begun.get()) {
            rest.release();
        }
    }

    /// Whether nothing is under way and the condition holds, and nothing was begun while that was
    /// found out.
    boolean nothingAnd(BooleanSupplier condition) {
        var before = begun.get();
        return ended.get() == before && condition.getAsBoolean() && begun.get() == before;
    }

    /// Waits until it may be worth looking again.
    void await(long nanos) throws InterruptedException {
        rest.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        rest.drainPermits();
    }
}
