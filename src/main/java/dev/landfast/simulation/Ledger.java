package dev.landfast.simulation;

import static dev.landfast.simulation.Invariants.require;

import dev.landfast.definition.Step;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Rules about single attempts: what is handed out, when, and how often.
final class Ledger {

    private final Shape shape;
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Set<StepKey> running = new HashSet<>();
    private final Set<StepKey> waiting = new HashSet<>();
    private final Set<StepKey> heard = new HashSet<>();
    private final Set<StepKey> scheduled = new HashSet<>();
    private final Set<StepKey> timers = new HashSet<>();
    private final Map<String, StepResult> gates = new HashMap<>();
    private final Set<String> measured = new HashSet<>();
    private boolean ended;
    private boolean paused;
    private boolean cancelling;
    private boolean effective;
    private final Spending budget;
    private boolean overBudget;
    private boolean over;
    private boolean done;

    Ledger(Shape shape, Event.RunStarted start) {
        this.shape = shape;
        this.budget = new Spending(shape, start);
    }

    /// Whether the last entry meant anything: late and duplicate results do not.
    boolean effective() {
        return effective;
    }

    boolean isScheduled(StepKey key) {
        return scheduled.contains(key);
    }

    void written(Entry entry) {
        effective = true;
        switch (entry.event()) {
            case Event.StepScheduled e -> {
                boolean goesOn = heard.contains(e.key());
                begins(e.key());
                budget.begun(e.key(), e.reserved(), goesOn, isExempt(e.key()));
            }
            case Event.ChildStarted e -> {
                begins(e.key());
                budget.begun(e.key(), e.reserved(), false, isExempt(e.key()));
            }
            case Event.StepWaiting e -> waits(e.key());
            case Event.StepFinished e -> ends(e, entry.at());
            case Event.TimerSet e -> {
                mayStart("timer " + e.key());
                require(timers.add(e.key()), Rule.ISSUED_ONCE, "timer " + e.key() + " set twice");
                if (e.key().path().indexOf('!') < 0) {
                    begins(e.key());
                }
            }
            case Event.TimerFired e -> running.remove(e.key());
            case Event.Answered e -> {
                if (waiting.remove(e.key())) {
                    heard.add(e.key());
                    accepted(e);
                }
            }
            case Event.Paused _ -> paused = !ended;
            case Event.Resumed _ -> paused = false;
            case Event.CancelRequested _ -> cancelled();
            case Event.RetryRequested e -> retried(e);
            case Event.RunEnded e -> ends(e);
            case Event.RunStarted _, Event.StepStopping _, Event.Waived _ -> {}
            case Event.TakenOver _, Event.StepTaken _, Event.Noted _ -> {}
            case Event.Commented _ -> {}
        }
    }

    private void ends(Event.StepFinished e, Instant at) {
        boolean ran = running.remove(e.key());
        boolean waited = waiting.remove(e.key());
        boolean answered = heard.remove(e.key());
        effective = ran || waited || answered;
        if (effective) {
            budget.settled(e.key(), e.result(), at);
            finished(e.key(), e.result());
        }
    }

    private void begins(StepKey key) {
        mayStart(key.toString());
        scheduled.add(key);
        if (heard.remove(key)) {
            running.add(key);
            return;
        }
        require(running.add(key), Rule.ISSUED_ONCE, key + " is handed out twice");
        next(key);
    }

    private void waits(StepKey key) {
        if (running.remove(key)) {
            budget.waits(key);
            waiting.add(key);
            return;
        }
        if (key.attempt() > attempts.getOrDefault(key.path(), 0)) {
            mayStart("question " + key);
            next(key);
            waiting.removeIf(old -> old.path().equals(key.path()));
            waiting.add(key);
        } else {
            effective = false;
        }
    }

    private void next(StepKey key) {
        var last = attempts.getOrDefault(key.path(), 0);
        require(key.attempt() == last + 1, Rule.ATTEMPTS_UNIQUE, key + " follows attempt " + last);
        attempts.put(key.path(), key.attempt());
    }

    private void mayStart(String what) {
        require(!ended, Rule.NOTHING_AFTER_THE_END, what + " begins after the end");
        require(!paused, Rule.PAUSED_STARTS_NOTHING, what + " begins while the run is paused");
    }

    private void cancelled() {
        if (!ended || !over) {
            cancelling = true;
            ended = false;
            paused = false;
        }
    }

    /// What cleans up is never refused for want of budget.
    private boolean isExempt(StepKey key) {
        return cancelling || key.path().startsWith("always/");
    }

    private void retried(Event.RetryRequested retry) {
        effective = ended && !done;
        if (effective) {
            ended = false;
            over = false;
            cancelling = false;
            budget.grant(overBudget, retry.dollars());
        }
    }

    private void ends(Event.RunEnded end) {
        require(!ended, Rule.NOTHING_AFTER_THE_END, "the run ends twice");
        require(!paused, Rule.PAUSED_STARTS_NOTHING, "the run ends while it is paused");
        require(
                !cancelling || end.end() == Event.End.CANCELLED,
                Rule.CANCEL_ENDS_CANCELLED,
                "a cancelled run ends " + end.end() + ": " + end.reason());
        ended = true;
        done = end.end() == Event.End.DONE;
        over = done || end.end() == Event.End.CANCELLED;
        overBudget = end.at().contains("!budget");
    }

    private void finished(StepKey key, StepResult result) {
        if (result.outcome() instanceof Outcome.Pass) {
            shape.task(key.step()).ifPresent(this::accepted);
        }
        if (shape.isGate(key.step())) {
            gates.put(key.step(), result);
            if (result.outcome() instanceof Outcome.Pass
                    && result.outputs().get("tree") instanceof String tree) {
                measured.add(tree);
            }
        }
    }

    /// Nobody accepts over the head of a gate.
    private void accepted(Step.Task task) {
        for (var row : task.with().map("decide").texts("rows")) {
            var last = gates.get(row);
            require(
                    last != null && last.outcome() instanceof Outcome.Pass,
                    Rule.GATES_BEFORE_ACCEPT,
                    task.id() + " accepts, and " + row + " has not passed");
        }
    }

    /// What passes on a condition counts once the condition is accepted.
    private void accepted(Event.Answered answer) {
        var path = answer.key().path();
        if (answer.accepted() && path.endsWith("!accept")) {
            var gate = new StepKey(path.substring(0, path.lastIndexOf('!')), 1).step();
            var result = gates.get(gate);
            if (result != null && result.outcome() instanceof Outcome.Conditional) {
                gates.put(gate, StepResult.pass(result.outputs()));
                measured.add(String.valueOf(result.outputs().get("tree")));
            }
        }
    }

    boolean isMeasured(String tree) {
        return measured.contains(tree);
    }

    boolean isProven(String tree) {
        return gates.isEmpty()
                || (measured.contains(tree)
                        && gates.values().stream()
                                .allMatch(r -> r.outcome() instanceof Outcome.Pass));
    }

    /// Every gate's newest word is good, and one of them measured this very tree.
    void landing(String tree) {
        gates.forEach((gate, result) ->
                require(
                        result.outcome() instanceof Outcome.Pass,
                        Rule.GATES_BEFORE_LANDING,
                        gate + " last said " + result.outcome() + ", and it lands"));
        require(
                gates.isEmpty() || measured.contains(tree),
                Rule.GATES_BEFORE_LANDING,
                tree + " lands, and no gate has measured it; measured are " + measured);
    }
}
