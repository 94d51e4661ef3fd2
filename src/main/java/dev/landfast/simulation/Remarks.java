package dev.landfast.simulation;

import static dev.landfast.simulation.Invariants.require;

import dev.landfast.definition.Step;
import dev.landfast.journal.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What people remark, each in words of its own: told to the repair of one round, and told at all
/// where a round that could have repaired it began afterwards.
final class Remarks {

    private final Set<String> open = new LinkedHashSet<>();
    private final Set<String> due = new LinkedHashSet<>();
    private final Map<String, String> told = new HashMap<>();

    void said(String words) {
        open.add(words);
    }

    void begins(Step.Loop loop, String round) {
        if (!loop.repair().isEmpty() && !told.containsValue(round)) {
            due.addAll(open);
        }
    }

    boolean areToldIn(String round) {
        return told.containsValue(round);
    }

    /// The findings that were measured.
    List<Finding> without(List<Finding> handed, String round) {
        var measured = new ArrayList<Finding>();
        for (var finding : handed) {
            if (finding.rule().equals("comment")) {
                tell(finding.message(), round);
            } else {
                measured.add(finding);
            }
        }
        return measured;
    }

    private void tell(String words, String round) {
        var before = told.put(words, round);
        require(
                before == null ? open.remove(words) : before.equals(round),
                Rule.COMMENTS_TOLD_ONCE,
                "'" + words + "' is told in " + round + (before == null ? "" : " and " + before));
    }

    void allTold() {
        due.removeAll(told.keySet());
        require(due.isEmpty(), Rule.COMMENTS_TOLD_ONCE, "nobody was told " + due);
    }
}
