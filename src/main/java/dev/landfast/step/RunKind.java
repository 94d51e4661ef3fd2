package dev.landfast.step;

import dev.landfast.engine.StepExecutor;
import dev.landfast.journal.Artifact;
import dev.landfast.journal.Artifacts;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.process.Containment;
import dev.landfast.process.Limits;
import dev.landfast.process.LogReader;
import dev.landfast.process.Task;
import dev.landfast.process.TaskEnd;
import dev.landfast.process.TaskSpec;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `run`: a command of the project, in the worktree. Started again after a crash it finds the
/// process that is still running, or its end.
final class RunKind implements StepExecutor {

    private static final int TEXT_CHARACTERS = 4_000;
    private static final String CHANGED = "changed";

    private final Tasks tasks;
    private final Crew crew;
    private final Seats seats;
    private final Redactor redactor;
    private final Sites sites;
    private final RunInfo.Source runs;
    private final Artifacts artifacts;
    private final Path state;

    RunKind(Tools tools, Sites sites, RunInfo.Source runs, Artifacts artifacts, Path state) {
        this.tasks = tools.tasks();
        this.crew = tools.crew();
        this.seats = tools.seats();
        this.redactor = Redactor.in(tools.caller(), Map.of());
        this.sites = sites;
        this.runs = runs;
        this.artifacts = artifacts;
        this.state = state;
    }

    /// What it runs commands with.
    ///
    /// @param caller the environment of whoever started us, of which they see a part
    record Tools(Tasks tasks, Crew crew, Seats seats, Map<String, String> caller) {}

    @Override
    public String kind() {
        return "run";
    }

    @Override
    public StepResult execute(Attempt attempt) throws InterruptedException {
        var folder = state.resolve(attempt.run()).resolve(ReadOnlyCopy.name(attempt));
        var found = tasks.attach(folder);
        var task = found.orElseGet(() -> start(attempt, folder));
        try {
            var end = task.await();
            // Its start was cut off, which says nothing about the command.
            return end instanceof TaskEnd.NotStarted(var why, var _) && found.isPresent()
                    ? StepResult.of(new Outcome.Lost(why))
                    : result(attempt, end, task);
        } catch (InterruptedException e) {
            task.cancel();
            throw e;
        }
    }

    @Override
    public Optional<StepResult> probe(Attempt attempt) {
        return Optional.empty();
    }

    private Task start(Attempt attempt, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var site = sites.of(attempt.run());
        var with = attempt.input().with();
        var environment = environment(attempt);
        var limits =
                attempt.task()
                        .policy()
                        .timeout()
                        .map(Limits.standard()::withWall)
                        .orElse(Limits.standard());
        var id = TaskSpec.idOf(attempt.run() + "." + attempt.key());
        return tasks.start(
                new TaskSpec(
                        id,
                        command(with.values().get("run")),
                        with.text("in")
                                .map(site.checkout().path()::resolve)
                                .orElse(site.checkout().path()),
                        environment,
                        TaskSpec.Options.in(folder)
                                .withLimits(limits)
                                .withContainment(containment(attempt, site, environment))));
    }

    /// Nothing of it lies where whoever works in the worktree has a hand in it.
    private Map<String, String> environment(Attempt attempt) {
        var environment = new LinkedHashMap<>(sites.commands(attempt.run()));
        attempt.input()
                .with()
                .map("env")
                .values()
                .forEach((name, value) -> environment.put(name, String.valueOf(value)));
        return environment;
    }

    /// A command is the definition's own and has to start quickly, so that it is contained only
    /// where the project asks for it.
    private Containment containment(Attempt attempt, Site site, Map<String, String> environment) {
        var confinement = crew.choices().apply(attempt.run()).confinement();
        return confinement.demanded()
                ? confinement.around(seats.ofCommand(site), environment.getOrDefault("PATH", ""))
                : Containment.none();
    }

    /// A list is a program and its arguments; one text is for a shell.
    private static List<String> command(@Nullable Object value) {
        return value instanceof List<?> words
                ? words.stream().map(String::valueOf).toList()
                : List.of("/bin/sh", "-c", String.valueOf(value));
    }

    private StepResult result(Attempt attempt, TaskEnd end, Task task) {
        return (switch (end) {
                    case TaskEnd.Exited(var code, var _) -> exited(attempt, code, task);
                    case TaskEnd.Signalled(var signal, var _) ->
                            failed(attempt, "the command died of signal " + signal);
                    case TaskEnd.TimedOut(var _, var facts) ->
                            failed(
                                    attempt,
                                    "the command was stopped after "
                                            + facts.duration().toSeconds()
                                            + " s");
                    case TaskEnd.Cancelled _ -> StepResult.of(new Outcome.Cancelled());
                    case TaskEnd.Lost(var why, var _) -> StepResult.of(new Outcome.Lost(why));
                    case TaskEnd.NotStarted(var why, var _) ->
                            Steps.blocked(
                                    "missing-tool",
                                    why,
                                    "install it or correct the step's command");
                })
                .with(log(task));
    }

    /// A command that never came to run has none.
    private List<Artifact> log(Task task) {
        redactor.blot(task.log());
        return Files.isRegularFile(task.log())
                ? List.of(artifacts.put("log", "text/plain", task.log()))
                : List.of();
    }

    private StepResult exited(Attempt attempt, int code, Task task) {
        var outputs = new LinkedHashMap<String, Object>();
        outputs.put("exit", (long) code);
        outputs.put("text", text(task.log()));
        if (isLookedUp(attempt, CHANGED)) {
            outputs.put(CHANGED, !sites.of(attempt.run()).checkout().status().clean());
        }
        if (code == attempt.input().with().integer("expect").orElse(0L)) {
            return Steps.pass(outputs);
        }
        var reason = "the command ended with exit code " + code;
        return switch (attempt.input().with().text("on-fail").orElse("fail")) {
            case "blocked" ->
                    Steps.blocked("transient", reason, "look at the log, then retry the run");
            case "escalate" -> Steps.escalate(reason);
            default ->
                    withOutputs(
                            Steps.fail("command-failed", reason, "see the step's log"), outputs);
        };
    }

    /// Whether any step may ask for an output that takes a look at the whole worktree. The text of
    /// the definition tells: a lookup is one word in it.
    private boolean isLookedUp(Attempt attempt, String output) {
        var text = runs.of(attempt.run()).start().pin().text();
        return text.contains("steps." + attempt.task().id() + "." + output);
    }

    private static StepResult withOutputs(StepResult result, Map<String, Object> outputs) {
        return new StepResult(
                result.outcome(), outputs, result.findings(), result.artifacts(), result.usage());
    }

    private static StepResult failed(Attempt attempt, String reason) {
        return Steps.fail(
                "command-failed", Steps.title(attempt) + ": " + reason, "see the step's log");
    }

    private static String text(Path log) {
        try {
            var size = Files.exists(log) ? Files.size(log) : 0;
            var bytes =
                    new LogReader(log, Math.max(0, size - TEXT_CHARACTERS)).read(TEXT_CHARACTERS);
            return new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
