package dev.landfast.agent;

import dev.landfast.agent.brief.BriefWriter;
import dev.landfast.journal.Usage;
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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Any executable as an agent.
///
/// It gets the brief on standard input and in the file `LANDFAST_BRIEF`, works in its directory,
/// and answers with what it prints; a structured answer is reported to the server, goes to the file
/// `LANDFAST_ANSWER` or is the only thing printed. Started again for the same attempt, it finds the
/// process that is still running.
final class CommandAgent implements Agent {

    private static final int MESSAGE_CHARACTERS = 4_000;

    private final List<String> command;
    private final Tasks tasks;

    CommandAgent(List<String> command, Tasks tasks) {
        this.command = List.copyOf(command);
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return "command";
    }

    @Override
    public AgentOutcome work(Assignment assignment) throws InterruptedException {
        var state = assignment.site().scratch().resolve("task");
        var answer = assignment.site().desk().resolve("answer.json");
        var found = tasks.attach(state);
        var task = found.orElseGet(() -> start(assignment, state, answer));
        try {
            var end = task.await();
            // Its start was cut off, which says nothing about the command.
            return end instanceof TaskEnd.NotStarted(var why, var _) && found.isPresent()
                    ? new AgentOutcome.Lost(why)
                    : outcome(end, task, () -> answer(assignment, answer));
        } catch (InterruptedException e) {
            task.cancel();
            throw e;
        }
    }

    private Task start(Assignment assignment, Path state, Path answer) {
        var brief = assignment.site().desk().resolve("brief.md");
        try {
            Files.createDirectories(state);
            Files.createDirectories(assignment.site().desk());
            Files.writeString(brief, assignment.brief().text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var options =
                TaskSpec.Options.in(state)
                        .withStdin(brief)
                        .withSeparateStderr()
                        .withContainment(assignment.site().bounds().containment())
                        .withLimits(Limits.standard().withWall(assignment.site().bounds().limit()));
        var id = TaskSpec.idOf(assignment.run() + "." + assignment.key());
        return tasks.start(
                new TaskSpec(
                        id,
                        command,
                        assignment.site().worktree(),
                        environment(assignment, brief, answer),
                        options));
    }

    private static Map<String, String> environment(Assignment assignment, Path brief, Path answer) {
        var environment = new LinkedHashMap<>(assignment.site().environment());
        environment.put("LANDFAST_ANSWER", answer.toString());
        environment.put("LANDFAST_BRIEF", brief.toString());
        environment.put("LANDFAST_ROLE", assignment.brief().role().name());
        environment.put("LANDFAST_RUN", assignment.run());
        environment.put("LANDFAST_STEP", assignment.key().step());
        environment.put("LANDFAST_VISIT", Integer.toString(assignment.visit()));
        return environment;
    }

    private AgentOutcome outcome(TaskEnd end, Task task, Supplier<Optional<String>> answer) {
        return switch (end) {
            case TaskEnd.Exited(int code, var facts) when code == 0 -> finished(task, answer);
            case TaskEnd.Exited(int code, var facts) when code == 126 || code == 127 ->
                    new AgentOutcome.Unavailable(
                            "missing-tool",
                            "the agent command '%s' cannot be run (exit %d)"
                                    .formatted(command.getFirst(), code),
                            "check agents: in landfast.yaml, or pass --agent");
            case TaskEnd.Exited(int code, var facts) ->
                    new AgentOutcome.Failed(
                            "the agent command ended with exit code "
                                    + code
                                    + lastWords(task.errorLog()),
                            Optional.of(task.log()));
            case TaskEnd.Signalled(int signal, var facts) ->
                    new AgentOutcome.Failed(
                            "the agent command died of signal " + signal, Optional.of(task.log()));
            case TaskEnd.TimedOut(var timer, var facts) ->
                    new AgentOutcome.OutOfTime(
                            "the agent command reached its %s limit after %d s"
                                    .formatted(
                                            timer == TaskEnd.Timer.WALL ? "time" : "silence",
                                            facts.duration().toSeconds()),
                            Optional.of(task.log()));
            case TaskEnd.Cancelled cancelled -> new AgentOutcome.Cancelled();
            case TaskEnd.Lost(String why, var facts) -> new AgentOutcome.Lost(why);
            case TaskEnd.NotStarted(String why, var facts) ->
                    new AgentOutcome.Unavailable(
                            "missing-tool", why, "check agents: in landfast.yaml, or pass --agent");
        };
    }

    private AgentOutcome finished(Task task, Supplier<Optional<String>> answer) {
        var printed = tail(task.log());
        var structured =
                answer.get()
                        .or(() -> Optional.of(printed.strip()).filter(CommandAgent::looksLikeJson));
        var usage = Usage.unknown(command.getFirst());
        return new AgentOutcome.Finished(printed, structured, usage, List.of(task.log()));
    }

    /// What was handed in by calling the server, else by the file.
    private static Optional<String> answer(Assignment assignment, Path file) {
        return assignment.site().reported().or(() -> read(file));
    }

    private static boolean looksLikeJson(String text) {
        return text.startsWith("{") && text.endsWith("}");
    }

    private static Optional<String> read(Path file) {
        try {
            // A link would have us read for the agent what it cannot read itself.
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            && Files.size(file) <= 1 << 20
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String lastWords(Path log) {
        return BriefWriter.firstLine(tail(log)).map(line -> ": " + line).orElse("");
    }

    private static String tail(Path log) {
        try {
            var size = Files.exists(log) ? Files.size(log) : 0;
            var bytes =
                    new LogReader(log, Math.max(0, size - MESSAGE_CHARACTERS))
                            .read(MESSAGE_CHARACTERS);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
