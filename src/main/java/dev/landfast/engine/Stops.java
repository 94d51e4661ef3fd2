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
            parts.add(Paths.plain(path) + " " + why(facts, path));
        }
        return String.join("\n", parts);
    }

    private static String why(Facts facts, String path) {
        if (facts.leaf(path).now() instanceof NodeState.Done done) {
            if (done.result().outcome() instanceof Outcome.Blocked blocked) {
                return "blocked: " + blocked.kind() + " " + blocked.reason();
            }
            if (done.result().outcome() instanceof Outcome.Escalate escalate) {
                return "escalated: " + escalate.reason() + " " + done.tree();
            }
        }
        var why = "";
        for (var mark : facts.tally().marks()) {
            if (mark.what() instanceof Mark.What.Failed failed && Paths.within(mark.path(), path)) {
                why = "failed: " + failed.signature() + " " + failed.tree();
            }
        }
        return why;
    }

    /// How often the run was let go on after this very stop.
    static long inVain(Facts facts, Event.RunEnded end) {
        var signature = signature(facts, end);
        return facts.control().retries().stops().stream().filter(signature::equals).count();
    }
}
