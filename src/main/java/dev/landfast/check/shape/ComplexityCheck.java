package dev.landfast.check.shape;

import dev.landfast.check.shape.Places.Role;
import dev.landfast.check.shape.Shape.Complexity;
import dev.landfast.check.shape.Shape.Module;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// The cyclomatic complexity of every function that the base does not have as it is: `most: 15`
/// unless given.
///
/// A function that only moved, or was written another way, has not changed. One that has counts as
/// it is now, also where it was no simpler before.
public final class ComplexityCheck implements Check {

    private static final long USUAL = 15;
    private static final long MOST_PLANTED = 1000;

    @Override
    public String name() {
        return "complexity";
    }

    @Override
    public Set<String> settings() {
        return Set.of("most");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var most = Math.min(MOST_PLANTED, with.integer("most").orElse(USUAL));
        var text = new StringBuilder("def canary_complexity(number):\n");
        for (var branch = 0; branch <= most; branch++) {
            text.append("    if number == %d:\n        number += 1\n".formatted(branch));
        }
        text.append("    return number\n");
        return Optional.of(
                Plant.file(Shapes.ground(bench, with).module("canary_complexity"), text.toString())
                        .with(Map.of("most", most)));
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var now = Shapes.candidate(bench, with).of(Role.CODE, Role.TEST, Role.BESIDE);
        Set<String> known = new HashSet<>();
        Map<String, Integer> before = new HashMap<>();
        for (var module : Shapes.base(bench, with).shape().modules()) {
            for (var each : module.marks().complexity()) {
                known.add(same(each));
                before.put(module.path() + " " + each.name(), each.value());
            }
        }
        var changed =
                now.stream()
                        .flatMap(m -> m.marks().complexity().stream().map(c -> new Changed(m, c)))
                        .filter(c -> !known.contains(same(c.function())))
                        .toList();
        var most = with.integer("most").orElse(USUAL);
        say(bench, changed, most);
        var findings =
                changed.stream()
                        .filter(c -> c.function().value() > most)
                        .map(c -> finding(c, most, before))
                        .toList();
        return findings.isEmpty() ? new Verdict.Pass() : new Verdict.Fail(findings);
    }

    private record Changed(Module module, Complexity function) {

        String id() {
            return module.path() + " " + function.name();
        }
    }

    private static void say(Bench bench, List<Changed> changed, long most) {
        var highest = changed.stream().mapToInt(c -> c.function().value()).max().orElse(0);
        bench.log().count("changed-functions", changed.size());
        bench.log().note("counted by " + Shapes.TOOL + ", as mccabe counts");
        bench.log()
                .measure(
                        "complexity of a changed function at most",
                        highest,
                        OptionalDouble.of((double) most),
                        OptionalDouble.empty());
    }

    private static String same(Complexity each) {
        return each.name() + " " + each.hash();
    }

    private static Finding finding(Changed changed, long most, Map<String, Integer> before) {
        var function = changed.function();
        var old = before.get(changed.id());
        return Findings.advised(
                Findings.of(
                        "complexity-high",
                        Level.MEDIUM,
                        new Place(changed.module().path(), function.line()),
                        "%s has a complexity of %d, %d at most%s"
                                .formatted(
                                        function.name(),
                                        function.value(),
                                        most,
                                        old == null ? "" : ", " + old + " at the base")),
                "give what it decides functions of their own");
    }
}
