package dev.landfast.engine;

import dev.landfast.definition.Step;
import dev.landfast.definition.Steps;
import dev.landfast.definition.Workflow;
import dev.landfast.journal.Event;
import java.util.List;

/// Where a run goes on after a person did its work. What they made is measured like anybody's, so a
/// run that had come past its first gate begins again there: what passed before passed for a tree
/// that is no longer what would land.
public final class TakeOver {

    private TakeOver() {}

    /// @param stopped the places where the run stopped
    /// @param more rounds that are granted to exhausted loops
    public static Event.RetryRequested retry(Workflow workflow, List<String> stopped, int more) {
        var steps = workflow.body().steps();
        var ids = steps.stream().map(Step::id).toList();
        var gates = steps.stream().filter(TakeOver::measures).map(Step::id).findFirst();
        var past =
                gates.filter(first ->
                        stopped.stream()
                                .map(path -> ids.indexOf(Paths.id(Paths.segments(path).getFirst())))
                                .anyMatch(at -> at < 0 || at > ids.indexOf(first)));
        return new Event.RetryRequested(past, more);
    }

    private static boolean measures(Step step) {
        return Steps.all(step)
                .anyMatch(each ->
                        each instanceof Step.Task task && task.kind().equals(CoreKinds.GATE));
    }
}
