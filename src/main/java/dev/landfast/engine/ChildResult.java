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
        return end.map(e ->
                new StepResult(
                        outcome(child, e),
                        outputs,
                        e.findings(),
                        List.of(),
                        Optional.of(used(entries))));
    }

    /// What all attempts of the child and of its children used: the parent counts it once, as what
    /// its step used. Where something was set aside and never settled, the sum is unknown.
    private static Usage used(List<Entry> entries) {
        var used = Usage.NOTHING;
        for (var entry : entries) {
            if (entry.event() instanceof Event.StepFinished e && e.result().usage().isPresent()) {
                used = used.plus(e.result().usage().get());
            }
        }
        var open = State.of(entries).facts().tally().spending().money().reserves();
        return open.isEmpty() ? used : used.andMore();
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
