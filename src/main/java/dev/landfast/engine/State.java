package dev.landfast.engine;

import dev.landfast.journal.Entry;
import java.util.List;

/// What a run's journal amounts to: the fold of its entries, and nothing else.
public final class State {

    private static final State EMPTY = new State();

    private State() {}

    /// A run of which nothing is recorded yet.
    public static State empty() {
        return EMPTY;
    }

    /// The state after one more entry. Late, duplicate and foreign results change nothing.
    public static State apply(State state, Entry entry) {
        return state;
    }

    /// Folds a whole journal.
    public static State of(List<Entry> journal) {
        var state = EMPTY;
        for (var entry : journal) {
            state = apply(state, entry);
        }
        return state;
    }
}
