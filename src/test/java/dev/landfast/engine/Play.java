package dev.landfast.engine;

import dev.landfast.definition.Workflow;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A run in a test's hand: carries out the decider's commands with scripted results, one event at a
/// time.
final class Play {

    static final Actor.Person ANA = new Actor.Person("ana", "terminal");

    final List<Entry> journal = new ArrayList<>();
    final List<Command> issued = new ArrayList<>();
    private final Workflow workflow;
    private final Map<String, Deque<StepResult>> script = new HashMap<>();
    private final Map<StepKey, StepInput> inputs = new LinkedHashMap<>();
    private State state = State.empty();
    private Instant now = Instant.EPOCH;
    private int commits;

    Play(Workflow workflow) {
        this(workflow, new Event.Origin.Fresh());
    }

    Play(Workflow workflow, Event.Origin origin) {
        this(workflow, origin, Map.of());
    }

    private Play(Workflow workflow, Event.Origin origin, Map<String, Object> options) {
        this.workflow = workflow;
        record(
                new Event.RunStarted(
                        new Event.Pin("test", "d1", "", Interpreter.VERSION, "b0"),
                        "standard",
                        Map.of("name", "x"),
                        origin,
                        options));
    }

    /// A run that was told what it may spend.
    static Play within(Workflow workflow, Map<String, Object> budgets) {
        return new Play(workflow, new Event.Origin.Fresh(), Map.of(Allowance.OPTION, budgets));
    }

    /// The next results of a step; afterwards it passes.
    Play script(String step, StepResult... results) {
        script.computeIfAbsent(step, _ -> new ArrayDeque<>()).addAll(List.of(results));
        return this;
    }

    State state() {
        return state;
    }

    StepInput input(String key) {
        return inputs.entrySet().stream()
                .filter(e -> e.getKey().toString().equals(key))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError(key + " not in " + inputs.keySet()));
    }

    List<String> attempts() {
        return inputs.keySet().stream().map(StepKey::toString).toList();
    }

    void record(Event event) {
        record(event, new Actor.Engine());
    }

    void record(Event event, Actor actor) {
        now = now.plusMillis(7);
        var entry = new Entry(journal.size() + 1L, now, actor, event, "");
        journal.add(entry);
        state = State.apply(state, entry);
    }

    Decider.Decision decide() {
        return Decider.decide(workflow, state);
    }

    /// Carries on until nothing can go on by itself.
    Play settle() {
        for (var i = 0; i < 2000; i++) {
            var commands = decide().commands();
            if (commands.isEmpty() && fireTimer().isEmpty()) {
                return this;
            }
            commands.forEach(this::carryOut);
        }
        throw new AssertionError("does not settle: " + journal.getLast());
    }

    private Optional<StepKey> fireTimer() {
        var next =
                state.facts().timers().entrySet().stream()
                        .filter(t ->
                                !t.getValue().fired() && t.getKey().path().endsWith("!backoff"))
                        .map(Map.Entry::getKey)
                        .findFirst();
        next.ifPresent(key -> record(new Event.TimerFired(key)));
        return next;
    }

    void carryOut(Command command) {
        issued.add(command);
        switch (command) {
            case Command.RunStep run -> {
                inputs.put(run.key(), run.input());
                record(run.scheduled());
                finish(run.key(), next(run.key().step(), run.task().kind()));
            }
            case Command.StartChild child -> {
                inputs.put(child.key(), child.input());
                record(child.started("child"));
                finish(child.key(), next(child.key().step(), child.task().kind()));
            }
            case Command.StopStep stop -> {
                record(new Event.StepStopping(stop.key()));
                finish(stop.key(), Optional.of(StepResult.of(new Outcome.Cancelled())));
            }
            case Command.Note note -> record(new Event.Noted(note.subject(), note.text()));
            case Command.Await await -> record(new Event.StepWaiting(await.key(), await.ask()));
            case Command.Conclude end ->
                    record(new Event.StepFinished(end.key(), end.result(), Duration.ZERO));
            case Command.SetTimer timer ->
                    record(new Event.TimerSet(timer.key(), now.plus(timer.delay()), timer.why()));
            case Command.SetAlarm alarm ->
                    record(new Event.TimerSet(alarm.key(), alarm.at(), alarm.why()));
            case Command.Finish finish ->
                    record(
                            new Event.RunEnded(
                                    finish.end(), finish.reason(), finish.findings(), finish.at()));
        }
    }

    private void finish(StepKey key, Optional<StepResult> result) {
        result.ifPresent(r -> record(new Event.StepFinished(key, r, Duration.ofMillis(1))));
    }

    private Optional<StepResult> next(String step, String kind) {
        var results = script.get(step);
        if (results != null && !results.isEmpty()) {
            var result = results.poll();
            return result.outcome() instanceof Outcome.Cancelled
                    ? Optional.empty()
                    : Optional.of(result);
        }
        return Optional.of(
                kind.equals("commit")
                        ? StepResult.pass(Map.of("commit", "c" + ++commits, "tree", "t" + commits))
                        : StepResult.pass(Map.of()));
    }

    void answer(boolean accepted, String text) {
        var waiting = state.waiting().getFirst();
        answer(waiting.key(), accepted, text, waiting.ask().bound(), ANA);
    }

    void answer(StepKey key, boolean accepted, String text, Optional<Ask.Bound> bound, Actor by) {
        record(new Event.Answered(key, accepted, text, bound, Map.of()), by);
        settle();
    }

    Event.RunEnded end() {
        return state.ended().orElseThrow(() -> new AssertionError("not ended: " + state.nodes()));
    }

    static StepResult fail(String... rules) {
        var findings = new ArrayList<Finding>();
        for (var rule : rules) {
            findings.add(
                    new Finding(
                            rule,
                            Finding.Level.HIGH,
                            new Finding.Place("a.py", 1),
                            rule,
                            Optional.empty()));
        }
        return new StepResult(
                new Outcome.Fail("failed", String.join(",", rules)),
                Map.of(),
                findings,
                List.of(),
                Optional.empty());
    }

    static StepResult blocked(String kind) {
        return StepResult.of(new Outcome.Blocked(kind, "it is away", "start it"));
    }

    /// Away until some minutes after the beginning.
    static StepResult limited(long minutes) {
        return limited("rate-limit", minutes);
    }

    static StepResult limited(String kind, long minutes) {
        var until = Optional.of(Instant.EPOCH.plus(Duration.ofMinutes(minutes)));
        return StepResult.of(new Outcome.Blocked(kind, "too many", "wait", until));
    }

    static StepResult lost() {
        return StepResult.of(new Outcome.Lost("no trace"));
    }

    /// Begun and not ended.
    static StepResult pending() {
        return StepResult.of(new Outcome.Cancelled());
    }
}
