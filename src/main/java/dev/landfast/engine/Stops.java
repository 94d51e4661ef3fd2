package dev.landfast.engine;

import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult.Outcome;
import java.util.ArrayList;

/// Tells a stop that nobody has done anything about from a new one.
final class Stops {

    private Stops() {}

    /// The same for two stops at the same place, for the same reason, on the same tree.
    static String signature(Facts facts, Event.RunEnded end) {
        var parts = new ArrayList<String>();
        parts.add(end.end().name());
        for (var path : end.at()) {
            var why = end.end() == Event.End.BLOCKED ? same(end.reason()) : why(facts, path);
            parts.add(Paths.plain(path) + " " + why);
        }
        return String.join("\n", parts);
    }

    private static String why(Facts facts, String path) {
        if (facts.leaf(path).now() instanceof NodeState.Done done) {
            if (done.result().outcome() instanceof Outcome.Escalate escalate) {
                return "escalated: " + same(escalate.reason()) + " " + done.tree();
            }
        }
        var escalated = escalation(facts, path);
        if (!escalated.isEmpty()) {
            return escalated;
        }
        var why = "";
        for (var mark : facts.tally().marks()) {
            if (mark.what() instanceof Mark.What.Failed failed && isCause(mark.path(), path)) {
                why = "failed: " + failed.signature() + " " + failed.tree();
            }
        }
        return why;
    }

    /// Where a loop stopped because a step in it escalated, that is why: not what failed on the way
    /// there.
    private static String escalation(Facts facts, String path) {
        var why = "";
        var newest = -1L;
        for (var entry : facts.leaves().entrySet()) {
            var leaf = entry.getValue();
            if (isCause(entry.getKey(), path)
                    && leaf.now() instanceof NodeState.Done done
                    && leaf.visit().since() > newest) {
                newest = leaf.visit().since();
                why =
                        done.result().outcome() instanceof Outcome.Escalate escalate
                                ? "escalated: " + same(escalate.reason()) + " " + done.tree()
                                : "";
            }
        }
        return why;
    }

    /// Where a group was undone, what went wrong meanwhile came after the reason of the stop.
    private static boolean isCause(String path, String stopped) {
        return Paths.within(path, stopped) && (Walk.undoes(stopped) || !Walk.undoes(path));
    }

    /// Without counters: the next round is no other reason.
    private static String same(String reason) {
        return reason.replaceAll("[0-9]+", "#");
    }

    /// How often the run was let go on after this very stop.
    static long inVain(Facts facts, Event.RunEnded end) {
        var signature = signature(facts, end);
        return facts.control().retries().stops().stream().filter(signature::equals).count();
    }
}
