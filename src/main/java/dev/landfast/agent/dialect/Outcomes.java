package dev.landfast.agent.dialect;

import dev.landfast.agent.AgentOutcome;
import dev.landfast.agent.AgentOutcome.Trace;
import dev.landfast.journal.Usage;
import java.util.Optional;

/// Two calls of one attempt as one outcome: the end of the second, the usage of both.
final class Outcomes {

    private Outcomes() {}

    static AgentOutcome together(AgentOutcome first, AgentOutcome second) {
        return first instanceof AgentOutcome.Finished done ? plus(done.usage(), second) : second;
    }

    private static AgentOutcome plus(Usage before, AgentOutcome second) {
        return switch (second) {
            case AgentOutcome.Finished(var message, var answer, var usage, var log) ->
                    new AgentOutcome.Finished(message, answer, before.plus(usage), log);
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
            case AgentOutcome.Waiting _, AgentOutcome.Unavailable _, AgentOutcome.Lost _ -> second;
        };
    }

    private static Trace sum(Usage before, Trace trace) {
        return new Trace(
                Optional.of(trace.usage().map(before::plus).orElse(before.andMore())),
                trace.log(),
                trace.unanswered() && before.known());
    }
}
