package dev.landfast.check.shape;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Verdict;
import java.util.Map;
import java.util.Optional;
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
    public Optional<Plant> plant(Bench bench, Config with) {
        var then =
                """
                def canary_interface(number):
                    return number


                __all__ = ["canary_interface"]
                """;
        var now = "def another_canary(number):\n    return number\n";
        return Optional.of(
                Plant.changed(Shapes.ground(bench, with).module("canary_interface"), then, now)
                        .with(Map.of("breaking", 0L)));
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
