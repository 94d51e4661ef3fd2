package dev.landfast.engine;

import dev.landfast.journal.Inbox;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;

/// What reaches the thread of a run.
sealed interface Message {

    record Request(Inbox.Request request) implements Message {}

    record Ended(Attempts.Ended attempt) implements Message {}

    record Due(StepKey key) implements Message {}

    record ChildEnded(StepKey key, String child, StepResult result) implements Message {}

    /// Look again, as after a start.
    record Nudge() implements Message {}
}
