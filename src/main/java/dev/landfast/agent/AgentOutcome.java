package dev.landfast.agent;

import dev.landfast.journal.Ask;
import dev.landfast.journal.Usage;
import java.nio.file.Path;
import java.util.Optional;

/// How an agent's work ended. None of these says that the work is any good.
public sealed interface AgentOutcome {

    /// The agent stopped by itself.
    ///
    /// @param message its last words, a claim
    /// @param answer the structured answer as JSON text, not yet validated
    /// @param log everything it printed, where it printed anything
    record Finished(String message, Optional<String> answer, Usage usage, Optional<Path> log)
            implements AgentOutcome {}

    /// A person does the work; the run waits for them.
    record Waiting(Ask ask) implements AgentOutcome {}

    /// The agent would not do it, or ended with a failure of its own.
    record Failed(String reason, Optional<Path> log) implements AgentOutcome {}

    /// The agent could not run: missing, not executable, no room on the disk.
    record Unavailable(String kind, String reason, String remedy) implements AgentOutcome {}

    /// A wall-clock or idle limit stopped it.
    record OutOfTime(String reason, Optional<Path> log) implements AgentOutcome {}

    record Cancelled() implements AgentOutcome {}

    /// It was running, and nothing can be known about its end.
    record Lost(String reason) implements AgentOutcome {}
}
