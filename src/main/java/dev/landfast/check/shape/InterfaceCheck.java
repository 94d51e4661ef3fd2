package dev.landfast.check.shape;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Verdict;
import java.util.Set;

/// What users of the base's public interface would miss: names that are gone, and calls that no
/// longer work.
public final class InterfaceCheck implements Check {

    @Override
    public String name() {
        return "interface";
    }

    @Override
    public Set<String> settings() {
        return Set.of("breaking");
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var breaks = Breaks.between(Shapes.base(bench, with), Shapes.candidate(bench, with));
        bench.log().count("public", breaks.compared());
        bench.log().count("breaking", breaks.findings().size());
        bench.log().count("beyond-sight", breaks.untold());
        return breaks.findings().size() <= with.integer("breaking").orElse(0L)
                ? new Verdict.Pass()
                : new Verdict.Fail(breaks.findings());
    }
}
