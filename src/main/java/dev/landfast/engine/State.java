package dev.landfast.engine;

import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run's journal amounts to: the fold of its entries, and nothing else.
public final class State {

    private static final State EMPTY = new State(Facts.NONE);

    private final Facts facts;

    private State(Facts facts) {
        this.facts = facts;
    }

    /// A run of which nothing is recorded yet.
    public static State empty() {
        return EMPTY;
    }

    /// The state after one more entry. Late, duplicate and foreign results change nothing.
    public static State apply(State state, Entry entry) {
        return new State(Fold.apply(state.facts, entry));
    }

    /// Folds a whole journal.
    public static State of(List<Entry> journal) {
        var state = EMPTY;
        for (var entry : journal) {
            state = apply(state, entry);
        }
        return state;
    }

    Facts facts() {
        return facts;
    }

    /// How the run began, once it has.
    public Optional<Event.RunStarted> started() {
        return facts.start().map(Facts.Began::event);
    }

    public Optional<Instant> startedAt() {
        return facts.start().map(Facts.Began::at);
    }

    /// How the run ended; empty again after a retry.
    public Optional<Event.RunEnded> ended() {
        return facts.control().ended();
    }

    public boolean paused() {
        return facts.control().paused();
    }

    /// Why the run is being cancelled, while it is.
    public Optional<String> cancelling() {
        return facts.control().cancelling();
    }

    /// Every task that was begun, by path, in the order in which they were first begun.
    public Map<String, NodeState> nodes() {
        var nodes = new LinkedHashMap<String, NodeState>();
        facts.leaves().forEach((path, leaf) -> nodes.put(path, leaf.now()));
        return Collections.unmodifiableMap(nodes);
    }

    public NodeState node(String path) {
        return facts.leaf(path).now();
    }

    /// The attempts and questions that wait for a person, oldest first.
    public List<NodeState.Waiting> waiting() {
        return facts.waiting().stream().map(Leaf::now).map(NodeState.Waiting.class::cast).toList();
    }

    /// The attempts at tasks of a kind that are under way, oldest first.
    public List<StepKey> working(String kind) {
        return facts.leaves().values().stream()
                .filter(leaf -> leaf.kind().equals(kind))
                .map(Leaf::now)
                .filter(NodeState.Running.class::isInstance)
                .map(now -> ((NodeState.Running) now).key())
                .toList();
    }

    /// Whether an attempt is a person's because they took the step from its agent.
    public boolean isTaken(StepKey key) {
        var before = key.attempt() - 1;
        return facts.tally().marks().stream()
                .anyMatch(mark ->
                        mark.path().equals(key.path())
                                && mark.what() instanceof Mark.What.Taken(var attempt, var _)
                                && attempt == before);
    }

    /// What the run may spend, where that was said when it started.
    public Optional<Means> means() {
        return Allowance.of(facts).flatMap(allowance -> new Purse(allowance, facts).means());
    }

    /// Sequence number of the last entry.
    public long seq() {
        return facts.control().seq();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof State state && facts.equals(state.facts);
    }

    @Override
    public int hashCode() {
        return facts.hashCode();
    }

    @Override
    public String toString() {
        return facts.toString();
    }
}
