package dev.landfast.step;

import dev.landfast.agent.Agent;
import dev.landfast.agent.AgentChoice;
import dev.landfast.agent.Assignment;
import dev.landfast.agent.Prices;
import dev.landfast.agent.RecordedTurn;
import dev.landfast.agent.brief.Brief;
import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.journal.Artifact;
import dev.landfast.journal.Artifacts;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.Tokens;
import dev.landfast.journal.Usage;
import dev.landfast.process.ContainmentLevel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Gives one attempt to an agent and turns what comes back into facts, never into a verdict.
final class AgentWork {

    private static final Duration USUAL_LIMIT = Duration.ofHours(1);
    private static final int MESSAGE_CHARACTERS = 2_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Crew crew;
    private final Books books;
    private final Briefing briefing;

    AgentWork(Crew crew, Books books, Briefing briefing) {
        this.crew = crew;
        this.books = books;
        this.briefing = briefing;
    }

    /// Where what it does is written down.
    ///
    /// @param state where attempts keep brief, log and answer; outside every worktree
    /// @param tools what agents may call meanwhile
    record Books(Artifacts artifacts, Path state, DayBudget day, Optional<AgentTools> tools) {

        Books(Artifacts artifacts, Path state, DayBudget day) {
            this(artifacts, state, day, Optional.empty());
        }
    }

    /// What an agent left behind.
    sealed interface Work {

        /// @param answer the structured answer, which met its schema
        /// @param level how its processes were contained; empty when there were none
        record Done(
                String message,
                Optional<String> answer,
                Usage usage,
                List<Artifact> artifacts,
                Optional<ContainmentLevel> level)
                implements Work {

            Done with(Artifact more) {
                var all = new ArrayList<>(artifacts);
                all.add(more);
                return new Done(message, answer, usage, all, level);
            }
        }

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

    Work run(Attempt attempt, Task task, Seat seat) throws InterruptedException {
        return run(attempt, attempt.key(), task, seat);
    }

    /// @param booked the attempt that is settled once it has ended: of which this one is a part
    Work run(Attempt attempt, StepKey booked, Task task, Seat seat) throws InterruptedException {
        return switch (begin(attempt, booked, task, seat)) {
            case Work.Done done -> done.with(recorded(attempt, task, done));
            case Work.Ended ended -> ended;
        };
    }

    /// What is needed to play it again.
    private Artifact recorded(Attempt attempt, Task task, Work.Done done) {
        var turn =
                new RecordedTurn(
                        attempt.key().step(),
                        attempt.input().visit(),
                        task.role(),
                        done.message(),
                        done.answer());
        return kept(RecordedTurn.NAME, turn.json().getBytes(StandardCharsets.UTF_8));
    }

    /// Keeps what a step has left beside what the agent's own attempt does.
    Artifact kept(String name, byte[] content) {
        return books.artifacts()
                .put(name, "application/octet-stream", new ByteArrayInputStream(content));
    }

    private Work begin(Attempt attempt, StepKey booked, Task task, Seat seat)
            throws InterruptedException {
        var handover = new Handover(attempt);
        if (handover.waits()) {
            return new Work.Ended(handover.ask(seat.directory()));
        }
        var scratch = made(place(attempt));
        var brief = briefing.give(attempt, task, new Briefing.Desk(seat.directory(), scratch));
        var artifact = books.artifacts().put("brief.md", "text/markdown", brief.text());
        var answer = handover.answer();
        if (answer.isPresent()) {
            return answered(brief, answer.get(), List.of(artifact));
        }
        var choices = crew.choices().apply(attempt.run());
        var agent = crew.agent(attempt.run(), task.role());
        var chosen = choices.of(task.role()).orElseThrow();
        var person = chosen instanceof AgentChoice.Human;
        return switch (person
                ? DayBudget.UNBOUNDED
                : books.day().reserve(booked(attempt, booked))) {
            case DayBudget.Answer.Refused(var result) ->
                    new Work.Ended(result.with(List.of(artifact)));
            case DayBudget.Answer.Granted(var dollars) ->
                    priced(
                            worked(attempt, task, seat, new Given(agent, brief, artifact, dollars)),
                            choices.prices());
        };
    }

    /// What is settled before the agent begins.
    ///
    /// @param kept the brief as it is kept
    private record Given(Agent agent, Brief brief, Artifact kept, Optional<Double> dollars) {}

    private Work worked(Attempt attempt, Task task, Seat seat, Given given)
            throws InterruptedException {
        var choices = crew.choices().apply(attempt.run());
        var scratch = place(attempt);
        var chosen = choices.of(task.role()).orElseThrow();
        var environment = new LinkedHashMap<>(seat.environment());
        environment.putAll(choices.handed().to(chosen));
        given.dollars()
                .ifPresent(d ->
                        environment.put("LANDFAST_DOLLARS", String.format(Locale.ROOT, "%.4f", d)));
        var visit = attempt.input().visit();
        var shared = new Assignment.Shared(scratch, attempt.key(), visit);
        var place = new Cell.Place(scratch, shared.home());
        var cell = new Cell(choices.confinement(), chosen, seat, place);
        var containment = cell.around(environment, branches(task), !begun(attempt));
        var desk = new AgentTools.Desk(attempt, given.brief(), scratch, choices);
        var calls = cell.holdsProgram() && containment.reachesLoopback();
        try (var session = calls ? open(desk) : AgentTools.Session.NONE) {
            environment.putAll(session.environment());
            var bounds = new Assignment.Bounds(limit(attempt), given.dollars(), containment);
            var site =
                    new Assignment.Site(
                            seat.directory(), scratch, environment, bounds, session.server());
            var assignment =
                    new Assignment(attempt.run(), attempt.key(), visit, given.brief(), site);
            var redactor = Redactor.in(environment, session.secrets(choices.secrets()));
            var kept = new Keepsakes(books.artifacts(), redactor, given.kept());
            var level = Optional.of(containment.level()).filter(_ -> cell.holdsProgram());
            var debriefing = new Debriefing(given.brief(), kept, level, choices.prices());
            return worked(given.agent(), assignment, debriefing);
        }
    }

    /// Afterwards nothing of the attempt runs any more.
    private static Work worked(Agent agent, Assignment assignment, Debriefing debriefing)
            throws InterruptedException {
        try {
            return debriefing.of(agent.work(assignment));
        } finally {
            assignment.shared().leave();
            debriefing.kept().blot(assignment.site().scratch());
        }
    }

    private AgentTools.Session open(AgentTools.Desk desk) {
        return books.tools().map(tools -> tools.open(desk)).orElse(AgentTools.Session.NONE);
    }

    private static Attempt booked(Attempt attempt, StepKey key) {
        return new Attempt(
                attempt.run(), key, attempt.definition(), attempt.task(), attempt.input());
    }

    private static List<String> branches(Task task) {
        return Stream.of("branch", "base")
                .flatMap(fact -> Optional.ofNullable(task.facts().get(fact)).stream())
                .toList();
    }

    private static Work priced(Work work, Prices prices) {
        return switch (work) {
            case Work.Done(var message, var answer, var usage, var kept, var level) ->
                    new Work.Done(message, answer, prices.priced(usage), kept, level);
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
        return place(books.state(), attempt);
    }

    /// The folder of an attempt among those of all.
    static Path place(Path attempts, Attempt attempt) {
        return attempts.resolve(attempt.run()).resolve(ReadOnlyCopy.name(attempt));
    }

    /// What of an attempt's folder the agent itself may write.
    static Path desk(Path scratch) {
        return made(Assignment.Site.desk(scratch));
    }

    static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
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
        var done = new Work.Done(said.text(), answer, usage, kept, Optional.empty());
        return Debriefing.checked(brief, done);
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
        done.level().ifPresent(level -> outputs.put("containment", level.word()));
        return outputs;
    }
}
