package dev.landfast.agent;

import dev.landfast.journal.Ask;
import dev.landfast.journal.Usage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How an agent's work ended. None of these says that the work is any good.
public sealed interface AgentOutcome {

    /// The agent stopped by itself.
    ///
    /// @param message its last words, a claim
    /// @param answer the structured answer as JSON text, not yet validated
    /// @param logs everything it printed, a file a call
    record Finished(String message, Optional<String> answer, Usage usage, List<Path> logs)
            implements AgentOutcome {

        public Finished {
            logs = List.copyOf(logs);
        }
    }

    /// A person does the work; the run waits for them.
    record Waiting(Ask ask) implements AgentOutcome {}

    /// The agent ended with a failure of its own.
    record Failed(String reason, Trace trace) implements AgentOutcome {

        public Failed(String reason, Optional<Path> log) {
            this(reason, Trace.printed(log));
        }
    }

    /// It would not do it. Asking again in the same words is in vain.
    record Refused(String reason, Trace trace) implements AgentOutcome {

        public Refused(String reason) {
            this(reason, Trace.NONE);
        }
    }

    /// A limit that it was given or has of its own stopped it. What it made is kept.
    ///
    /// @param limit what there was no more of, such as `turns`, `context`, `budget`
    record Limited(String limit, String reason, Trace trace) implements AgentOutcome {

        public Limited(String limit, String reason) {
            this(limit, reason, Trace.NONE);
        }
    }

    /// Its provider takes no more requests for now.
    ///
    /// @param until the moment that the provider named for it to end; empty when it named none,
    ///   never a guess
    record RateLimited(String reason, Optional<Instant> until, Trace trace)
            implements AgentOutcome {

        public RateLimited(String reason, Optional<Instant> until) {
            this(reason, until, Trace.NONE);
        }
    }

    /// Its provider does not know who asks, or does not let them.
    record Authentication(String reason, String remedy, Trace trace) implements AgentOutcome {

        public Authentication(String reason, String remedy) {
            this(reason, remedy, Trace.NONE);
        }
    }

    /// Something on the way to its provider failed that may well be gone in a moment.
    record Transient(String reason, Trace trace) implements AgentOutcome {

        public Transient(String reason) {
            this(reason, Trace.NONE);
        }
    }

    /// The agent could not run: missing, not executable, no room on the disk.
    record Unavailable(String kind, String reason, String remedy, Trace trace)
            implements AgentOutcome {

        public Unavailable(String kind, String reason, String remedy) {
            this(kind, reason, remedy, Trace.NONE);
        }
    }

    /// A wall-clock or idle limit stopped it.
    record OutOfTime(String reason, Trace trace) implements AgentOutcome {

        public OutOfTime(String reason, Optional<Path> log) {
            this(reason, Trace.printed(log));
        }
    }

    record Cancelled(Trace trace) implements AgentOutcome {

        public Cancelled() {
            this(Trace.NONE);
        }
    }

    /// It was running, and nothing can be known about its end.
    record Lost(String reason, Trace trace) implements AgentOutcome {

        public Lost(String reason) {
            this(reason, Trace.NONE);
        }
    }

    /// What work that came to nothing leaves behind all the same.
    ///
    /// @param usage what it used as far as that is known; an attempt without one counts with what
    ///   was reserved for it
    /// @param logs everything it printed, a file a call
    /// @param unanswered no model had said anything by then, so that a request which its provider
    ///   turned down is all that it can have used
    record Trace(Optional<Usage> usage, List<Path> logs, boolean unanswered) {

        public static final Trace NONE = new Trace(Optional.empty(), List.of());

        public Trace {
            logs = List.copyOf(logs);
        }

        public Trace(Optional<Usage> usage, List<Path> logs) {
            this(usage, logs, false);
        }

        static Trace printed(Optional<Path> log) {
            return new Trace(Optional.empty(), log.stream().toList());
        }
    }
}
