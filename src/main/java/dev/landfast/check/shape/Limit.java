package dev.landfast.check.shape;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import java.util.List;
import java.util.Map;

/// How many findings may be: `findings` of them in all, `new` that the base does not have. Where
/// neither is given, none may be new.
final class Limit {

    /// No finding at all, for what was planted.
    static final Map<String, Object> NONE = Map.of("findings", 0L, "new", 0L);

    private Limit() {}

    /// The same look at the base; taken only when something depends on it.
    interface Before {
        List<Finding> findings() throws InterruptedException;
    }

    static Verdict judge(Bench bench, Config with, List<Finding> now, Before before)
            throws InterruptedException {
        bench.log().count("findings", now.size());
        if (with.has("findings") && now.size() > with.integer("findings").orElse(0L)) {
            return new Verdict.Fail(now);
        }
        if (now.isEmpty() || (with.has("findings") && !with.has("new"))) {
            return new Verdict.Pass();
        }
        var known = before.findings();
        var added = Findings.added(now, known);
        bench.log().count("findings-at-base", known.size());
        bench.log().count("new", added.size());
        return added.size() <= with.integer("new").orElse(0L)
                ? new Verdict.Pass()
                : new Verdict.Fail(added);
    }
}
