package dev.landfast.agent.dialect;

import dev.landfast.agent.Agent;
import dev.landfast.agent.AgentOutcome;
import dev.landfast.agent.AgentOutcome.Trace;
import dev.landfast.agent.Assignment;
import dev.landfast.journal.Tokens;
import dev.landfast.journal.Usage;
import dev.landfast.process.StdinPipe;
import dev.landfast.process.Task;
import dev.landfast.process.TaskEnd;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Any agent that speaks the Agent Client Protocol on its standard input and output.
///
/// The conversation is led by us and cannot be taken up again: when this program dies, so does the
/// agent's input, and what became of the work is not known.
public final class AcpAgent implements Agent {

    private static final Duration LAST_MOMENT = Duration.ofSeconds(5);

    private final List<String> command;
    private final Tasks tasks;

    public AcpAgent(List<String> command, Tasks tasks) {
        this.command = List.copyOf(command);
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return "acp";
    }

    @Override
    public AgentOutcome work(Assignment assignment) throws InterruptedException {
        var program = new Program(tasks, assignment, 1, assignment.site().bounds().limit());
        var found = program.attach();
        if (found.isPresent()) {
            found.get().cancel();
            return new AgentOutcome.Lost("whoever led its conversation died");
        }
        try (var pipe = StdinPipe.make(program.pipe())) {
            var call = new Dialect.Call(command, environment(assignment), Map.of());
            var task = program.start(call, pipe.path());
            return converse(assignment, program, task, pipe);
        } catch (IOException e) {
            return new AgentOutcome.Failed(
                    "the conversation broke off: " + e.getMessage(), Optional.empty());
        }
    }

    private static Map<String, String> environment(Assignment assignment) throws IOException {
        var home = Files.createDirectories(Program.home(assignment));
        return Map.of("GEMINI_CLI_HOME", home.toString());
    }

    private AgentOutcome converse(Assignment assignment, Program program, Task task, StdinPipe pipe)
            throws IOException, InterruptedException {
        var talk = new AcpTalk(task, pipe, assignment.brief().role().reach().edits());
        try {
            var session = talk.begin(assignment.site());
            if (session.isPresent()) {
                talk.prompt(session.get(), assignment.brief().text());
                askAgain(assignment, program, talk, session.get());
            }
            pipe.close();
            return outcome(talk, program, task, end(task));
        } catch (InterruptedException e) {
            task.cancel();
            throw e;
        }
    }

    private static void askAgain(
            Assignment assignment, Program program, AcpTalk talk, String session)
            throws IOException, InterruptedException {
        var schema = assignment.brief().answer();
        if (schema.isEmpty() || !talk.hasEnded()) {
            return;
        }
        var problems =
                program.answer(talk.transcript().message())
                        .map(schema.get()::problems)
                        .orElse(List.of("there is no structured answer"));
        if (!problems.isEmpty()) {
            Laid.drop(program.answerFile());
            talk.prompt(session, Prompts.answerAgain(problems));
        }
    }

    /// Without its input it ends by itself, soon or not at all.
    private static TaskEnd end(Task task) throws InterruptedException {
        var end = task.await(LAST_MOMENT);
        if (end.isEmpty()) {
            task.cancel();
        }
        return end.isPresent() ? end.get() : task.await();
    }

    private AgentOutcome outcome(AcpTalk talk, Program program, Task task, TaskEnd end) {
        var turn = talk.lastTurn();
        var trace = new Trace(usage(talk), List.of(task.log()));
        if (end instanceof TaskEnd.TimedOut(var timer, var facts)) {
            return new AgentOutcome.OutOfTime(Endings.outOfTime(timer, facts), trace);
        }
        if (end instanceof TaskEnd.NotStarted(var why, var _)) {
            return new AgentOutcome.Unavailable(
                    "missing-tool", why, "check agents: in landfast.yaml, or pass --agent");
        }
        var over = talk.hasEnded();
        var code = !over && end instanceof TaskEnd.Exited(int exit, var _) ? exit : 0;
        return Endings.of(
                turn,
                new Endings.Exit(code, Optional.empty(), Program.lastWords(task)),
                trace,
                program.answer(turn.message()));
    }

    /// Of all turns; what one of them does not say nobody knows.
    private Optional<Usage> usage(AcpTalk talk) {
        var transcript = talk.transcript();
        var model = transcript.model().isEmpty() ? command.getFirst() : transcript.model();
        var silent = talk.lastTurn().tokens(Tokens.NONE).isEmpty();
        return transcript
                .tokens(Tokens.NONE)
                .map(tokens -> Usage.unpriced(model, tokens))
                .map(usage -> silent ? usage.andMore() : usage)
                .or(() -> Optional.of(Usage.unknown(model)).filter(_ -> transcript.hasWorked()));
    }
}
