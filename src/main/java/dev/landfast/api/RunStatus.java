package dev.landfast.api;

import dev.landfast.journal.RunSummary;

/// Where a run stands, in one word.
public enum RunStatus {
    /// Asked for, not begun.
    QUEUED("queued", false),
    RUNNING("running", false),
    /// For a person.
    WAITING("waiting", false),
    /// For a moment in time and nothing else.
    PARKED("parked", false),
    PAUSED("paused", false),
    DONE("done", true),
    /// A limit was reached, or going on would prove nothing: a person decides.
    ESCALATED("escalated", true),
    FAILED("failed", true),
    /// By its environment.
    BLOCKED("blocked", true),
    CANCELLED("cancelled", true);

    private final String word;
    private final boolean ended;

    RunStatus(String word, boolean ended) {
        this.word = word;
        this.ended = ended;
    }

    static RunStatus of(RunSummary.Word word) {
        return switch (word) {
            case QUEUED -> QUEUED;
            case RUNNING -> RUNNING;
            case WAITING -> WAITING;
            case PARKED -> PARKED;
            case PAUSED -> PAUSED;
            case DONE -> DONE;
            case ESCALATED -> ESCALATED;
            case FAILED -> FAILED;
            case BLOCKED -> BLOCKED;
            case CANCELLED -> CANCELLED;
        };
    }

    /// Whether it has stopped and only a retry gets it on.
    public boolean ended() {
        return ended;
    }

    /// Whether nobody will want anything of it any more.
    public boolean settled() {
        return this == DONE || this == CANCELLED;
    }

    /// Whether it goes on by itself.
    public boolean busy() {
        return this == QUEUED || this == RUNNING;
    }

    /// Whether nothing happens before a person says something.
    public boolean needsPerson() {
        return switch (this) {
            case WAITING, PAUSED, ESCALATED, FAILED, BLOCKED -> true;
            case QUEUED, RUNNING, PARKED, DONE, CANCELLED -> false;
        };
    }

    /// `running`
    @Override
    public String toString() {
        return word;
    }
}
