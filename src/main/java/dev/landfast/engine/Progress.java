package dev.landfast.engine;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a driver has under way for one run, folded from the same entries as the {@link State}. The
/// decider does not need it; a driver that comes back after a crash does.
final class Progress {

    private final Map<StepKey, Instant> running = new LinkedHashMap<>();
    private final Map<StepKey, ChildRun> children = new LinkedHashMap<>();
    private final Set<StepKey> stopping = new LinkedHashSet<>();
    private final Map<StepKey, Ask> asks = new LinkedHashMap<>();
    private final Map<StepKey, Instant> timers = new LinkedHashMap<>();
    private Optional<Event.RunStarted> start = Optional.empty();
    private Optional<Event.RunEnded> ended = Optional.empty();

    /// A child run and when it was started.
    record ChildRun(String run, Instant since) {}

    void apply(Entry entry) {
        switch (entry.event()) {
            case Event.RunStarted e -> start = Optional.of(e);
            case Event.StepScheduled e -> {
                asks.remove(e.key());
                stopping.remove(e.key());
                running.put(e.key(), entry.at());
            }
            case Event.StepFinished e -> {
                running.remove(e.key());
                children.remove(e.key());
                asks.remove(e.key());
                timers.remove(e.key());
            }
            case Event.StepStopping e -> stopping.add(e.key());
            case Event.StepWaiting e -> {
                running.remove(e.key());
                asks.put(e.key(), e.ask());
            }
            case Event.TimerSet e -> timers.put(e.key(), e.at());
            case Event.TimerFired e -> timers.remove(e.key());
            case Event.ChildStarted e ->
                    children.put(e.key(), new ChildRun(e.childRun(), entry.at()));
            case Event.Answered e -> {
                var ask = asks.get(e.key());
                if (ask != null && counts(entry.actor(), ask)) {
                    asks.remove(e.key());
                }
            }
            case Event.RunEnded e -> ended = Optional.of(e);
            case Event.Waived _, Event.Paused _, Event.Resumed _, Event.CancelRequested _ -> {}
            case Event.RetryRequested _, Event.TakenOver _, Event.Noted _ -> {}
            case Event.StepTaken _, Event.Commented _ -> {}
        }
    }

    private static boolean counts(Actor by, Ask ask) {
        return ask.kind() != Ask.Kind.APPROVE || by instanceof Actor.Person;
    }

    Optional<Event.RunStarted> start() {
        return start;
    }

    /// The last time the run stopped; it may have been taken up again since.
    Optional<Event.RunEnded> ended() {
        return ended;
    }

    /// Attempts begun without a result, and since when.
    Map<StepKey, Instant> running() {
        return Collections.unmodifiableMap(running);
    }

    boolean stopping(StepKey key) {
        return stopping.contains(key);
    }

    Map<StepKey, ChildRun> children() {
        return Collections.unmodifiableMap(children);
    }

    /// What people are asked for, oldest first.
    Map<StepKey, Ask> asks() {
        return Collections.unmodifiableMap(asks);
    }

    /// Timers that have not fired.
    Map<StepKey, Instant> timers() {
        return Collections.unmodifiableMap(timers);
    }

    Optional<Instant> wakes() {
        return timers.values().stream().min(Instant::compareTo);
    }
}
