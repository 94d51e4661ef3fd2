package dev.landfast.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A started task. It lives on when this program dies; {@link Tasks#attach} finds it again.
///
/// Limits are enforced while a `Task` object exists, whether or not anybody waits on it.
public interface Task {

    String id();

    /// Standard output, and standard error unless it was separated. Grows, is never rewritten.
    Path log();

    /// Standard error where it was separated, else the same file as {@link #log}.
    Path errorLog();

    ContainmentLevel containment();

    TreeControl control();

    /// Whether something of it may still be running.
    boolean alive();

    /// Blocks until it has ended and nothing of it is left.
    TaskEnd await() throws InterruptedException;

    /// As {@link #await()}, empty when it is still running after `atMost`.
    Optional<TaskEnd> await(Duration atMost) throws InterruptedException;

    /// SIGINT, SIGTERM, SIGKILL with the grace of its limits in between; returns when nothing is
    /// left. A task that has ended by then keeps the end it had.
    void cancel();
}
