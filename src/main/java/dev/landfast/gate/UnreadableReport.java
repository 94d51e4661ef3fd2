package dev.landfast.gate;

/// A report that is absent, cut off, too large, hostile or not what it should be.
public final class UnreadableReport extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableReport(String message) {
        super(message);
    }

    public UnreadableReport(String message, Throwable cause) {
        super(message, cause);
    }

    /// The same as an inconclusive check.
    public Unmeasured unmeasured() {
        return Unmeasured.evidence(said(), "look into the log of the check");
    }

    String said() {
        return String.valueOf(getMessage());
    }
}
