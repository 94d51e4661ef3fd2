package dev.landfast.journal;

import java.util.List;
import java.util.Optional;

/// What a person is asked for while a step waits.
///
/// @param kind what would answer it
/// @param question one sentence, then details
/// @param options the words that are accepted, empty for free text
/// @param bound what the answer holds for; a later commit outdates it
public record Ask(Kind kind, String question, List<String> options, Optional<Bound> bound) {

    public Ask {
        options = List.copyOf(options);
    }

    /// The command that answers: `approve`/`reject`, `answer`, `done`, `waive`, or mending
    /// something outside and `resume`.
    public enum Kind {
        APPROVE,
        ANSWER,
        DONE,
        WAIVE,
        RESUME
    }

    /// What was shown when the question was asked.
    ///
    /// @param commit the candidate, or empty before there is one
    /// @param evidence hash over the gate results so far
    /// @param definition hash of the definition
    public record Bound(String commit, String evidence, String definition) {}
}
