package dev.landfast.simulation;

/// A rule that was broken.
///
/// @param seed of the run, which breaks it again
/// @param entries how long the journal was
public record Violation(Rule rule, long seed, int entries, String text) {

    @Override
    public String toString() {
        return rule.text() + " at seed " + seed + ", entry " + entries + ": " + text;
    }

    /// Ends a simulated run.
    static final class Found extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Rule rule;

        Found(Rule rule, String text) {
            super(text, null, false, false);
            this.rule = rule;
        }

        Rule rule() {
            return rule;
        }
    }
}
