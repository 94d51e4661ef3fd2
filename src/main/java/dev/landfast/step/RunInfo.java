package dev.landfast.step;

import dev.landfast.definition.Workflow;
import dev.landfast.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What is fixed about a run when it starts.
///
/// @param name how people call it
/// @param workflow the pinned definition with the variant applied
public record RunInfo(String name, Event.RunStarted start, Workflow workflow) {

    /// Where steps get it from.
    @FunctionalInterface
    public interface Source {
        RunInfo of(String run);
    }

    /// Every gate with its checks and thresholds, a line each, for a brief.
    List<String> measured() {
        var lines = new ArrayList<String>();
        for (var gate : workflow.gates().values()) {
            var checks =
                    gate.checks().stream()
                            .map(check ->
                                    check.name()
                                            + (check.with().values().isEmpty()
                                                    ? ""
                                                    : " " + check.with().values()))
                            .collect(Collectors.joining(", "));
            lines.add("- gate `" + gate.id() + "`: " + checks);
        }
        return lines;
    }
}
