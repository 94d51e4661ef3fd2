package dev.landfast.agent.dialect;

import dev.landfast.journal.Tokens;
import java.time.Instant;
import java.util.Optional;

/// Something a coding agent's program reported while it worked, in one form for all of them.
///
/// None of these is believed: they are shown, kept and counted.
public sealed interface AgentEvent {

    /// @param session what the program resumes the conversation by
    /// @param model as the program names it, empty where it does not
    record Began(String session, String model) implements AgentEvent {}

    /// Words to the person.
    ///
    /// @param goesOn whether they go on where the words before them ended
    record Said(String text, boolean goesOn) implements AgentEvent {}

    /// @param about what it is used on, on one line: a command, a path
    record ToolBegan(String id, String tool, String about) implements AgentEvent {}

    /// @param output its first words, or why it was refused
    record ToolEnded(String id, boolean succeeded, String output) implements AgentEvent {}

    /// Tokens were used in this call, to be added to what it used before.
    record Spent(Tokens tokens) implements AgentEvent {}

    /// What the program has counted for the whole conversation, earlier calls included.
    record Counted(Tokens tokens) implements AgentEvent {}

    /// What the whole conversation has cost by the program's own reckoning, earlier calls included.
    record Charged(double dollars) implements AgentEvent {}

    /// The program gave up, or says that it cannot go on.
    ///
    /// @param until when the provider says that it may be asked again; never invented
    record GaveUp(Trouble trouble, String message, Optional<Instant> until) implements AgentEvent {}

    /// The turn came to its own end.
    record Ended() implements AgentEvent {}

    /// A line that this version does not know. It is kept as it is, and nothing follows from it.
    record Raw(String line) implements AgentEvent {}

    /// Why a program gave up.
    enum Trouble {
        /// The key or the login was not accepted.
        AUTHENTICATION,

        /// Asked too often, or the allowance is used up.
        RATE_LIMIT,

        /// The provider's side failed; the same may work a moment later.
        TRANSIENT,

        /// A limit on turns, money or length that it was given.
        LIMIT,

        /// The model would not do it.
        REFUSED,

        /// The request was wrong: an unknown model, a setting it does not know.
        INVALID,

        /// Something else.
        OTHER;

        /// What an HTTP status of a model's API says; see RFC 9110 and the vendors' error pages.
        public static Trouble ofStatus(int status) {
            return switch (status) {
                case 401, 403 -> AUTHENTICATION;
                case 429 -> RATE_LIMIT;
                case 400, 404, 413, 422 -> INVALID;
                case 408, 409, 500, 502, 503, 504, 529 -> TRANSIENT;
                default -> OTHER;
            };
        }
    }
}
