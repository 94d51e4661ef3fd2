package dev.landfast.api;

import dev.landfast.gate.Findings;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult;
import dev.landfast.problem.UsageProblem;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a person may take responsibility for in a run: the gates that are shut and their findings.
///
/// @param findings as {@link Findings#subject} names them
record Waivable(Set<String> gates, Set<String> findings) {

    private static final int SHOWN = 5;

    static Waivable of(Iterable<Entry> entries) {
        var shut = new LinkedHashMap<String, StepResult>();
        for (var entry : entries) {
            if (entry.event() instanceof Event.StepFinished(var key, var result, var _)
                    && result.outputs().get("gate") != null) {
                if (result.outcome() instanceof StepResult.Outcome.Pass) {
                    shut.remove(key.step());
                } else {
                    shut.put(key.step(), result);
                }
            }
        }
        return new Waivable(gates(shut), findings(shut));
    }

    private static Set<String> gates(Map<String, StepResult> shut) {
        return shut.values().stream()
                .map(result -> String.valueOf(result.outputs().get("gate")))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> findings(Map<String, StepResult> shut) {
        return shut.values().stream()
                .flatMap(result -> result.findings().stream())
                .map(Findings::subject)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// @param subject a gate, `gate.check`, or a finding
    void require(String subject) {
        var gate = subject.split("\\.", 2)[0];
        if (findings.contains(subject) || gates.contains(gate)) {
            return;
        }
        var named =
                findings.stream()
                        .limit(SHOWN)
                        .map(each -> "\"" + each + "\"")
                        .collect(Collectors.joining(", "));
        throw new UsageProblem(
                "LF-129",
                "nothing that keeps a gate shut is called '" + subject + "'",
                "",
                findings.isEmpty()
                        ? "no gate of this run is shut"
                        : "there is " + named + (findings.size() > SHOWN ? " and more" : ""));
    }
}
