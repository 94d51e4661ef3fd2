package dev.landfast.engine;

import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the end of a child run means to the step that started it.
final class ChildResult {

    /// The output that says of a child, or of a child of it, that its budget was used up.
    private static final String BUDGET = "over-budget";

    private ChildResult() {}

    /// @return empty while the child has not ended
    static Optional<StepResult> of(String child, List<Entry> entries) {
        var outputs = new LinkedHashMap<String, Object>();
        outputs.put("run", child);
        var end = Optional.<Event.RunEnded>empty();
        for (var entry : entries) {
            switch (entry.event()) {
                case Event.StepFinished e when e.result().outcome() instanceof Outcome.Pass ->
                        keep(e.result().outputs(), outputs);
                case Event.RunEnded e -> end = Optional.of(e);
                case Event.RetryRequested _ -> end = Optional.empty();
                default -> {}
            }
        }
        return end.map(e -> {
            var facts = State.of(entries).facts();
            if (endedForBudget(facts, e)) {
                outputs.put(BUDGET, true);
            }
            var used = Optional.of(used(entries, facts));
            return new StepResult(outcome(child, e), outputs, e.findings(), List.of(), used);
        });
    }

    /// Whether a run stopped because its budget was used up, or that of a run it had started.
    static boolean endedForBudget(Facts facts, Event.RunEnded end) {
        return end.at().stream()
                .anyMatch(path ->
                        path.equals(FoldRetry.BUDGET)
                                || (facts.leaf(path).now() instanceof NodeState.Done done
                                        && done.result().outputs().containsKey(BUDGET)));
    }

    /// What all attempts of the child and of its children used: the parent counts it once, as what
    /// its step used. What is not known of it is bounded by what the child itself counts it with.
    private static Usage used(List<Entry> entries, Facts facts) {
        var used = Usage.NOTHING;
        for (var entry : entries) {
            var more =
                    switch (entry.event()) {
                        case Event.StepFinished e -> e.result().usage();
                        case Event.StepWaiting e -> e.used();
                        default -> Optional.<Usage>empty();
                    };
            used = more.map(used::plus).orElse(used);
        }
        var money = facts.tally().spending().money();
        if (used.known() && money.reserves().isEmpty() && money.unknown().isEmpty()) {
            return used;
        }
        return Allowance.of(facts).isPresent() ? used.atMost(money.gone()) : used.andMore();
    }

    /// The candidate the child came to last: what the parent goes on with.
    private static void keep(Map<String, Object> from, Map<String, Object> to) {
        for (var name : List.of("commit", "tree")) {
            var value = from.get(name);
            if (value != null) {
                to.put(name, value);
            }
        }
    }

    private static Outcome outcome(String child, Event.RunEnded end) {
        return switch (end.end()) {
            case DONE -> new Outcome.Pass();
            case ESCALATED -> new Outcome.Escalate(end.reason());
            case FAILED -> new Outcome.Fail(end.reason(), "child " + end.reason());
            case BLOCKED -> new Outcome.Blocked("service", end.reason(), "landfast show " + child);
            case CANCELLED -> new Outcome.Cancelled();
        };
    }
}
