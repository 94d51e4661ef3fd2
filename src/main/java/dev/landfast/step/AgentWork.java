package dev.landfast.step;

import dev.landfast.agent.AgentChoice;
import dev.landfast.agent.AgentOutcome;
import dev.landfast.agent.Assignment;
import dev.landfast.agent.Prices;
import dev.landfast.agent.brief.AnswerSchema;
import dev.landfast.agent.brief.Brief;
import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.journal.Artifact;
import dev.landfast.journal.Artifacts;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.Tokens;
import dev.landfast.journal.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Gives one attempt to an agent and turns what comes back into facts, never into a verdict.
final class AgentWork {

    private static final Duration USUAL_LIMIT = Duration.ofHours(1);
    private static final int MESSAGE_CHARACTERS = 2_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Crew crew;
    private final Artifacts artifacts;
    private final Path state;
    private final Briefing briefing;
    private final DayBudget day;

    AgentWork(Crew crew, Books books, Briefing briefing) {
        this.crew = crew;
        this.briefing = briefing;
        this.artifacts = books.artifacts();
        this.state = books.state();
        this.day = books.day();
    }

    /// Where what it does is written down.
    ///
    /// @param state where attempts keep brief, log and answer; outside every worktree
    record Books(Artifacts artifacts, Path state, DayBudget day) {}

    /// What an agent left behind.
    sealed interface Work {

        /// @param answer the structured answer, which met its schema
        record Done(String message, Optional<String> answer, Usage usage, List<Artifact> artifacts)
                implements Work {}

        /// Not done; the step ends like this.
        record Ended(StepResult result) implements Work {}
    }

    /// What the agent is to know beyond its role.
    ///
    /// @param facts branch, base and the like
    /// @param answers the shape of the answer, where it is not the role's usual one
    record Task(String role, String wish, Map<String, String> facts, Optional<String> answers) {

        Task(String role, String wish, Map<String, String> facts) {
            this(role, wish, facts, Optional.empty());
        }
    }

    /// @param directory where it works
    Work run(Attempt attempt, Task task, Path directory, Map<String, String> environment)
            throws InterruptedException {
        var scratch = folder(attempt);
        var brief = briefing.give(attempt, task, new Briefing.Desk(directory, scratch));
        var artifact = artifacts.put("brief.md", "text/markdown", brief.text());
        if (attempt.input().answer().isPresent()) {
            return answered(brief, attempt.input().answer().get(), List.of(artifact));
        }
        var choices = crew.choices().apply(attempt.run());
        var agent = crew.agent(attempt.run(), task.role());
        var human = choices.of(task.role()).filter(AgentChoice.Human.class::isInstance).isPresent();
        return switch (human ? DayBudget.UNBOUNDED : day.reserve(attempt)) {
            case DayBudget.Answer.Refused(var result) ->
                    new Work.Ended(result.with(List.of(artifact)));
            case DayBudget.Answer.Granted(var dollars) -> {
                var given = new LinkedHashMap<>(environment);
                given.putAll(choices.handed());
                dollars.ifPresent(
                        d -> given.put("LANDFAST_DOLLARS", String.format(Locale.ROOT, "%.4f", d)));
                var site = new Assignment.Site(directory, scratch, given, limit(attempt), dollars);
                var visit = attempt.input().visit();
                var assignment = new Assignment(attempt.run(), attempt.key(), visit, brief, site);
                yield priced(judge(agent.work(assignment), brief, artifact), choices.prices());
            }
        };
    }

    private static Work priced(Work work, Prices prices) {
        return switch (work) {
            case Work.Done(var message, var answer, var usage, var kept) ->
                    new Work.Done(message, answer, prices.priced(usage), kept);
            case Work.Ended(var result) ->
                    new Work.Ended(result.using(result.usage().map(prices::priced)));
        };
    }

    /// Who plays a role in a run, if anybody was chosen.
    Optional<AgentChoice> choice(String run, String role) {
        return crew.choices().apply(run).of(role);
    }

    /// Whether an agent's process was to be started for this attempt before: it is found again,
    /// running, ended or never come up, and what it made counts.
    boolean begun(Attempt attempt) {
        return Files.exists(place(attempt).resolve("task").resolve("about"));
    }

    /// Whether a role changes files, or only reads them: the stricter of what the workflow and the
    /// role's own file say.
    boolean edits(String run, String role) {
        return briefing.role(run, role).reach().edits();
    }

    private Path place(Attempt attempt) {
        return state.resolve(attempt.run()).resolve(ReadOnlyCopy.name(attempt));
    }

    private Path folder(Attempt attempt) {
        try {
            return Files.createDirectories(place(attempt));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Duration limit(Attempt attempt) {
        return attempt.task().policy().timeout().orElse(USUAL_LIMIT);
    }

    /// A person did the work and says so.
    private static Work answered(Brief brief, Event.Answered said, List<Artifact> kept) {
        if (!said.accepted()) {
            return new Work.Ended(
                    Steps.escalate("the person who was asked declined: " + said.text()));
        }
        var usage = new Usage("person", Tokens.NONE, 0, Usage.Basis.REPORTED);
        var answer =
                brief.answer().isPresent()
                        ? Optional.of(
                                JSON.writeValueAsString(
                                        said.more().getOrDefault("answer", Map.of())))
                        : Optional.<String>empty();
        return checked(brief, new Work.Done(said.text(), answer, usage, kept));
    }

    private Work judge(AgentOutcome outcome, Brief brief, Artifact briefArtifact) {
        var kept = new ArrayList<Artifact>();
        kept.add(briefArtifact);
        return switch (outcome) {
            case AgentOutcome.Finished(var message, var answer, var usage, var log) -> {
                log.ifPresent(file -> keep(kept, "log", file));
                if (!message.isBlank()) {
                    kept.add(artifacts.put("message.md", "text/markdown", message));
                }
                yield checked(brief, new Work.Done(message, answer, usage, kept));
            }
            case AgentOutcome.Waiting(var ask) -> ended(new Outcome.Waiting(ask), kept);
            case AgentOutcome.Failed(var reason, var trace) -> escalated(reason, trace, kept);
            case AgentOutcome.Refused(var reason, var trace) ->
                    escalated("the agent refused: " + reason, trace, kept);
            case AgentOutcome.Limited(var limit, var reason, var trace) ->
                    escalated("the agent's limit of " + limit + ": " + reason, trace, kept);
            case AgentOutcome.RateLimited(var reason, var until, var trace) ->
                    ended(rateLimited(reason, until), trace, kept);
            case AgentOutcome.Authentication(var reason, var remedy, var trace) ->
                    ended(
                            new Outcome.Blocked("authentication", reason, remedy),
                            orNothing(trace),
                            kept);
            case AgentOutcome.Transient(var reason, var trace) ->
                    ended(new Outcome.Blocked("transient", reason, "try again"), trace, kept);
            case AgentOutcome.Unavailable(var kind, var reason, var remedy) ->
                    ended(
                            new Outcome.Blocked(kind, reason, remedy),
                            orNothing(AgentOutcome.Trace.NONE),
                            kept);
            case AgentOutcome.OutOfTime(var reason, var trace) -> escalated(reason, trace, kept);
            case AgentOutcome.Cancelled(var trace) -> ended(new Outcome.Cancelled(), trace, kept);
            case AgentOutcome.Lost(var reason) -> ended(new Outcome.Lost(reason), kept);
        };
    }

    /// Who was not let in, or did not come up, has used nothing unless they say so.
    private static AgentOutcome.Trace orNothing(AgentOutcome.Trace trace) {
        var usage = trace.usage().or(() -> Optional.of(Usage.NOTHING));
        return new AgentOutcome.Trace(usage, trace.log());
    }

    private static Outcome rateLimited(String reason, Optional<Instant> until) {
        return new Outcome.Blocked("rate-limit", reason, "try again once it is over", until);
    }

    private Work escalated(String reason, AgentOutcome.Trace trace, List<Artifact> kept) {
        return ended(new Outcome.Escalate(reason), trace, kept);
    }

    /// What it used counts, whatever became of it.
    private Work ended(Outcome outcome, AgentOutcome.Trace trace, List<Artifact> kept) {
        trace.log().ifPresent(file -> keep(kept, "log", file));
        return new Work.Ended(StepResult.of(outcome).with(kept).using(trace.usage()));
    }

    private void keep(List<Artifact> kept, String name, Path file) {
        if (Files.isRegularFile(file)) {
            kept.add(artifacts.put(name, "text/plain", file));
        }
    }

    private static Work ended(Outcome outcome, List<Artifact> kept) {
        return new Work.Ended(StepResult.of(outcome).with(kept));
    }

    /// An answer that was asked for must be there and meet its schema.
    private static Work checked(Brief brief, Work.Done done) {
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

    /// Outputs of a step that a role did.
    static Map<String, Object> outputs(Work.Done done) {
        var outputs = new LinkedHashMap<String, Object>();
        var message = done.message();
        outputs.put(
                "message",
                message.length() > MESSAGE_CHARACTERS
                        ? message.substring(0, MESSAGE_CHARACTERS) + "…"
                        : message);
        return outputs;
    }
}
