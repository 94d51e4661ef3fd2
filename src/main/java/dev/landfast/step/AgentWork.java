package dev.landfast.step;

import dev.landfast.agent.AgentChoice;
import dev.landfast.agent.AgentOutcome;
import dev.landfast.agent.AnswerSchema;
import dev.landfast.agent.Assignment;
import dev.landfast.agent.Brief;
import dev.landfast.agent.BriefWriter;
import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.journal.Artifact;
import dev.landfast.journal.Artifacts;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.Usage;
import dev.landfast.process.Bounds;
import dev.landfast.process.Containment;
import dev.landfast.process.ContainmentLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final Artifacts artifacts;
    private final Path state;

    /// @param state where attempts keep brief, log and answer; outside every worktree
    AgentWork(Crew crew, Artifacts artifacts, Path state) {
        this.crew = crew;
        this.artifacts = artifacts;
        this.state = state;
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
                implements Work {}

        /// Not done; the step ends like this.
        record Ended(StepResult result) implements Work {}
    }

    /// What the agent is to know beyond its role.
    ///
    /// @param measured what will be measured of its work, a line each
    /// @param facts branch, base and the like
    /// @param answers the shape of the answer, where it is not the role's usual one
    record Task(
            String role,
            String wish,
            List<String> measured,
            Map<String, String> facts,
            Optional<String> answers) {

        Task(String role, String wish, List<String> measured, Map<String, String> facts) {
            this(role, wish, measured, facts, Optional.empty());
        }
    }

    Work run(Attempt attempt, Task task, Seat seat) throws InterruptedException {
        var brief = brief(attempt, task);
        var artifact = artifacts.put("brief.md", "text/markdown", brief.text());
        if (attempt.input().answer().isPresent()) {
            return answered(brief, attempt.input().answer().get(), List.of(artifact));
        }
        var scratch = folder(attempt);
        var choices = crew.choices().apply(attempt.run());
        var given = new LinkedHashMap<>(seat.environment());
        given.putAll(choices.handed());
        var containment =
                choices.confinement()
                        .around(
                                bounds(attempt, task, seat, given)
                                        .writing(List.of(desk(scratch)))
                                        .reading(programs(choices, task.role())),
                                given.getOrDefault("PATH", ""));
        given.put("TMPDIR", temporary(containment, scratch).toString());
        var site =
                new Assignment.Site(seat.directory(), scratch, given, limit(attempt), containment);
        var assignment =
                new Assignment(attempt.run(), attempt.key(), attempt.input().visit(), brief, site);
        var kept = new Keepsakes(artifacts, new Redactor(choices.handed()), artifact);
        var outcome = crew.agent(attempt.run(), task.role()).work(assignment);
        var level =
                Optional.of(containment.level()).filter(_ -> isProgram(attempt.run(), task.role()));
        return judge(outcome, brief, kept, level);
    }

    /// Where files can be replaced the worktree's own link leads to the shadow; elsewhere variables
    /// do.
    private Bounds bounds(Attempt attempt, Task task, Seat seat, Map<String, String> given) {
        var shadow = seat.shadow().filter(_ -> isProgram(attempt.run(), task.role()));
        if (shadow.isEmpty()) {
            return seat.bounds();
        }
        if (!begun(attempt)) {
            shadow.get().make(branches(task));
        }
        var folder = shadow.get().folder().toString();
        if (crew.choices().apply(attempt.run()).confinement().level() != ContainmentLevel.STRICT) {
            given.put("GIT_DIR", folder);
            given.put("GIT_WORK_TREE", seat.directory().toString());
            return seat.bounds();
        }
        var link = place(attempt).resolve("git-link");
        try {
            Files.writeString(link, "gitdir: " + folder + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seat.bounds().showing(seat.directory().resolve(".git"), link);
    }

    private static List<String> branches(Task task) {
        return Stream.of("branch", "base")
                .flatMap(fact -> Optional.ofNullable(task.facts().get(fact)).stream())
                .toList();
    }

    private boolean isProgram(String run, String role) {
        return choice(run, role).filter(AgentChoice.Command.class::isInstance).isPresent();
    }

    /// What of an attempt's folder the agent itself may write.
    static Path desk(Path scratch) {
        return made(Assignment.Site.desk(scratch));
    }

    /// The usual place where that is the task's own: a deep one is too long for sockets.
    private static Path temporary(Containment containment, Path scratch) {
        return containment.level() == ContainmentLevel.STRICT
                ? Path.of("/tmp")
                : made(desk(scratch).resolve("tmp"));
    }

    /// The agent's own program, and files that its command names, such as a script.
    private static List<Path> programs(Crew.Choices choices, String role) {
        if (!(choices.of(role).orElse(null) instanceof AgentChoice.Command(var command))) {
            return List.of();
        }
        return command.stream()
                .filter(word -> word.startsWith("/"))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .flatMap(file -> choices.confinement().guard().needs(file).stream())
                .toList();
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

    private Brief brief(Attempt attempt, Task task) {
        var matter =
                new BriefWriter.Matter(
                        Steps.title(attempt),
                        task.wish(),
                        attempt.input().findings(),
                        task.measured(),
                        task.facts());
        var role = crew.role(task.role());
        return BriefWriter.write(task.answers().map(role::answering).orElse(role), matter);
    }

    private Path place(Attempt attempt) {
        return place(state, attempt);
    }

    /// The folder of an attempt among those of all.
    static Path place(Path attempts, Attempt attempt) {
        return attempts.resolve(attempt.run()).resolve(ReadOnlyCopy.name(attempt));
    }

    private Path folder(Attempt attempt) {
        return made(place(attempt));
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration limit(Attempt attempt) {
        return attempt.task().policy().timeout().orElse(USUAL_LIMIT);
    }

    /// A person did the work and says so.
    private static Work answered(Brief brief, Event.Answered said, List<Artifact> kept) {
        if (!said.accepted()) {
            return new Work.Ended(
                    Steps.escalate("the person who was asked declined: " + said.text()));
        }
        var usage = new Usage("person", 0, 0, 0, Usage.Basis.UNKNOWN);
        var answer =
                brief.answer().isPresent()
                        ? Optional.of(
                                JSON.writeValueAsString(
                                        said.more().getOrDefault("answer", Map.of())))
                        : Optional.<String>empty();
        return checked(brief, new Work.Done(said.text(), answer, usage, kept, Optional.empty()));
    }

    private static Work judge(
            AgentOutcome outcome, Brief brief, Keepsakes kept, Optional<ContainmentLevel> level) {
        return switch (outcome) {
            case AgentOutcome.Finished(var message, var answer, var usage, var log) -> {
                var all = kept.log(log).message(message).all();
                yield checked(
                        brief,
                        new Work.Done(kept.text(message), kept.text(answer), usage, all, level));
            }
            case AgentOutcome.Waiting(var ask) -> ended(new Outcome.Waiting(ask), kept);
            case AgentOutcome.Failed(var reason, var log) ->
                    ended(new Outcome.Escalate(kept.text(reason)), kept.log(log));
            case AgentOutcome.Unavailable(var kind, var reason, var remedy) ->
                    ended(new Outcome.Blocked(kind, reason, remedy), kept);
            case AgentOutcome.OutOfTime(var reason, var log) ->
                    ended(new Outcome.Escalate(reason), kept.log(log));
            case AgentOutcome.Cancelled() -> ended(new Outcome.Cancelled(), kept);
            case AgentOutcome.Lost(var reason) -> ended(new Outcome.Lost(reason), kept);
        };
    }

    private static Work ended(Outcome outcome, Keepsakes kept) {
        return new Work.Ended(StepResult.of(outcome).with(kept.all()));
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
                .with(done.artifacts());
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
