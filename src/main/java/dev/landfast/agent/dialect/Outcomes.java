package dev.landfast.agent.dialect;

import dev.landfast.agent.AgentOutcome;
import dev.landfast.agent.AgentOutcome.Trace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Two calls of one attempt as one outcome: the end of the second, the usage and the logs of both.
final class Outcomes {

    private Outcomes() {}

    static AgentOutcome together(AgentOutcome first, AgentOutcome second) {
        return first instanceof AgentOutcome.Finished done ? plus(done, second) : second;
    }

    private static AgentOutcome plus(AgentOutcome.Finished before, AgentOutcome second) {
        return switch (second) {
            case AgentOutcome.Finished(var message, var answer, var usage, var logs) ->
                    new AgentOutcome.Finished(
                            message, answer, before.usage().plus(usage), both(before, logs));
            case AgentOutcome.Failed(var reason, var trace) ->
                    new AgentOutcome.Failed(reason, sum(before, trace));
            case AgentOutcome.Refused(var reason, var trace) ->
                    new AgentOutcome.Refused(reason, sum(before, trace));
            case AgentOutcome.Limited(var limit, var reason, var trace) ->
                    new AgentOutcome.Limited(limit, reason, sum(before, trace));
            case AgentOutcome.RateLimited(var reason, var until, var trace) ->
                    new AgentOutcome.RateLimited(reason, until, sum(before, trace));
            case AgentOutcome.Authentication(var reason, var remedy, var trace) ->
                    new AgentOutcome.Authentication(reason, remedy, sum(before, trace));
            case AgentOutcome.Transient(var reason, var trace) ->
                    new AgentOutcome.Transient(reason, sum(before, trace));
            case AgentOutcome.OutOfTime(var reason, var trace) ->
                    new AgentOutcome.OutOfTime(reason, sum(before, trace));
            case AgentOutcome.Cancelled(var trace) ->
                    new AgentOutcome.Cancelled(sum(before, trace));
            case AgentOutcome.Lost(var reason, var trace) ->
                    new AgentOutcome.Lost(reason, sum(before, trace));
            // It never came up, so that it has used nothing.
            case AgentOutcome.Unavailable(var kind, var reason, var remedy, var trace) ->
                    new AgentOutcome.Unavailable(
                            kind,
                            reason,
                            remedy,
                            new Trace(Optional.of(before.usage()), both(before, trace.logs())));
            case AgentOutcome.Waiting _ -> second;
        };
    }

    /// One that says nothing of it has used what nobody knows.
    private static Trace sum(AgentOutcome.Finished before, Trace trace) {
        var used =
                trace.usage().map(before.usage()::plus).orElseGet(() -> before.usage().andMore());
        return new Trace(
                Optional.of(used),
                both(before, trace.logs()),
                trace.unanswered() && before.usage().known());
    }

    private static List<Path> both(AgentOutcome.Finished before, List<Path> logs) {
        return Stream.concat(before.logs().stream(), logs.stream()).toList();
    }
}
