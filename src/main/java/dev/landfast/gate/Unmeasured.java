package dev.landfast.gate;

import dev.landfast.gate.Verdict.Cause;

/// Ends a check that cannot measure what it should: it becomes an inconclusive verdict, and what
/// was recorded until then stays in the evidence.
public final class Unmeasured extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Cause reason;
    private final String remedy;

    private Unmeasured(Cause reason, String message, String remedy) {
        super(message);
        this.reason = reason;
        this.remedy = remedy;
    }

    public static Unmeasured evidence(String message, String remedy) {
        return new Unmeasured(Cause.EVIDENCE, message, remedy);
    }

    /// Has a code, as it stops a run until somebody installs something.
    public static Unmeasured missingTool(String message, String remedy) {
        return new Unmeasured(Cause.MISSING_TOOL, "LF-203 " + message, remedy);
    }

    public static Unmeasured of(Cause cause, String message, String remedy) {
        return new Unmeasured(cause, message, remedy);
    }

    public Verdict.Inconclusive verdict() {
        return new Verdict.Inconclusive(reason, String.valueOf(getMessage()), remedy);
    }
}
