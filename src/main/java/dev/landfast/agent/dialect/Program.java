package dev.landfast.agent.dialect;

import dev.landfast.agent.Assignment;
import dev.landfast.process.Limits;
import dev.landfast.process.LogReader;
import dev.landfast.process.Task;
import dev.landfast.process.TaskSpec;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;

/// One call of an agent's program as a task: what it is given, and where its words are found again.
///
/// @param number counts from 1 within the attempt
/// @param within what is left of the attempt's time
record Program(Tasks tasks, Assignment assignment, int number, Duration within) {

    private static final int LAST_WORDS = 4_000;

    /// Configuration and conversations of the program, for the attempts at one visit of a step and
    /// for nobody else.
    static Path home(Assignment assignment) {
        return assignment.shared().home();
    }

    private Path scratch() {
        return assignment.site().scratch();
    }

    private Path desk() {
        return assignment.site().desk();
    }

    private Path state() {
        return scratch().resolve(number == 1 ? "task" : "task-" + number);
    }

    /// The structured answer: what was handed in by calling the server, else what was left in the
    /// file or was said last.
    Optional<String> answer(String message) {
        return assignment.site().reported().or(() -> Answers.find(answerFile(), message));
    }

    /// Where a structured answer may be left.
    Path answerFile() {
        return desk().resolve(number == 1 ? "answer.json" : "answer-" + number + ".json");
    }

    Optional<Task> attach() {
        return tasks.attach(state());
    }

    /// Where a conversation's own input goes through.
    Path pipe() throws IOException {
        return Files.createDirectories(scratch()).resolve("input");
    }

    Task start(Dialect.Call call, String prompt) {
        // What it reads as its input is ours; the copy on its desk is for its tools.
        var input = scratch().resolve("prompt-" + number + ".md");
        try {
            Files.createDirectories(scratch());
            Files.writeString(input, prompt);
            Laid.put(desk(), brief(), prompt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(call, input);
    }

    private Path brief() {
        return desk().resolve(number == 1 ? "brief.md" : "brief-" + number + ".md");
    }

    /// @param input what is to be its standard input
    Task start(Dialect.Call call, Path input) {
        try {
            Files.createDirectories(state());
            Files.createDirectories(home(assignment));
            for (var file : call.files().entrySet()) {
                Laid.put(home(assignment), file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var options =
                TaskSpec.Options.in(state())
                        .withStdin(input)
                        .withSeparateStderr()
                        .withContainment(assignment.site().bounds().containment())
                        .withLimits(Limits.standard().withWall(within));
        return tasks.start(
                new TaskSpec(
                        id(),
                        call.command(),
                        assignment.site().worktree(),
                        environment(call),
                        options));
    }

    private String id() {
        return TaskSpec.idOf(
                assignment.run() + "." + assignment.key() + (number == 1 ? "" : "." + number));
    }

    private LinkedHashMap<String, String> environment(Dialect.Call call) {
        var environment = new LinkedHashMap<>(assignment.site().environment());
        environment.putAll(call.environment());
        environment.put("LANDFAST_ANSWER", answerFile().toString());
        environment.put("LANDFAST_BRIEF", brief().toString());
        environment.put("LANDFAST_ROLE", assignment.brief().role().name());
        environment.put("LANDFAST_RUN", assignment.run());
        environment.put("LANDFAST_STEP", assignment.key().step());
        environment.put("LANDFAST_VISIT", Integer.toString(assignment.visit()));
        return environment;
    }

    /// The end of what it said on standard error.
    static String lastWords(Task task) {
        var log = task.errorLog();
        try {
            var size = Files.exists(log) ? Files.size(log) : 0;
            var from = Math.max(0, size - LAST_WORDS);
            return new String(new LogReader(log, from).read(LAST_WORDS), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
