package dev.landfast.engine;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Budgets;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.RunSummary;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.Transition;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.LandfastException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A run that cannot go on because of our own bug or a definition this version cannot read. It
/// rests until somebody resumes it, perhaps with a mended version, or ends when somebody has
/// cancelled it. What it was asked is journaled, so that nothing is lost and nothing asked again.
final class Stuck {

    /// The subject of the note that says so in a journal.
    static final String NOTE = "stuck";

    private static final Actor ENGINE = new Actor.Engine();

    private final LocalDriver driver;
    private final RunSummary run;
    private final String why;
    private final List<Transition.Link> links = new ArrayList<>();
    private final List<Budgets.Spent> spent = new ArrayList<>();
    private State state = State.empty();
    private Progress progress = new Progress();

    private Stuck(LocalDriver driver, RunSummary run, String why) {
        this.driver = driver;
        this.run = run;
        this.why = why;
    }

    static Stuck of(LocalDriver driver, RunSummary run, Throwable cause) {
        return new Stuck(
                driver,
                run,
                cause instanceof LandfastException
                        ? String.valueOf(cause.getMessage())
                        : "LF-912 our own bug: " + cause);
    }

    /// Writes what is to be written of it. A run that is given up has nothing under way any more
    /// when that is written.
    void settle() throws InterruptedException {
        read();
        var taken = take();
        if (state.ended().isPresent()) {
            commit(new Summaries(name(), state).of(progress, Decider.Standing.ENDED), taken);
            return;
        }
        record(ENGINE, new Event.Noted(NOTE, why));
        if (links.stream().noneMatch(l -> l.entry().event() instanceof Event.CancelRequested)) {
            commit(rests(), taken);
            return;
        }
        stop();
        record(ENGINE, end());
        var gone = new RunSummary.Standing(RunSummary.Word.CANCELLED, why, "", Optional.empty());
        commit(gone, taken);
        progress.start().ifPresent(start -> driver.tellParent(start, run.id()));
    }

    private String name() {
        return run.about().name();
    }

    /// What a journal amounts to that may be the very thing that cannot be read.
    private void read() {
        try {
            driver.journal().entries(run.id()).forEach(this::apply);
        } catch (EnvironmentProblem e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            state = State.empty();
            progress = new Progress();
        }
    }

    private List<Long> take() {
        var taken = new ArrayList<Long>();
        for (var request : driver.journal().requests()) {
            if (request.run().equals(run.id())) {
                record(request.actor(), request.event());
                taken.add(request.id());
            }
        }
        return taken;
    }

    private void record(Actor actor, Event event) {
        var link = driver.writer().link(run.id(), actor, event);
        links.add(link);
        apply(link.entry());
    }

    private void apply(Entry entry) {
        state = State.apply(state, entry);
        progress.apply(entry);
    }

    private void commit(RunSummary.Standing standing, List<Long> taken) {
        driver.commit(new Transition(links, Map.of(), Map.of(run.id(), standing), taken, spent));
    }

    private RunSummary.Standing rests() {
        var next = Suggestions.of(state).stream().findFirst().map(step -> step.command(name()));
        return new RunSummary.Standing(
                RunSummary.Word.PAUSED,
                why,
                next.orElse("landfast resume " + name()),
                Optional.empty());
    }

    /// Ends what is under way, whoever began it.
    private void stop() throws InterruptedException {
        driver.attempts().end(run.id());
        driver.leftovers().end(run.id());
        Map.copyOf(progress.running()).forEach(this::stopped);
        Map.copyOf(progress.children())
                .forEach((key, child) -> {
                    driver.cancelChild(child.run());
                    stopped(key, child.since());
                });
    }

    private void stopped(StepKey key, Instant since) {
        var took = Duration.between(since, driver.now());
        var ended =
                new Attempts.Ended(
                        key,
                        StepResult.of(new StepResult.Outcome.Cancelled()),
                        took.isNegative() ? Duration.ZERO : took);
        var bill = Bill.of(driver.journal().budgets(), run.id(), state, ended);
        record(ENGINE, bill.event(ended));
        bill.spent().ifPresent(spent::add);
    }

    /// What would come in the end cannot be known either.
    private Event end() {
        var text = "it could not go on: " + why;
        return new Event.RunEnded(Event.End.CANCELLED, text, List.of(), List.of());
    }
}
