package dev.landfast.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.landfast.agent.AgentOutcome;
import dev.landfast.agent.Prices;
import dev.landfast.agent.brief.AnswerSchema;
import dev.landfast.agent.brief.Brief;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.Usage;
import dev.landfast.process.ContainmentLevel;
import dev.landfast.step.AgentWork.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an agent's end means for its step. Nothing of it is a verdict.
///
/// @param kept what is kept of the attempt so far
/// @param level how the agent's processes were contained; empty when there were none
record Debriefing(Brief brief, Keepsakes kept, Optional<ContainmentLevel> level, Prices prices) {

    /// What a coding agent's program puts before a brief, in tokens: its own prompt and its tools.
    /// Nobody says how much that is; this is meant to be on the large side.
    private static final int BEFORE_BRIEF = 50_000;

    Work of(AgentOutcome outcome) {
        return switch (outcome) {
            case AgentOutcome.Finished(var message, var answer, var usage, var logs) -> {
                var all = kept.logs(logs).message(message).all();
                yield checked(
                        brief,
                        new Work.Done(kept.text(message), kept.text(answer), usage, all, level));
            }
            case AgentOutcome.Waiting(var ask) ->
                    ended(new Outcome.Waiting(ask), orNothing(AgentOutcome.Trace.NONE));
            case AgentOutcome.Failed(var reason, var trace) -> escalated(reason, trace);
            case AgentOutcome.Refused(var reason, var trace) ->
                    escalated("the agent refused: " + reason, trace);
            case AgentOutcome.Limited(var limit, var reason, var trace) ->
                    escalated("the agent's limit of " + limit + ": " + reason, trace);
            case AgentOutcome.RateLimited(var reason, var until, var trace) ->
                    ended(rateLimited(kept.text(reason), until), turnedDown(trace));
            case AgentOutcome.Authentication(var reason, var remedy, var trace) ->
                    ended(new Outcome.Blocked("authentication", kept.text(reason), remedy), trace);
            case AgentOutcome.Transient(var reason, var trace) ->
                    ended(
                            new Outcome.Blocked("transient", kept.text(reason), "try again"),
                            turnedDown(trace));
            case AgentOutcome.Unavailable(var kind, var reason, var remedy, var trace) ->
                    ended(new Outcome.Blocked(kind, kept.text(reason), remedy), orNothing(trace));
            case AgentOutcome.OutOfTime(var reason, var trace) -> escalated(reason, trace);
            case AgentOutcome.Cancelled(var trace) -> ended(new Outcome.Cancelled(), trace);
            case AgentOutcome.Lost(var reason, var trace) ->
                    ended(new Outcome.Lost(kept.text(reason)), trace);
        };
    }

    /// Who did not come up has used nothing, unless they had before.
    private static AgentOutcome.Trace orNothing(AgentOutcome.Trace trace) {
        var usage = trace.usage().or(() -> Optional.of(Usage.NOTHING));
        return new AgentOutcome.Trace(usage, trace.logs());
    }

    /// A request that its provider turned down has used no more than it held. A token has at least
    /// one byte.
    private AgentOutcome.Trace turnedDown(AgentOutcome.Trace trace) {
        if (!trace.unanswered() || trace.usage().filter(Usage::known).isPresent()) {
            return trace;
        }
        var known = trace.usage().orElse(Usage.unknown(""));
        var request = prices.most((long) brief.text().getBytes(UTF_8).length + BEFORE_BRIEF);
        var bounded = known.atMost(known.cost() + request);
        return new AgentOutcome.Trace(Optional.of(bounded), trace.logs());
    }

    private static Outcome rateLimited(String reason, Optional<Instant> until) {
        return new Outcome.Blocked("rate-limit", reason, "try again once it is over", until);
    }

    private Work escalated(String reason, AgentOutcome.Trace trace) {
        return ended(new Outcome.Escalate(kept.text(reason)), trace);
    }

    /// What it used counts, whatever became of it.
    private Work ended(Outcome outcome, AgentOutcome.Trace trace) {
        var all = kept.logs(trace.logs()).all();
        return new Work.Ended(StepResult.of(outcome).with(all).using(trace.usage()));
    }

    /// An answer that was asked for must be there and meet its schema.
    static Work checked(Brief brief, Work.Done done) {
        var schema = brief.answer();
        if (schema.isEmpty()) {
            return done;
        }
        var problems =
                done.answer()
                        .map(schema.get()::problems)
                        .orElse(List.of("there is no structured answer"));
        return problems.isEmpty() ? done : new Work.Ended(invalid(schema.get(), problems, done));
    }

    private static StepResult invalid(AnswerSchema schema, List<String> problems, Work.Done done) {
        return Steps.blocked(
                        "invalid-answer",
                        "the answer does not meet the schema '%s': %s"
                                .formatted(schema.name(), String.join("; ", problems)),
                        "have it answered again with 'landfast retry'; the schema is in the brief")
                .with(done.artifacts())
                .using(Optional.of(done.usage()));
    }
}
