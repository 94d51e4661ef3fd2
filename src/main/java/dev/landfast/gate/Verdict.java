package dev.landfast.gate;

import dev.landfast.journal.Finding;
import java.util.List;

/// What a check, or a whole gate, came to.
public sealed interface Verdict {

    /// Measured, and within every threshold.
    record Pass() implements Verdict {}

    /// Measured, and something is wrong; never without a finding.
    record Fail(List<Finding> findings) implements Verdict {

        public Fail {
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("a failure names what is wrong");
            }
            findings = List.copyOf(findings);
        }
    }

    /// Nothing trustworthy was measured. Blocks, as a failure does.
    ///
    /// @param reason what is missing or cannot be believed, in one sentence
    /// @param remedy what would make it measurable; never a weaker proof
    record Inconclusive(Cause cause, String reason, String remedy) implements Verdict {}

    /// Whose turn it is after an inconclusive check.
    enum Cause {
        /// The work itself leaves no proof (no tests, a forged report): a repair can mend it.
        EVIDENCE(""),
        /// A tool, a package or a configured command is not there.
        MISSING_TOOL("missing-tool"),
        /// The disk is full.
        DISK_FULL("disk-full"),
        /// Something the check needs does not answer.
        SERVICE("service"),
        /// Ended for a reason that may be gone at the next try.
        TRANSIENT("transient");

        private final String blockedKind;

        Cause(String blockedKind) {
            this.blockedKind = blockedKind;
        }

        /// Whether the environment failed, not the code.
        public boolean environment() {
            return this != EVIDENCE;
        }

        /// Whether it stays so until somebody does something about the environment.
        public boolean lasts() {
            return environment() && this != TRANSIENT;
        }

        /// The kind of a blocked step's outcome; empty where it is not the environment's fault.
        public String blockedKind() {
            return blockedKind;
        }
    }

    /// `PASS`, `FAIL` or `INCONCLUSIVE`.
    default String word() {
        return switch (this) {
            case Pass() -> "PASS";
            case Fail ignored -> "FAIL";
            case Inconclusive ignored -> "INCONCLUSIVE";
        };
    }

    default boolean passed() {
        return this instanceof Pass;
    }

    /// One sentence for a table.
    default String summary() {
        return switch (this) {
            case Pass() -> "";
            case Fail(var findings) ->
                    findings.size() == 1 ? "1 finding" : findings.size() + " findings";
            case Inconclusive(_, var reason, var remedy) -> reason + "; " + remedy;
        };
    }
}
