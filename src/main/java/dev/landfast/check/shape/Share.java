package dev.landfast.check.shape;

import dev.landfast.check.shape.PublicApi.Item;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import java.util.List;
import java.util.OptionalDouble;

/// How much of the public interface has what is asked for.
final class Share {

    private static final double WHOLE = 100;

    private Share() {}

    /// @param asked all of it
    /// @param missing one finding for each that has it not
    static Verdict judge(
            Bench bench, Config with, List<Item> asked, List<Finding> missing, String what) {
        bench.log().count("public", asked.size());
        bench.log().count("missing", missing.size());
        if (asked.isEmpty()) {
            if (with.flag("if-present", false)) {
                bench.log().note("there is no public interface");
                return new Verdict.Pass();
            }
            throw Unmeasured.evidence(
                    "there is no public interface to measure",
                    "set 'source' in landfast.yaml to the folder of the code");
        }
        var threshold = with.number("public").orElse(WHOLE);
        var percent = WHOLE * (asked.size() - missing.size()) / asked.size();
        bench.log().measure(what, percent, OptionalDouble.of(threshold), OptionalDouble.empty());
        return percent >= threshold ? new Verdict.Pass() : new Verdict.Fail(missing);
    }
}
