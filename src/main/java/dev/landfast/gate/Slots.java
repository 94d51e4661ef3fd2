package dev.landfast.gate;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How many tools run side by side, and which is next where more want to: the most urgent, and of
/// those the one that has waited longest.
final class Slots {

    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(
                    Comparator.comparing((Waiting w) -> w.turn())
                            .thenComparingLong(Waiting::number));
    private int free;
    private long arrivals;

    Slots(int all) {
        this.free = all;
    }

    private record Waiting(Turn turn, long number, Condition called) {}

    /// Waits until it is this one's turn.
    void take(Turn turn) throws InterruptedException {
        lock.lockInterruptibly();
        var self = new Waiting(turn, arrivals++, lock.newCondition());
        try {
            waiting.add(self);
            while (free == 0 || !self.equals(waiting.peek())) {
                self.called().await();
            }
            free--;
        } finally {
            waiting.remove(self);
            callNext();
            lock.unlock();
        }
    }

    void give() {
        lock.lock();
        try {
            free++;
            callNext();
        } finally {
            lock.unlock();
        }
    }

    /// How many want a slot and have none.
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void callNext() {
        if (free > 0 && !waiting.isEmpty()) {
            waiting.peek().called().signal();
        }
    }
}
