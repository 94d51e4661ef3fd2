package dev.landfast.engine;

import dev.landfast.engine.Facts.Control;
import dev.landfast.engine.Facts.Forget;
import dev.landfast.engine.Facts.Restart;
import dev.landfast.engine.Facts.Retries;
import dev.landfast.journal.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a person's retry lets be done again. Attempt numbers and counters go on, whatever is
/// forgotten.
final class FoldRetry {

    /// Stands among the places where a run stopped when its budget was used up.
    static final String BUDGET = "!budget";

    private FoldRetry() {}

    static Facts apply(Facts facts, Event.RunEnded end, Event.RetryRequested retry, long seq) {
        var next = reopen(facts, Optional.empty());
        if (ChildResult.endedForBudget(facts, end)) {
            next = granted(next, retry);
        }
        for (var path : end.at()) {
            next = path.equals(BUDGET) ? next : again(next, path, retry.moreRounds());
        }
        next = reset(next, Walk.ALWAYS);
        var old = next.control().retries();
        var forgets =
                retry.from()
                        .map(from ->
                                Fold.append(
                                        old.forgets(), new Forget(seq, from, retry.moreRounds())))
                        .orElse(old.forgets());
        return retries(
                next,
                new Retries(
                        old.restarts(),
                        old.grants(),
                        forgets,
                        old.budgets().more(retry.dollars().orElse(0.0)),
                        Fold.append(old.stops(), Stops.signature(facts, end))));
    }

    /// The run goes on, or goes on to its cancellation.
    static Facts reopen(Facts facts, Optional<String> cancelling) {
        var c = facts.control();
        var next =
                new Control(
                        c.hold().paused(false), cancelling, Optional.empty(), c.retries(), c.seq());
        return cancelling.isPresent() ? reset(facts.with(next), Walk.ALWAYS) : facts.with(next);
    }

    private static Facts granted(Facts facts, Event.RetryRequested retry) {
        var old = facts.control().retries();
        return retries(
                facts,
                new Retries(
                        old.restarts(),
                        old.grants(),
                        old.forgets(),
                        old.budgets().again(retry.dollars()),
                        old.stops()));
    }

    private static Facts again(Facts facts, String path, int more) {
        var old = facts.control().retries();
        var round = lastRound(facts, path);
        if (round > 0) {
            return retries(facts, restarted(old, path, new Restart(round + 1, more)));
        }
        var granted =
                new Retries(
                        old.restarts(),
                        Facts.add(old.grants(), Paths.plain(path), more),
                        old.forgets(),
                        old.budgets(),
                        old.stops());
        return reset(retries(facts, granted), path);
    }

    private static Facts retries(Facts facts, Retries retries) {
        var c = facts.control();
        return facts.with(new Control(c.hold(), c.cancelling(), c.ended(), retries, c.seq()));
    }

    private static Retries restarted(Retries old, String path, Restart restart) {
        return new Retries(
                Facts.put(old.restarts(), path, restart),
                old.grants(),
                old.forgets(),
                old.budgets(),
                old.stops());
    }

    static int lastRound(Facts facts, String loop) {
        var last = 0;
        for (var path : facts.leaves().keySet()) {
            last = Math.max(last, Paths.roundUnder(path, loop));
        }
        return last;
    }

    /// Forgets what is recorded at and below a path; loops below it go on after their last round.
    private static Facts reset(Facts facts, String root) {
        var leaves = new LinkedHashMap<>(facts.leaves());
        var restarts = new LinkedHashMap<>(facts.control().retries().restarts());
        for (var entry : leaves.entrySet()) {
            var path = entry.getKey();
            if (Paths.within(path, root)) {
                entry.setValue(entry.getValue().now(new NodeState.Fresh()));
                restartLoops(restarts, root, path);
            }
        }
        var old = facts.control().retries();
        return retries(
                facts.leaves(leaves),
                new Retries(restarts, old.grants(), old.forgets(), old.budgets(), old.stops()));
    }

    private static void restartLoops(Map<String, Restart> restarts, String root, String path) {
        if (path.length() <= root.length() || path.charAt(root.length()) != '/') {
            return;
        }
        var at = root;
        for (var segment : Paths.segments(path.substring(root.length() + 1))) {
            var round = Paths.roundOf(segment);
            if (round > 0) {
                restarts.merge(
                        Paths.child(at, Paths.id(segment)),
                        new Restart(round + 1, 0),
                        (a, b) -> a.round() >= b.round() ? a : b);
            }
            at = Paths.child(at, segment);
        }
    }
}
