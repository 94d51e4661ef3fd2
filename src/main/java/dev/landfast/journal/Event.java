package dev.landfast.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What can happen to a run. The fold of a run's events is its state; nothing else is.
public sealed interface Event {

    /// @param params the run's parameters as given
    /// @param origin where the run comes from
    /// @param options how the run is carried out, such as `agents`: role → choice; no step looks
    ///   them up
    record RunStarted(
            Pin pin,
            String variant,
            Map<String, Object> params,
            Origin origin,
            @Nullable Map<String, Object> options)
            implements Event {

        public RunStarted {
            params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
            options =
                    options == null
                            ? Map.of()
                            : Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }

        /// Without options.
        public RunStarted(Pin pin, String variant, Map<String, Object> params, Origin origin) {
            this(pin, variant, params, origin, Map.of());
        }

        @Override
        public Map<String, Object> options() {
            return options == null ? Map.of() : options;
        }
    }

    /// The definition a run is pinned to, whole, so that editing the file changes no run.
    ///
    /// @param interpreter version of the decider the run was started with
    /// @param base the commit whose definitions, thresholds and tool configuration are trusted
    record Pin(String workflow, String hash, String text, int interpreter, String base) {}

    /// Why a run exists.
    sealed interface Origin {
        record Fresh() implements Origin {}

        /// Entered at a step of another definition, or a child of another run.
        record Child(String parentRun, StepKey parentStep, Optional<String> from)
                implements Origin {}

        /// Seeded with what another run had achieved before a step.
        ///
        /// @param commit the candidate there: where the run's own branch starts
        /// @param unsaved a commit whose files were there beyond the candidate, not yet committed
        record Fork(
                String fromRun,
                String fromStep,
                Map<String, StepResult> seed,
                Optional<String> commit,
                Optional<String> unsaved)
                implements Origin {

            public Fork {
                seed = Collections.unmodifiableMap(new LinkedHashMap<>(seed));
            }

            /// Entered at a step, with nothing achieved before it.
            public static Fork at(String step) {
                return new Fork("", step, Map.of(), Optional.empty(), Optional.empty());
            }

            public Fork unsaved(String files) {
                return new Fork(fromRun, fromStep, seed, commit, Optional.of(files));
            }
        }
    }

    /// A task attempt has been handed out; its effects may exist from here on.
    ///
    /// @param reserved US dollars of the run's budget that are set aside for it until its cost is
    ///   known
    record StepScheduled(StepKey key, String kind, Optional<Double> reserved) implements Event {

        public StepScheduled(StepKey key, String kind) {
            this(key, kind, Optional.empty());
        }
    }

    record StepFinished(StepKey key, StepResult result, Duration took) implements Event {}

    /// The attempt has been told to stop; its result follows.
    record StepStopping(StepKey key) implements Event {}

    /// A person wants to do themselves what an attempt is at: it is stopped, and the step waits for
    /// them in the next one.
    record StepTaken(StepKey key) implements Event {}

    /// The attempt waits for a person; the same attempt goes on once they have spoken.
    ///
    /// @param used what agents have used for it so far; empty where none was asked
    record StepWaiting(StepKey key, Ask ask, Optional<Usage> used) implements Event {

        public StepWaiting(StepKey key, Ask ask) {
            this(key, ask, Optional.empty());
        }
    }

    /// @param at when it fires; a restart arms it again
    record TimerSet(StepKey key, Instant at, String why) implements Event {}

    record TimerFired(StepKey key) implements Event {}

    /// @param reserved US dollars of this run's budget that are the child's
    record ChildStarted(StepKey key, String childRun, Optional<Double> reserved) implements Event {

        public ChildStarted(StepKey key, String childRun) {
            this(key, childRun, Optional.empty());
        }
    }

    /// A person answered: an approval, an answer, `done`, an acceptance.
    ///
    /// @param accepted false for a rejection
    /// @param bound what the person was shown
    /// @param more such as {@link #BACK}
    record Answered(
            StepKey key,
            boolean accepted,
            String text,
            Optional<Ask.Bound> bound,
            Map<String, Object> more)
            implements Event {

        /// Among the rest: the work is its agent's again.
        public static final String BACK = "back";

        public Answered {
            more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
        }

        /// Whether somebody who had taken a step hands it back to its agent.
        public boolean handsBack() {
            return more.containsKey(BACK);
        }
    }

    /// A person takes responsibility for one finding or gate on one commit, once.
    ///
    /// @param subject the gate id or the finding's rule and place, `unit`, `base-test-missing
    ///   tests/test_a.py::test_b`
    record Waived(String subject, String commit, String reason, Instant expires) implements Event {}

    record Paused() implements Event {}

    record Resumed() implements Event {}

    record CancelRequested(String reason) implements Event {}

    /// Goes on with a run that stopped.
    ///
    /// @param from the step to start again from; empty for the one that failed
    /// @param moreRounds rounds that a person grants to exhausted loops; counters are never reset
    /// @param dollars that a person grants the run beyond its budget, instead of that once more
    record RetryRequested(Optional<String> from, int moreRounds, Optional<Double> dollars)
            implements Event {

        public RetryRequested(Optional<String> from, int moreRounds) {
            this(from, moreRounds, Optional.empty());
        }
    }

    /// A person did the work of a run that had stopped, and hands in what came of it. They are its
    /// author from then on.
    record TakenOver(String commit, String tree) implements Event {}

    /// A person remarks on the change. Whoever repairs next is told, and until then the change is
    /// not good enough.
    record Commented(Finding.Place place, String text) implements Event {}

    /// Something a reader should know that changes no decision.
    record Noted(String subject, String text) implements Event {}

    /// @param at paths of the steps or loops that stopped the run: where a retry goes on; empty
    ///   when it is done
    record RunEnded(End end, String reason, List<Finding> findings, List<String> at)
            implements Event {

        public RunEnded {
            findings = List.copyOf(findings);
            at = List.copyOf(at);
        }
    }

    /// How a run can stop. `LANDED`-like success is `DONE`; all others can be retried.
    enum End {
        DONE,
        ESCALATED,
        FAILED,
        BLOCKED,
        CANCELLED
    }
}
