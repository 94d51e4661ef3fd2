package dev.landfast.engine;

import dev.landfast.journal.StepResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Carries out steps as a test says, and remembers what it was asked. Passes unless told otherwise.
final class Scripted implements StepExecutor {

    /// What to do in an attempt.
    interface Act {
        StepResult run(Attempt attempt) throws InterruptedException;
    }

    private final String kind;
    private final Map<String, Deque<Act>> script = new ConcurrentHashMap<>();
    private final Map<String, StepResult> known = new ConcurrentHashMap<>();
    private final List<Attempt> executed = Collections.synchronizedList(new ArrayList<>());
    private final List<Attempt> probed = Collections.synchronizedList(new ArrayList<>());

    Scripted(String kind) {
        this.kind = kind;
    }

    /// The next attempts at a step; those after them pass.
    Scripted on(String step, Act... acts) {
        script.put(step, new ArrayDeque<>(List.of(acts)));
        return this;
    }

    Scripted on(String step, StepResult result) {
        return on(step, attempt -> result);
    }

    /// What a probe after a crash will find of an attempt.
    Scripted left(String key, StepResult result) {
        known.put(key, result);
        return this;
    }

    /// The keys executed so far, in the order in which they began.
    List<String> executed() {
        return executed.stream().map(attempt -> attempt.key().toString()).toList();
    }

    List<String> probed() {
        return probed.stream().map(attempt -> attempt.key().toString()).toList();
    }

    List<Attempt> attempts() {
        return List.copyOf(executed);
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Place place() {
        return Place.PINNED;
    }

    @Override
    public StepResult execute(Attempt attempt) throws InterruptedException {
        executed.add(attempt);
        var acts = script.get(attempt.key().step());
        var act = acts == null ? null : acts.poll();
        return act == null ? StepResult.pass(Map.of()) : act.run(attempt);
    }

    @Override
    public Optional<StepResult> probe(Attempt attempt) {
        probed.add(attempt);
        return Optional.ofNullable(known.get(attempt.key().toString()));
    }
}
