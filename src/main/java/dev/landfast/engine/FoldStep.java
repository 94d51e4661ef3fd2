package dev.landfast.engine;

import dev.landfast.engine.Facts.Spending;
import dev.landfast.engine.Facts.Tally;
import dev.landfast.engine.Facts.Timer;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.Event.StepFinished;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What happens to one attempt: begun, waiting, finished.
final class FoldStep {

    private FoldStep() {}

    /// An attempt begins, or goes on after an answer. Any other number is a duplicate.
    static Facts began(Facts facts, StepKey key, String kind, Entry entry) {
        var child =
                entry.event() instanceof Event.ChildStarted e
                        ? Optional.of(e.childRun())
                        : Optional.<String>empty();
        var reserved = reserved(entry.event());
        var leaf = facts.leaf(key.path());
        if (leaf.now() instanceof NodeState.Heard heard && heard.key().equals(key)) {
            var resumed = resumptions(leaf);
            return reserve(facts, key, reserved)
                    .with(
                            key.path(),
                            leaf.now(
                                    new NodeState.Running(key, entry.at(), resumed, false, child)));
        }
        if (key.attempt() != leaf.attempts() + 1 || leaf.now() instanceof NodeState.Running) {
            return facts;
        }
        var visited = visit(facts, leaf, key, entry.seq());
        var next = visited.leaf(key.path());
        return reserve(opened(visited, key.step(), reserved.isPresent()), key, reserved)
                .with(
                        key.path(),
                        next.begin(kind, key)
                                .now(new NodeState.Running(key, entry.at(), 0, false, child)));
    }

    static Facts waiting(Facts facts, Event.StepWaiting event, Entry entry) {
        var key = event.key();
        var leaf = facts.leaf(key.path());
        var waiting = new NodeState.Waiting(key, event.ask(), entry.at());
        if (leaf.now() instanceof NodeState.Running run && run.key().equals(key)) {
            return free(facts, key, event.used()).with(key.path(), leaf.now(waiting));
        }
        if (key.attempt() != leaf.attempts() + 1 || leaf.now() instanceof NodeState.Running) {
            return facts;
        }
        var visited = visit(facts, leaf, key, entry.seq());
        return visited.with(key.path(), visited.leaf(key.path()).begin("", key).now(waiting));
    }

    static Facts finished(Facts facts, StepFinished event, Entry entry) {
        var key = event.key();
        var leaf = facts.leaf(key.path());
        if (!underWay(leaf) || leaf.attempts() != key.attempt()) {
            return facts;
        }
        var result = event.result();
        if (result.outcome() instanceof Outcome.Waiting waiting) {
            var waits = new Event.StepWaiting(key, waiting.ask(), result.usage());
            return waiting(facts, waits, entry);
        }
        var blocked = blockedAs(facts, key, result.outcome(), entry.at());
        var counted = blocked.filter(Timing::isParked).isPresent() ? uncounted(facts, key) : facts;
        var marked = Marks.of(settled(counted, key, result), key.path(), leaf.kind(), result);
        var visit = leaf.visit();
        var blocks = visit.blocks();
        var losses = visit.losses();
        if (blocked.isPresent()) {
            blocks = Fold.append(blocks, blocked.get());
        } else if (result.outcome() instanceof Outcome.Lost) {
            losses++;
        }
        var done =
                new NodeState.Done(key, result, entry.at(), Marks.tree(marked, key.path(), result));
        return marked.with(
                key.path(),
                leaf.visit(
                                new Leaf.Visit(
                                        visit.since(),
                                        visit.number(),
                                        blocks,
                                        losses,
                                        visit.spoken()))
                        .now(done));
    }

    /// A stop that a timeout asked for is an environment failure of its own class.
    private static Optional<String> blockedAs(
            Facts facts, StepKey key, Outcome outcome, Instant at) {
        if (outcome instanceof Outcome.Blocked blocked) {
            return Optional.of(
                    blocked.until()
                            .map(until -> Timing.named(blocked.kind(), until.isAfter(at)))
                            .orElse(blocked.kind()));
        }
        return outcome instanceof Outcome.Cancelled && Timing.timedOut(facts, key)
                ? Optional.of(Timing.TIMEOUT)
                : Optional.empty();
    }

    static Facts fired(Facts facts, StepKey key, Entry entry) {
        var timer = facts.timers().get(key);
        if (timer == null || timer.fired()) {
            return facts;
        }
        var next = facts.with(key, new Timer(timer.at(), timer.why(), true));
        if (Paths.isAside(key.path())) {
            return next;
        }
        var passed = StepResult.of(new Outcome.Pass());
        return finished(next, new StepFinished(key, passed, Duration.ZERO), entry);
    }

    static Facts mark(Facts facts, String path, Mark.What what) {
        var tally = facts.tally();
        return facts.with(
                new Tally(
                        tally.spending(),
                        tally.visits(),
                        tally.fails(),
                        Fold.append(tally.marks(), Mark.of(path, facts.control().seq() + 1, what)),
                        tally.waivers()));
    }

    static Facts failed(Facts facts, String path) {
        var tally = facts.tally();
        return facts.with(
                new Tally(
                        tally.spending(),
                        tally.visits(),
                        Facts.add(tally.fails(), Paths.plain(path), 1),
                        tally.marks(),
                        tally.waivers()));
    }

    private static boolean underWay(Leaf leaf) {
        return switch (leaf.now()) {
            case NodeState.Running _, NodeState.Waiting _, NodeState.Heard _ -> true;
            case NodeState.Fresh _, NodeState.Done _ -> false;
        };
    }

    private static int resumptions(Leaf leaf) {
        return leaf.visit().spoken().size();
    }

    /// The stay at the step that the attempt belongs to: a new one unless it follows an environment
    /// failure or a loss.
    private static Facts visit(Facts facts, Leaf leaf, StepKey key, long seq) {
        var again =
                switch (leaf.now()) {
                    case NodeState.Done done -> Leaf.environmental(done);
                    case NodeState.Waiting _ -> true;
                    case NodeState.Heard heard -> !Timing.fired(facts, Timing.expiry(heard.key()));
                    case NodeState.Fresh _, NodeState.Running _ -> false;
                };
        var forgotten =
                facts.control().retries().forgets().stream()
                        .anyMatch(f -> f.seq() > leaf.visit().since());
        if (again && !forgotten && !isForAnotherStay(facts, leaf, key)) {
            return facts;
        }
        var tally = facts.tally();
        var visits = Facts.add(tally.visits(), key.step(), 1);
        var counted =
                facts.with(
                        new Tally(
                                tally.spending(),
                                visits,
                                tally.fails(),
                                tally.marks(),
                                tally.waivers()));
        var visit =
                new Leaf.Visit(seq, visits.getOrDefault(key.step(), 1), List.of(), 0, List.of());
        return counted.with(key.path(), leaf.visit(visit));
    }

    /// What is asked beside a step belongs to the step's own stay.
    private static boolean isForAnotherStay(Facts facts, Leaf leaf, StepKey key) {
        var path = key.path();
        return Paths.isAside(path)
                && facts.leaf(path.substring(0, path.lastIndexOf('!'))).visit().since()
                        > leaf.visit().since();
    }

    private static Optional<Double> reserved(Event event) {
        return switch (event) {
            case Event.StepScheduled e -> e.reserved();
            case Event.ChildStarted e -> e.reserved();
            default -> Optional.empty();
        };
    }

    private static Facts reserve(Facts facts, StepKey key, Optional<Double> dollars) {
        var spending = facts.tally().spending();
        return facts.with(spending.with(spending.money().reserve(key, dollars)));
    }

    /// While a person is waited for, nothing is set aside. What was used until then counts.
    private static Facts free(Facts facts, StepKey key, Optional<Usage> used) {
        var spending = facts.tally().spending();
        var money = spending.money();
        return facts.with(
                spending.with(used.map(u -> money.settle(key, u)).orElse(money.free(key))));
    }

    /// What is put off until a moment that was named for it has not been tried.
    private static Facts uncounted(Facts facts, StepKey key) {
        var spending = facts.tally().spending();
        return facts.with(
                new Spending(
                        spending.settled(),
                        spending.open(),
                        Facts.add(spending.attempts(), key.step(), -1),
                        spending.money()));
    }

    private static Facts opened(Facts facts, String step, boolean reserved) {
        var spending = facts.tally().spending();
        return facts.with(
                new Spending(
                        spending.settled(),
                        reserved ? spending.open() : Facts.add(spending.open(), step, 1),
                        Facts.add(spending.attempts(), step, 1),
                        spending.money()));
    }

    /// Unknown is not zero: an attempt that reports no cost stays open, and its reserve spent.
    private static Facts settled(Facts facts, StepKey key, StepResult result) {
        var spending = facts.tally().spending();
        var reserved = spending.money().reserves().containsKey(key);
        if (result.usage().isEmpty() && !reserved) {
            return facts;
        }
        var usage = result.usage().orElse(Usage.unknown(""));
        var money = spending.money().settle(key, usage);
        if (!usage.known() || reserved) {
            return facts.with(spending.with(money));
        }
        return facts.with(
                new Spending(
                        spending.settled() + usage.cost(),
                        Facts.add(spending.open(), key.step(), -1),
                        spending.attempts(),
                        money));
    }
}
