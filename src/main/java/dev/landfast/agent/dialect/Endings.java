package dev.landfast.agent.dialect;

import dev.landfast.agent.AgentOutcome;
import dev.landfast.agent.AgentOutcome.Trace;
import dev.landfast.agent.dialect.AgentEvent.Trouble;
import dev.landfast.journal.Usage;
import dev.landfast.process.TaskEnd;
import dev.landfast.process.TaskFacts;
import java.time.Instant;
import java.util.Optional;

/// What became of a call, read from what its program reported. The exit code only confirms: it is
/// zero after many a failure.
final class Endings {

    private Endings() {}

    /// How the program ended, beside its transcript.
    ///
    /// @param byCode what its exit code says by itself
    /// @param lastWords the end of its standard error
    record Exit(int code, Optional<Trouble> byCode, String lastWords) {}

    /// @param trace what it used, and its log
    /// @param answer the structured answer in its last words
    static AgentOutcome of(Transcript transcript, Exit exit, Trace trace, Optional<String> answer) {
        var gaveUp = transcript.last(AgentEvent.GaveUp.class);
        if (gaveUp.isPresent()) {
            var left = new Trace(trace.usage(), trace.logs(), transcript.isUnanswered());
            return troubled(transcript, gaveUp.get(), exit, left);
        }
        if (exit.code() != 0) {
            return new AgentOutcome.Failed(
                    "it ended with exit code " + exit.code() + tail(exit.lastWords()), trace);
        }
        if (transcript.last(AgentEvent.Ended.class).isEmpty()) {
            return new AgentOutcome.Failed(
                    "it stopped without saying that its turn was over" + tail(exit.lastWords()),
                    trace);
        }
        return new AgentOutcome.Finished(transcript.message(), answer, used(trace), trace.logs());
    }

    /// Who was not let in before a word was said has used nothing, whatever it was.
    private static Trace settled(Transcript transcript, Trace trace) {
        return trace.usage().isEmpty() && !transcript.hasWorked()
                ? new Trace(Optional.of(Usage.NOTHING), trace.logs())
                : trace;
    }

    /// A program that says nothing of it has used what nobody knows.
    private static Usage used(Trace trace) {
        return trace.usage().orElse(Usage.unknown(""));
    }

    /// It may have been said by an earlier line than the one that gave up.
    private static Optional<Instant> until(Transcript transcript) {
        return transcript
                .all(AgentEvent.GaveUp.class)
                .flatMap(each -> each.until().stream())
                .reduce((_, last) -> last);
    }

    private static AgentOutcome troubled(
            Transcript transcript, AgentEvent.GaveUp gaveUp, Exit exit, Trace trace) {
        var message = gaveUp.message().isBlank() ? "no reason given" : gaveUp.message();
        var trouble =
                gaveUp.trouble() == Trouble.OTHER
                        ? exit.byCode().orElse(Trouble.OTHER)
                        : gaveUp.trouble();
        return switch (trouble) {
            case AUTHENTICATION ->
                    new AgentOutcome.Authentication(
                            message,
                            "set the agent's key in the environment of 'landfast run' and try again",
                            settled(transcript, trace));
            case RATE_LIMIT -> new AgentOutcome.RateLimited(message, until(transcript), trace);
            case TRANSIENT -> new AgentOutcome.Transient(message, trace);
            case LIMIT -> new AgentOutcome.Limited("its own", message, trace);
            case REFUSED -> new AgentOutcome.Refused(message, trace);
            case INVALID, OTHER -> new AgentOutcome.Failed(message, trace);
        };
    }

    /// @param facts how long it had run
    static String outOfTime(TaskEnd.Timer timer, TaskFacts facts) {
        return "it reached its %s limit after %d s"
                .formatted(
                        timer == TaskEnd.Timer.WALL ? "time" : "silence",
                        facts.duration().toSeconds());
    }

    private static String tail(String words) {
        var last = words.strip();
        return last.isEmpty() ? "" : ": " + last.lines().reduce((_, line) -> line).orElse("");
    }
}
