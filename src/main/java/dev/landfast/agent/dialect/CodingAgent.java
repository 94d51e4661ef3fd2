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
import java.time.Duration;
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
    /// @param within what is left of the attempt's time
    /// @param dollars what the conversation may have cost when the attempt is over
    private record Turn(
            int number,
            String prompt,
            Optional<Session> before,
            Duration within,
            Optional<Double> dollars) {

        /// Another one in the same conversation, within what this one has left.
        Turn again(List<String> problems, Told told) {
            return new Turn(
                    number + 1,
                    Prompts.answerAgain(problems),
                    told.session(),
                    within.minus(told.took()),
                    dollars);
        }
    }

    /// What came of it.
    private record Told(AgentOutcome outcome, Optional<Session> session, Duration took) {

        Told then(Told next) {
            return new Told(
                    Outcomes.together(outcome, next.outcome()),
                    next.session().or(() -> session),
                    took.plus(next.took()));
        }
    }

    @Override
    public AgentOutcome work(Assignment assignment) throws InterruptedException {
        var sessions = Sessions.of(assignment);
        var earlier = sessions.before();
        var prompt = earlier.isPresent() ? Prompts.goOn() : assignment.brief().text();
        var bounds = assignment.site().bounds();
        var spent = earlier.map(Session::dollars).orElse(0.0);
        var dollars = bounds.dollars().map(most -> most + spent);
        var first = new Turn(1, prompt, earlier, bounds.limit(), dollars);
        var told = take(assignment, first);
        var problems = problems(assignment, told.outcome());
        var again = first.again(problems, told);
        var all =
                !problems.isEmpty() && again.before().isPresent() && again.within().isPositive()
                        ? told.then(take(assignment, again))
                        : told;
        sessions.keep(all.session().filter(_ -> goesOn(all.outcome())));
        return all.outcome();
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
        var program = new Program(tasks, assignment, turn.number(), turn.within());
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
                ? new Told(new AgentOutcome.Lost(why), turn.before(), Duration.ZERO)
                : told(new Course(assignment, turn, task), end, program);
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
                                turn.dollars(),
                                assignment.site().server()),
                        Program.home(assignment),
                        turn.before().map(Session::id));
        return dialect.call(order);
    }

    /// A call that was made.
    private record Course(Assignment assignment, Turn turn, Task task) {}

    private Told told(Course course, TaskEnd end, Program program) {
        var task = course.task();
        var transcript = read(task);
        var session = Session.after(transcript, course.turn().before());
        var trace = new Trace(usage(transcript, course), List.of(task.log()));
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
                    case TaskEnd.Lost(String why, var _) -> new AgentOutcome.Lost(why, trace);
                    case TaskEnd.NotStarted(String why, var _) ->
                            new AgentOutcome.Unavailable("missing-tool", why, remedy());
                };
        return new Told(outcome, session, end.facts().duration());
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
    private Optional<Usage> usage(Transcript transcript, Course course) {
        var turn = course.turn();
        var earlier = turn.before().map(Session::tokens).orElse(Tokens.NONE);
        var before = turn.before().map(Session::dollars).orElse(0.0);
        var model = model(transcript, course.assignment().brief().role().reach().tier());
        var dollars = transcript.dollars().map(sum -> sum < before ? sum : sum - before);
        return transcript
                .tokens(earlier)
                .map(tokens ->
                        dollars.map(cost -> Usage.reported(model, tokens, cost))
                                .orElseGet(() -> Usage.unpriced(model, tokens)))
                .map(usage -> transcript.isOver() ? usage : usage.andMore());
    }

    private String model(Transcript transcript, String tier) {
        return Optional.of(transcript.model())
                .filter(name -> !name.isEmpty())
                .or(() -> choice.model(tier))
                .orElse(choice.maker().word());
    }
}
