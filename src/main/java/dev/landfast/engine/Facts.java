package dev.landfast.engine;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parts of a {@link State}. Everything is immutable; a change makes a new one.
record Facts(
        Optional<Began> start,
        Map<String, Leaf> leaves,
        Map<StepKey, Timer> timers,
        Tally tally,
        Control control) {

    static final Facts NONE =
            new Facts(Optional.empty(), Map.of(), Map.of(), Tally.NONE, Control.NONE);

    Leaf leaf(String path) {
        return leaves.getOrDefault(path, Leaf.NONE);
    }

    /// What waits for a person, the oldest question first.
    List<Leaf> waiting() {
        return leaves.values().stream()
                .filter(leaf -> leaf.now() instanceof NodeState.Waiting)
                .sorted(Comparator.comparing(Facts::waitingSince))
                .toList();
    }

    private static Instant waitingSince(Leaf leaf) {
        return leaf.now() instanceof NodeState.Waiting waiting ? waiting.since() : Instant.MAX;
    }

    Facts with(String path, Leaf leaf) {
        return new Facts(start, put(leaves, path, leaf), timers, tally, control);
    }

    Facts leaves(Map<String, Leaf> next) {
        return new Facts(start, next, timers, tally, control);
    }

    Facts with(StepKey key, Timer timer) {
        return new Facts(start, leaves, put(timers, key, timer), tally, control);
    }

    Facts with(Tally next) {
        return new Facts(start, leaves, timers, next, control);
    }

    Facts with(Spending next) {
        return with(new Tally(next, tally.visits(), tally.fails(), tally.marks(), tally.waivers()));
    }

    Facts with(Control next) {
        return new Facts(start, leaves, timers, tally, next);
    }

    /// A changed copy. Nothing changes a map once it is part of the facts; they are left unwrapped
    /// because they are copied with every event.
    static <K, V> Map<K, V> put(Map<K, V> map, K key, V value) {
        var copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    static <K> Map<K, Integer> add(Map<K, Integer> map, K key, int more) {
        return put(map, key, map.getOrDefault(key, 0) + more);
    }

    record Began(Event.RunStarted event, Instant at) {}

    record Timer(Instant at, String why, boolean fired) {}

    /// Counters that no retry resets.
    ///
    /// @param visits starts by step id
    /// @param fails failures by path without rounds
    record Tally(
            Spending spending,
            Map<String, Integer> visits,
            Map<String, Integer> fails,
            List<Mark> marks,
            List<Waiver> waivers) {

        static final Tally NONE =
                new Tally(Spending.NONE, Map.of(), Map.of(), List.of(), List.of());

        Tally {
            marks = List.copyOf(marks);
            waivers = List.copyOf(waivers);
        }
    }

    /// @param settled cost known so far in US dollars
    /// @param open attempts by step id whose cost is not known: under way, or never reported
    /// @param attempts attempts by step id
    /// @param money of a run that was told what it may spend
    record Spending(
            double settled, Map<String, Integer> open, Map<String, Integer> attempts, Money money) {

        static final Spending NONE = new Spending(0, Map.of(), Map.of(), Money.NONE);

        Spending with(Money next) {
            return new Spending(settled, open, attempts, next);
        }
    }

    record Waiver(Event.Waived waived, Actor by, Instant at) {}

    /// @param cancelling why the run is being cancelled
    /// @param seq of the last entry
    record Control(
            Hold hold,
            Optional<String> cancelling,
            Optional<Event.RunEnded> ended,
            Retries retries,
            long seq) {

        static final Control NONE =
                new Control(Hold.NONE, Optional.empty(), Optional.empty(), Retries.NONE, 0);

        boolean paused() {
            return hold.paused();
        }
    }

    /// What holds a run up.
    ///
    /// @param paused by a person
    /// @param stall by what no person asked for
    record Hold(boolean paused, Optional<Stall> stall) {

        static final Hold NONE = new Hold(false, Optional.empty());

        Hold paused(boolean now) {
            return new Hold(now, stall);
        }
    }

    /// What people asked to be done again.
    ///
    /// @param restarts by path of a loop: where it goes on
    /// @param grants repairs granted beyond a step's bound, by path without rounds
    /// @param budgets what was granted after the run's budget was used
    /// @param stops signatures of the stops after which somebody let the run go on
    record Retries(
            Map<String, Restart> restarts,
            Map<String, Integer> grants,
            List<Forget> forgets,
            Granted budgets,
            List<String> stops) {

        static final Retries NONE =
                new Retries(Map.of(), Map.of(), List.of(), new Granted(0, 0, 0), List.of());

        Retries {
            forgets = List.copyOf(forgets);
            stops = List.copyOf(stops);
        }
    }

    /// @param times how often attempts and time were granted once more
    /// @param money how often the money was
    /// @param dollars beyond that
    record Granted(int times, int money, double dollars) {

        Granted again(Optional<Double> named) {
            return new Granted(times + 1, named.isPresent() ? money : money + 1, dollars);
        }

        Granted more(double amount) {
            return new Granted(times, money, dollars + amount);
        }
    }

    /// @param round the first round to run
    /// @param more rounds granted beyond it
    record Restart(int round, int more) {}

    /// Everything at or after a step in the order of the document is to be done again.
    record Forget(long seq, String from, int more) {}
}
