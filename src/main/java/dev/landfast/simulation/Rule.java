package dev.landfast.simulation;

import java.util.Locale;

/// What holds in every run, whatever happens. docs/concepts/invariants.md explains each.
public enum Rule {
    ISSUED_ONCE,
    ATTEMPTS_UNIQUE,
    NOTHING_AFTER_THE_END,
    PAUSED_STARTS_NOTHING,
    DURABLE_BEFORE_EFFECT,
    ONE_WRITER,
    REQUESTS_KEPT,
    GATES_BEFORE_LANDING,
    GATES_BEFORE_ACCEPT,
    LANDED_ONCE,
    REPAIRS_WITHIN_LIMIT,
    ENVIRONMENT_COSTS_NO_ROUND,
    ROUNDS_MONOTONE,
    FINDINGS_OF_THE_FAILURE,
    COMMENTS_TOLD_ONCE,
    SAME_JOURNAL_SAME_DECISIONS,
    COMES_TO_REST,
    NO_DEAD_END,
    CANCEL_ENDS_CANCELLED,
    BUDGET_KEPT;

    /// `issued-once`, as the documentation has it.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
