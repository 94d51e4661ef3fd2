package dev.landfast.gate;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Work begun before it is known whether it is needed. What nobody waited for is stopped when this
/// is closed.
public final class Ahead<T> implements AutoCloseable {

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Future<T> work;

    private Ahead(Callable<T> work) {
        this.work = executor.submit(work);
    }

    public static <T> Ahead<T> of(Callable<T> work) {
        return new Ahead<>(work);
    }

    /// Waits for it.
    ///
    /// @throws Unmeasured and any other runtime exception that the work ended with
    public T get() throws InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw rethrown(e);
        }
    }

    static RuntimeException rethrown(ExecutionException e) throws InterruptedException {
        return switch (e.getCause()) {
            case InterruptedException i -> throw i;
            case RuntimeException r -> r;
            case null -> new IllegalStateException(e);
            case Throwable t -> new IllegalStateException(t);
        };
    }

    @Override
    public void close() {
        work.cancel(true);
        executor.close();
    }
}
