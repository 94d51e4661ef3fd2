package dev.landfast.agent.dialect;

import dev.landfast.agent.Agent;
import dev.landfast.agent.AgentChoice;
import dev.landfast.agent.AgentOutcome;
import dev.landfast.agent.AgentOutcome.Trace;
import dev.landfast.agent.Assignment;
import dev.landfast.journal.Tokens;
import dev.landfast.journal.Usage;
import dev.landfast.process.ContainmentLevel;
import dev.landfast.process.Task;
import dev.landfast.process.TaskEnd;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// A coding agent's own program: Claude Code, Codex, Gemini CLI, OpenCode.
///
/// It gets the brief on standard input and works until it says that it is done, which proves
/// nothing. An answer that does not meet its schema is asked for once more in the same
/// conversation. Started again for the same attempt, it finds the process that is still running;
/// started for another attempt of the same visit, it goes on with the conversation.
public final class CodingAgent implements Agent {

    private static final int SIGNALLED = 128;

    private final AgentChoice.Coding choice;
    private final Dialect dialect;
    private final Tasks tasks;

    public CodingAgent(AgentChoice.Coding choice, Tasks tasks) {
        this.choice = choice;
        this.dialect = Dialect.of(choice.maker());
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return choice.maker().word();
    }

    /// One call of the program.
    ///
    /// @param number counts from 1 within the attempt
    /// @param before the conversation that it goes on with
    private record Turn(int number, String prompt, Optional<Session> before) {}

    /// What came of it.
    private record Told(AgentOutcome outcome, Optional<Session> session) {}

    @Override
    public AgentOutcome work(Assignment assignment) throws InterruptedException {
        var sessions = Sessions.of(assignment);
        var earlier = sessions.before();
        var prompt = earlier.isPresent() ? Prompts.goOn() : assignment.brief().text();
        var first = take(assignment, new Turn(1, prompt, earlier));
        var outcome = first.outcome();
        var problems = problems(assignment, outcome);
        if (!problems.isEmpty() && first.session().isPresent()) {
            var again = new Turn(2, Prompts.answerAgain(problems), first.session());
            outcome = Outcomes.together(outcome, take(assignment, again).outcome());
        }
        var broken = outcome;
        sessions.keep(first.session().filter(_ -> goesOn(broken)));
        return outcome;
    }

    /// Only what broke off on the provider's side is gone on with: everything else is told anew.
    private static boolean goesOn(AgentOutcome outcome) {
        return outcome instanceof AgentOutcome.Transient
                || outcome instanceof AgentOutcome.RateLimited
                || outcome instanceof AgentOutcome.Authentication;
    }

    private static List<String> problems(Assignment assignment, AgentOutcome outcome) {
        var schema = assignment.brief().answer();
        return schema.isPresent() && outcome instanceof AgentOutcome.Finished finished
                ? finished.answer()
                        .map(schema.get()::problems)
                        .orElse(List.of("there is no structured answer"))
                : List.of();
    }

    private Told take(Assignment assignment, Turn turn) throws InterruptedException {
        var program = new Program(tasks, assignment, turn.number());
        var found = program.attach();
        var task = found.orElseGet(() -> program.start(call(assignment, turn), turn.prompt()));
        TaskEnd end;
        try {
            end = task.await();
        } catch (InterruptedException e) {
            task.cancel();
            throw e;
        }
        // Its start was cut off, which says nothing about the program.
        return end instanceof TaskEnd.NotStarted(var why, var _) && found.isPresent()
                ? new Told(new AgentOutcome.Lost(why), turn.before())
                : told(turn, task, end, program);
    }

    private Dialect.Call call(Assignment assignment, Turn turn) {
        var reach = assignment.brief().role().reach();
        var order =
                new Dialect.Order(
                        choice,
                        reach.tier(),
                        new Dialect.Access(
                                reach.edits(),
                                assignment.site().bounds().containment().level()
                                        == ContainmentLevel.STRICT,
                                assignment.site().server()),
                        Program.home(assignment),
                        turn.before().map(Session::id));
        return dialect.call(order);
    }

    private Told told(Turn turn, Task task, TaskEnd end, Program program) {
        var transcript = read(task);
        var session = Session.after(transcript, turn.before());
        var trace = new Trace(usage(transcript, turn), Optional.of(task.log()));
        var outcome =
                switch (end) {
                    case TaskEnd.Exited(int code, var _) ->
                            ended(transcript, code, task, new Kept(trace, program));
                    // One that exits with more than 128 looks like one that died of a signal.
                    case TaskEnd.Signalled(int signal, var _) ->
                            ended(transcript, SIGNALLED + signal, task, new Kept(trace, program));
                    case TaskEnd.TimedOut(var timer, var facts) ->
                            new AgentOutcome.OutOfTime(Endings.outOfTime(timer, facts), trace);
                    case TaskEnd.Cancelled _ -> new AgentOutcome.Cancelled(trace);
                    case TaskEnd.Lost(String why, var _) -> new AgentOutcome.Lost(why);
                    case TaskEnd.NotStarted(String why, var _) ->
                            new AgentOutcome.Unavailable("missing-tool", why, remedy());
                };
        return new Told(outcome, session);
    }

    /// @param program knows the structured answer
    private record Kept(Trace trace, Program program) {}

    private AgentOutcome ended(Transcript transcript, int code, Task task, Kept kept) {
        return Endings.of(
                transcript,
                new Endings.Exit(code, dialect.exit(code), Program.lastWords(task)),
                kept.trace(),
                kept.program().answer(transcript.message()));
    }

    private String remedy() {
        return "install "
                + choice.maker().title()
                + " ("
                + choice.maker().install()
                + "), or choose another agent";
    }

    private Transcript read(Task task) {
        try {
            return Transcript.read(task.log(), dialect::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What this call used, as far as its program says.
    private Optional<Usage> usage(Transcript transcript, Turn turn) {
        var earlier = turn.before().map(Session::tokens).orElse(Tokens.NONE);
        var before = turn.before().map(Session::dollars).orElse(0.0);
        var model = model(transcript);
        var dollars = transcript.dollars().map(sum -> sum < before ? sum : sum - before);
        return transcript
                .tokens(earlier)
                .map(tokens ->
                        dollars.map(cost -> Usage.reported(model, tokens, cost))
                                .orElseGet(() -> Usage.unpriced(model, tokens)));
    }

    private String model(Transcript transcript) {
        return Optional.of(transcript.model())
                .filter(name -> !name.isEmpty())
                .or(() -> Optional.ofNullable(choice.models().get("default")))
                .orElse(choice.maker().word());
    }
}
