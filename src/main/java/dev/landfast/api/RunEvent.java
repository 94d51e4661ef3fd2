package dev.landfast.api;

import dev.landfast.journal.Entry;
import java.time.Instant;

/// One thing that happened to a run, in words.
///
/// @param seq counts from 1 within the run
/// @param who `engine`, `agent ROLE`, or the person's name
public record RunEvent(long seq, Instant at, String who, Subject about, String text) {

    /// What an event is about.
    ///
    /// @param type the event's name in the journal, such as `step-finished`
    /// @param step the attempt it is about, `quality.2/unit@1`; empty when it is about the run
    /// @param mood how it looks to somebody who hopes for the best
    public record Subject(String type, String step, Mood mood) {}

    /// Good news, bad news, something to take care of, or plain progress.
    public enum Mood {
        GOOD,
        BAD,
        CARE,
        PLAIN
    }

    static RunEvent of(Entry entry) {
        return Narration.of(entry);
    }
}
