package dev.landfast.journal;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How one attempt at a step ended.
///
/// Crosses the driver seam as small JSON (256 KiB at most); everything large is an {@link
/// Artifact}.
///
/// @param outputs what later steps may look up as `steps.ID.KEY`: texts, `Long`, `Double`,
///   `Boolean`, lists and maps of them
/// @param usage what it cost, where that is known
public record StepResult(
        Outcome outcome,
        Map<String, Object> outputs,
        List<Finding> findings,
        List<Artifact> artifacts,
        Optional<Usage> usage) {

    /// The output that {@link #said} reads.
    public static final String SAID = "said";

    public StepResult {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        findings = List.copyOf(findings);
        artifacts = List.copyOf(artifacts);
    }

    public static StepResult of(Outcome outcome) {
        return new StepResult(outcome, Map.of(), List.of(), List.of(), Optional.empty());
    }

    public static StepResult pass(Map<String, Object> outputs) {
        return new StepResult(new Outcome.Pass(), outputs, List.of(), List.of(), Optional.empty());
    }

    /// What a step that passed did, in a few words; empty where that goes without saying.
    public String said() {
        return outputs.get(SAID) instanceof String text ? text : "";
    }

    public StepResult with(List<Artifact> more) {
        return new StepResult(outcome, outputs, findings, more, usage);
    }

    public StepResult using(Optional<Usage> used) {
        return new StepResult(outcome, outputs, findings, artifacts, used);
    }

    /// What an attempt came to. Only {@link Fail} consumes a loop cycle.
    public sealed interface Outcome {
        record Pass() implements Outcome {}

        /// The code is wrong and can be mended; the findings say where.
        ///
        /// @param signature the same failure has the same signature, whatever the run: it is what
        ///   the progress breaker compares
        record Fail(String reason, String signature) implements Outcome {}

        /// No repair of this kind will help; a person must decide.
        record Escalate(String reason) implements Outcome {}

        /// Passes once a named suppression is accepted.
        record Conditional(String suppression) implements Outcome {}

        /// The environment failed, not the code.
        ///
        /// @param kind `network, rate-limit, transient, flaky-test, missing-tool, disk-full,
        ///   service, repository, authentication, budget, busy`
        /// @param remedy what to do about it, as a sentence or a command
        /// @param until when it is over by itself, as whoever set the limit says; the same step is
        ///   tried again then
        record Blocked(String kind, String reason, String remedy, Optional<Instant> until)
                implements Outcome {

            public Blocked(String kind, String reason, String remedy) {
                this(kind, reason, remedy, Optional.empty());
            }
        }

        /// A person must do or say something first.
        record Waiting(Ask ask) implements Outcome {}

        /// Stopped because the run was cancelled.
        record Cancelled() implements Outcome {}

        /// Begun, and nothing can be known about its end. Never passed.
        record Lost(String reason) implements Outcome {}

        /// Our own bug.
        record Broken(String reason) implements Outcome {}
    }
}
