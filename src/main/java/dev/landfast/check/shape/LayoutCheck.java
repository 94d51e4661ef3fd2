package dev.landfast.check.shape;

import dev.landfast.check.shape.Places.Role;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Where things are in a package, in what order imports stand, and how long files are.
///
/// A file counts as too long when the branch made or changed it; of the rest only what the base
/// does not have.
public final class LayoutCheck implements Check {

    private static final long USUAL = 300;
    private static final long MOST_PLANTED = 5000;

    @Override
    public String name() {
        return "layout";
    }

    @Override
    public Set<String> settings() {
        return Set.of("lines", "init", "imports", "types-in", "exceptions-in");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var most = Math.min(MOST_PLANTED, with.integer("lines").orElse(USUAL));
        var text = "# one of many\n".repeat((int) most + 1);
        return Optional.of(
                Plant.file(Shapes.ground(bench, with).module("canary_layout"), text)
                        .with(Map.of("lines", most)));
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var modules = Shapes.candidate(bench, with);
        var own = modules.of(Role.CODE, Role.TEST);
        bench.log().count("files", own.size());
        var findings = new ArrayList<>(tooLong(bench, with, own));
        var placed = placed(modules, with);
        if (!placed.isEmpty()) {
            var known = placed(Shapes.base(bench, with), with);
            bench.log().count("findings-at-base", known.size());
            findings.addAll(Findings.added(placed, known));
        }
        return findings.isEmpty() ? new Verdict.Pass() : new Verdict.Fail(findings);
    }

    private static List<Finding> tooLong(Bench bench, Config with, List<Module> own) {
        var most = with.integer("lines").orElse(USUAL);
        var now = bench.candidate().files();
        var before = bench.base().files();
        Set<String> changed = new TreeSet<>(now.keySet());
        changed.removeIf(f -> now.getOrDefault(f, "").equals(before.get(f)));
        var findings = new ArrayList<Finding>();
        var looked = 0;
        for (var module : own) {
            if (changed.contains(module.path())) {
                looked++;
                if (module.lines() > most) {
                    findings.add(tooLong(module, most));
                }
            }
        }
        bench.log().count("changed-files", looked);
        return findings;
    }

    private static Finding tooLong(Module module, long most) {
        return Findings.advised(
                Findings.of(
                        "file-too-long",
                        Level.MEDIUM,
                        new Place(module.path(), (int) most + 1),
                        "it has %d lines, %d at most".formatted(module.lines(), most)),
                "give what belongs together a file of its own");
    }

    private static List<Finding> placed(Modules modules, Config with) {
        var placing = Placing.of(modules, with);
        var findings = new ArrayList<Finding>();
        for (var module : modules.of(Role.CODE)) {
            findings.addAll(placing.definitions(module));
            findings.addAll(placing.init(module));
        }
        for (var module : modules.of(Role.CODE, Role.TEST)) {
            placing.imports(module).ifPresent(findings::add);
        }
        return findings;
    }
}
