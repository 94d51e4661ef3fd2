package dev.landfast.simulation;

import dev.landfast.definition.Workflow;
import dev.landfast.engine.Command;
import dev.landfast.engine.Decider;
import dev.landfast.engine.NodeState;
import dev.landfast.engine.State;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A runner process: takes what has come in, decides, writes all of it at once, then acts.
class Runner {

    private static final Actor ENGINE = new Actor.Engine();
    private static final int DECISIONS = 500;
    private static final Duration SHORT = Duration.ofMillis(1);

    private final World world;
    private final Disk disk;
    private final Map<StepKey, Boolean> attempts = new HashMap<>();
    private State state = State.empty();
    private long token;
    private boolean alive = true;
    private Instant frozenUntil = Instant.MIN;

    private List<Entry> links = new ArrayList<>();
    private List<Disk.Request> taken = new ArrayList<>();
    private List<Runnable> effects = new ArrayList<>();

    private final Map<Long, Decider.Decision> decisions = new HashMap<>();

    Runner(World world) {
        this.world = world;
        this.disk = world.disk();
    }

    boolean alive() {
        return alive;
    }

    private Workflow workflow() {
        return world.workflow();
    }

    /// Becomes the only writer, and takes up what another left behind.
    void open() {
        token = disk.takeOver();
        state = State.of(disk.journal());
        Leftovers.timers(disk.journal()).forEach(this::alarm);
        state.nodes().values().stream()
                .filter(NodeState.Running.class::isInstance)
                .map(NodeState.Running.class::cast)
                .forEach(this::takeUp);
        poke();
    }

    private void takeUp(NodeState.Running running) {
        var key = running.key();
        var command = Leftovers.command(workflow(), disk.journal(), key);
        if (command.isEmpty()) {
            return;
        }
        if (running.child().isPresent()) {
            child(key);
            return;
        }
        if (command.get() instanceof Command.RunStep run) {
            var known = world.crew().probe(run);
            if (known.isPresent()) {
                world.agenda().soon(() -> ended(key, known.get()));
            } else {
                start(run);
            }
            if (running.stopping()) {
                stop(key);
            }
        }
    }

    // ---- what comes in

    void poke() {
        transact(() -> {});
    }

    void ended(StepKey key, StepResult result) {
        attempts.remove(key);
        transact(() ->
                record(
                        ENGINE,
                        result.outcome() instanceof Outcome.Waiting(var ask)
                                ? new Event.StepWaiting(key, ask, result.usage())
                                : new Event.StepFinished(key, result, Duration.ofMillis(5))));
    }

    private void due(StepKey key) {
        transact(() -> record(ENGINE, new Event.TimerFired(key)));
    }

    /// A process that was frozen finds out only now that another has taken over.
    void freeze(Duration length) {
        frozenUntil = world.agenda().now().plus(length);
    }

    void die() {
        alive = false;
        attempts.clear();
    }

    private boolean postponed(Runnable what) {
        if (alive && world.agenda().now().isBefore(frozenUntil)) {
            world.agenda().at(frozenUntil.plusMillis(1), what);
            return true;
        }
        return !alive;
    }

    // ---- one transaction

    private void transact(Runnable first) {
        if (postponed(() -> transact(first))) {
            return;
        }
        links = new ArrayList<>();
        taken = new ArrayList<>();
        effects = new ArrayList<>();
        decisions.clear();
        first.run();
        for (var request : disk.inbox()) {
            taken.add(request);
            record(request.actor(), request.event());
        }
        decideAll();
        settle();
    }

    /// Writes, then acts. A crash before the write loses what nobody has seen; a crash after it
    /// loses what can be begun again.
    void settle() {
        if (crashes()) {
            return;
        }
        if (commit() && !crashes()) {
            act();
        }
    }

    boolean commit() {
        try {
            disk.append(token, links, taken);
            world.invariants().decided(decisions);
            return true;
        } catch (Disk.FencedOff e) {
            die();
            return false;
        }
    }

    void act() {
        effects.forEach(Runnable::run);
    }

    boolean crashes() {
        if (!world.happens(world.setup().odds().accident() / 4)) {
            return false;
        }
        die();
        world.poke();
        return true;
    }

    private void record(Actor actor, Event event) {
        var entry = disk.entry(state.seq() + 1, world.agenda().now(), actor, event);
        links.add(entry);
        state = State.apply(state, entry);
    }

    private void decideAll() {
        for (var n = 0; n < DECISIONS; n++) {
            var decision = Decider.decide(workflow(), state);
            if (decision.commands().isEmpty()) {
                return;
            }
            decisions.put(state.seq(), decision);
            plan(decision.commands().getFirst());
        }
        var again = Decider.decide(workflow(), state).commands().getFirst();
        throw new Violation.Found(Rule.COMES_TO_REST, "decides without end: " + again);
    }

    private void plan(Command command) {
        switch (command) {
            case Command.RunStep run -> {
                record(ENGINE, run.scheduled());
                effects.add(() -> start(run));
            }
            case Command.StopStep(var key) -> {
                record(ENGINE, new Event.StepStopping(key));
                effects.add(() -> stop(key));
            }
            case Command.Note(var subject, var text) ->
                    record(ENGINE, new Event.Noted(subject, text));
            case Command.Await(var key, var ask) -> record(ENGINE, new Event.StepWaiting(key, ask));
            case Command.Conclude(var key, var result) ->
                    record(ENGINE, new Event.StepFinished(key, result, Duration.ZERO));
            case Command.SetTimer(var key, var delay, var why) -> {
                var at = world.agenda().now().plus(world.crew().hurries(key) ? SHORT : delay);
                record(ENGINE, new Event.TimerSet(key, at, why));
                effects.add(() -> alarm(key, at));
            }
            case Command.SetAlarm(var key, var at, var why) -> {
                record(ENGINE, new Event.TimerSet(key, at, why));
                effects.add(() -> alarm(key, at));
            }
            case Command.StartChild start -> {
                record(ENGINE, start.started("child"));
                effects.add(() -> child(start.key()));
            }
            case Command.Finish end ->
                    record(
                            ENGINE,
                            new Event.RunEnded(end.end(), end.reason(), end.findings(), end.at()));
        }
    }

    // ---- effects

    private void alarm(StepKey key, Instant at) {
        world.agenda().at(at.plusMillis(world.random().nextInt(40)), () -> due(key));
        if (world.happens(world.setup().odds().accident())) {
            world.agenda().at(at.plusMillis(100), () -> due(key));
        }
    }

    private void start(Command.RunStep run) {
        world.invariants().begun(run);
        attempts.put(run.key(), true);
        world.agenda().soon(() -> work(run));
    }

    /// The moment an attempt changes the world; its result reaches the runner later, or never.
    private void work(Command.RunStep run) {
        if (postponed(() -> work(run)) || !attempts.containsKey(run.key())) {
            return;
        }
        var result = world.crew().perform(run);
        world.agenda().soon(() -> deliver(run.key(), result));
        if (world.happens(world.setup().odds().accident())) {
            world.agenda().soon(() -> ended(run.key(), result));
        }
    }

    private void deliver(StepKey key, StepResult result) {
        if (attempts.containsKey(key)) {
            ended(key, result);
        }
    }

    private void stop(StepKey key) {
        if (attempts.containsKey(key) && !world.happens(0.2)) {
            world.agenda().soon(() -> cut(key));
        }
    }

    private void cut(StepKey key) {
        if (attempts.containsKey(key)) {
            ended(key, StepResult.of(new Outcome.Cancelled()));
        }
    }

    private void child(StepKey key) {
        attempts.put(key, true);
        world.agenda().soon(() -> deliver(key, world.crew().child(key)));
    }
}
