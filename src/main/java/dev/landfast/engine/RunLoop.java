package dev.landfast.engine;

import dev.landfast.definition.Workflow;
import dev.landfast.failpoint.Failpoints;
import dev.landfast.failpoint.SimulatedCrash;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Budgets;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.Fenced;
import dev.landfast.journal.Journal;
import dev.landfast.journal.RunSummary;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// One run, carried forward by one virtual thread: take what has come in, decide, write all of it
/// in one transaction, then act.
///
/// The result of one attempt and the beginning of the next share a transaction, so a step costs one
/// write to the disk. Nothing is done before what says that it will be done is durable.
final class RunLoop {

    private static final Actor ENGINE = new Actor.Engine();

    /// More decisions than this without anything from outside are a bug of ours, not work.
    private static final int DECISIONS = 10_000;

    private final LocalDriver driver;
    private final RunSummary summary;
    private final LinkedBlockingQueue<Message> mailbox = new LinkedBlockingQueue<>();
    private @Nullable Thread thread;
    private boolean closed;
    private Decider.Standing standing = Decider.Standing.ACTIVE;

    private State state = State.empty();
    private Progress progress = new Progress();
    private @Nullable Workflow workflow;

    RunLoop(LocalDriver driver, RunSummary summary) {
        this.driver = driver;
        this.summary = summary;
    }

    /// @param before carried the run until now; it may still have something to write
    void start(Optional<RunLoop> before) {
        var last = before.map(loop -> loop.thread);
        thread = Thread.ofVirtual().name("run " + id()).unstarted(() -> live(last));
        thread.start();
    }

    /// @return false when the run has just come to rest; then it has to be taken up anew
    synchronized boolean offer(Message message) {
        if (closed) {
            return false;
        }
        driver.busy().begin();
        return mailbox.add(message);
    }

    /// Takes nothing more; what it was told and has not handled is in the journal or asked again.
    synchronized void close() {
        closed = true;
        driver.busy().end(mailbox.size());
        mailbox.clear();
    }

    private synchronized boolean rest() {
        closed = mailbox.isEmpty();
        return closed;
    }

    private String id() {
        return summary.id();
    }

    private void live(Optional<Thread> before) {
        // Until what went wrong is known, the messages count as not dealt with.
        var handling = 0;
        try {
            if (before.isPresent()) {
                before.get().join();
            }
            takeUp();
            do {
                var messages = new ArrayList<Message>();
                messages.add(mailbox.take());
                mailbox.drainTo(messages);
                handling = messages.size();
                handle(messages);
                driver.busy().end(handling);
            } while (!isOver() || !rest());
            driver.rested(id());
        } catch (Fenced | SimulatedCrash e) {
            driver.halt(e);
            driver.busy().end(handling);
        } catch (InterruptedException e) {
            // The driver is closing; the journal has everything.
        } catch (Throwable e) {
            close();
            driver.stuck(summary, e);
            driver.busy().end(handling);
        }
    }

    /// Rebuilds the run from its journal, and takes up what a crash left open.
    private void takeUp() {
        var entries = driver.journal().entries(id());
        driver.writer().forget(id());
        for (var entry : entries) {
            apply(entry);
        }
        progress.timers().forEach((key, at) -> driver.alarm(new Alarms.Alarm(at, id(), key)));
        for (var key : List.copyOf(progress.running().keySet())) {
            if (progress.stopping(key)) {
                driver.attempts().finishStop(id(), key, driver.leftovers(), this::ended);
                continue;
            }
            var attempt = attempt(Replay.command(workflow(), entries, key));
            driver.attempts().start(attempt, true, this::ended);
        }
        progress.children()
                .forEach((key, child) -> {
                    if (progress.stopping(key)) {
                        driver.cancelChild(child.run());
                    }
                    driver.resultOf(child.run())
                            .ifPresent(result ->
                                    offer(new Message.ChildEnded(key, child.run(), result)));
                });
    }

    private void ended(Attempts.Ended attempt) {
        offer(new Message.Ended(attempt));
    }

    private boolean isOver() {
        return progress.start().isEmpty()
                || (standing == Decider.Standing.ENDED && progress.running().isEmpty());
    }

    private Workflow workflow() {
        var known = workflow;
        if (known == null) {
            known = driver.workflow(progress.start().orElseThrow());
            workflow = known;
        }
        return known;
    }

    private void handle(List<Message> messages) {
        var step = new Step();
        messages.forEach(step::take);
        if (progress.start().isPresent()) {
            step.decideAll();
        }
        step.commit();
        step.act();
    }

    private void apply(Entry entry) {
        state = State.apply(state, entry);
        progress.apply(entry);
    }

    private StepExecutor.Attempt attempt(Command.RunStep run) {
        var definition = progress.start().orElseThrow().pin().hash();
        return new StepExecutor.Attempt(id(), run.key(), definition, run.task(), run.input());
    }

    /// Everything that becomes durable in one transaction, and what is done after it.
    private final class Step {

        private final List<Transition.Link> links = new ArrayList<>();
        private final Map<String, RunSummary.About> children = new LinkedHashMap<>();
        private final List<Long> taken = new ArrayList<>();
        private final List<Budgets.Spent> spent = new ArrayList<>();
        private final List<Runnable> effects = new ArrayList<>();

        void take(Message message) {
            switch (message) {
                case Message.Request(var request) -> {
                    taken.add(request.id());
                    if (fits(request.event())) {
                        record(request.actor(), request.event());
                    }
                }
                case Message.Ended(var attempt) -> ended(attempt);
                case Message.Due(var key) -> {
                    if (progress.timers().containsKey(key)) {
                        record(ENGINE, new Event.TimerFired(key));
                    }
                }
                case Message.ChildEnded(var key, var child, var result) -> {
                    var open = progress.children().get(key);
                    if (open != null && open.run().equals(child)) {
                        var took = Duration.between(open.since(), driver.now());
                        record(ENGINE, new Event.StepFinished(key, result, took));
                    }
                }
                case Message.Nudge() -> {}
            }
        }

        /// A run starts once, and nothing happens to it before.
        private boolean fits(Event event) {
            return event instanceof Event.RunStarted == progress.start().isEmpty();
        }

        private void ended(Attempts.Ended attempt) {
            if (progress.running().containsKey(attempt.key())) {
                var bill = Bill.of(driver.journal().budgets(), id(), state, attempt);
                bill.spent().ifPresent(spent::add);
                record(ENGINE, bill.event(attempt));
            }
        }

        /// One command at a time: each decision sees what the one before it has led to, as a replay
        /// will.
        void decideAll() {
            for (var n = 0; n < DECISIONS; n++) {
                var decision = Decider.decide(workflow(), state);
                if (decision.commands().isEmpty()) {
                    standing = decision.standing();
                    return;
                }
                plan(decision.commands().getFirst());
            }
            throw new IllegalStateException(
                    "the decider of run " + id() + " does not come to rest");
        }

        private void plan(Command command) {
            switch (command) {
                case Command.RunStep c -> {
                    Bill.warning(driver.journal().budgets(), state)
                            .ifPresent(note -> record(ENGINE, note));
                    record(ENGINE, c.scheduled());
                    var attempt = attempt(c);
                    effects.add(() -> driver.attempts().start(attempt, false, RunLoop.this::ended));
                }
                case Command.StopStep(var key) -> {
                    record(ENGINE, new Event.StepStopping(key));
                    var child = progress.children().get(key);
                    effects.add(
                            child == null
                                    ? () -> driver.attempts().stop(id(), key)
                                    : () -> driver.cancelChild(child.run()));
                }
                case Command.Note(var subject, var text) ->
                        record(ENGINE, new Event.Noted(subject, text));
                case Command.Await(var key, var ask) ->
                        record(ENGINE, new Event.StepWaiting(key, ask));
                case Command.Conclude(var key, var result) ->
                        record(ENGINE, new Event.StepFinished(key, result, Duration.ZERO));
                case Command.SetTimer(var key, var delay, var why) ->
                        setTimer(key, driver.now().plus(delay), why);
                case Command.SetAlarm(var key, var at, var why) -> setTimer(key, at, why);
                case Command.StartChild c -> startChild(c);
                case Command.Finish(var end, var reason, var findings, var at) -> {
                    record(ENGINE, new Event.RunEnded(end, reason, findings, at));
                    var start = progress.start().orElseThrow();
                    effects.add(() -> driver.tellParent(start, id()));
                }
            }
        }

        private void setTimer(StepKey key, Instant at, String why) {
            record(ENGINE, new Event.TimerSet(key, at, why));
            effects.add(() -> driver.alarm(new Alarms.Alarm(at, id(), key)));
        }

        private void startChild(Command.StartChild command) {
            var child = driver.workflows().child(id(), progress.start().orElseThrow(), command);
            var run = driver.journal().newRunId();
            record(ENGINE, command.started(run));
            links.add(driver.writer().link(run, ENGINE, child.start()));
            children.put(run, Journal.about(child.name(), child.start()));
            effects.add(() -> driver.nudge(run));
        }

        private void record(Actor actor, Event event) {
            var link = driver.writer().link(id(), actor, event);
            links.add(link);
            apply(link.entry());
        }

        void commit() {
            if (links.isEmpty() && taken.isEmpty()) {
                return;
            }
            driver.commit(new Transition(links, children, standing(), taken, spent));
        }

        private Map<String, RunSummary.Standing> standing() {
            return progress.start().isEmpty()
                    ? Map.of()
                    : Map.of(
                            id(),
                            new Summaries(summary.about().name(), state).of(progress, standing));
        }

        void act() {
            for (var effect : effects) {
                Failpoints.hit("engine.before-effect");
                effect.run();
            }
        }
    }
}
