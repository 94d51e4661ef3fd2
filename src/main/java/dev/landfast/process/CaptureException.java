package dev.landfast.process;

/// A short command that gave no result at all: it could not start, took too long, said too much, or
/// the caller was interrupted (the thread's interrupt flag is then set again). A command that ends
/// with a bad code is a {@link Captured}, not an exception.
public final class CaptureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Why there is no result.
    public enum Reason {
        NOT_STARTED,
        TIMED_OUT,
        TOO_MUCH_OUTPUT,
        INTERRUPTED
    }

    private final Reason reason;

    CaptureException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    CaptureException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
