package dev.landfast.journal;

import java.time.Instant;
import java.util.Optional;

/// What a list shows of a run: one row, kept by the transaction that appends the run's events.
///
/// @param started when it was asked for
/// @param updated when it last got on
public record RunSummary(
        String id, About about, Standing standing, Instant started, Instant updated) {

    /// What a run is, fixed when it is asked for.
    ///
    /// @param name how people call it; several runs may have had the same name
    /// @param definition hash of the pinned definition
    /// @param parent the run that started it as a child
    public record About(
            String name,
            String workflow,
            String variant,
            String definition,
            Optional<String> parent) {}

    /// Where a run stands.
    ///
    /// @param waits what it waits for, in a few words; empty when it waits for nothing
    /// @param next the command that gets it on; empty when none is needed
    /// @param wakes when a durable timer will go off
    public record Standing(Word word, String waits, String next, Optional<Instant> wakes) {

        public static Standing of(Word word) {
            return new Standing(word, "", "", Optional.empty());
        }
    }

    /// A run's state in one word, each with the exit code of a command that follows the run until
    /// it can get no further by itself.
    public enum Word {
        /// Asked for, not yet begun by a runner.
        QUEUED(0, false),
        RUNNING(0, false),
        /// For a person.
        WAITING(5, false),
        /// For a timer and nothing else.
        PARKED(6, false),
        PAUSED(6, false),
        DONE(0, true),
        ESCALATED(1, true),
        FAILED(1, true),
        BLOCKED(30, true),
        CANCELLED(7, true);

        private final int exit;
        private final boolean ended;

        Word(int exit, boolean ended) {
            this.exit = exit;
            this.ended = ended;
        }

        public int exit() {
            return exit;
        }

        /// Whether the run has stopped for good unless somebody asks for a retry.
        public boolean ended() {
            return ended;
        }

        /// Whether a runner has something to do for it right now.
        public boolean busy() {
            return this == QUEUED || this == RUNNING;
        }

        /// `running`
        @Override
        public String toString() {
            return Codec.constant(this);
        }

        static Word of(String text) {
            return valueOf(text.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
