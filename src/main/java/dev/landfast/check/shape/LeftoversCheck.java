package dev.landfast.check.shape;

import dev.landfast.check.shape.Places.Role;
import dev.landfast.check.shape.Shape.Mark;
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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What was of use only while the work was done: breakpoints anywhere, comments that put something
/// off, and output by print in code that has no command line.
public final class LeftoversCheck implements Check {

    /// Printing is what these are for.
    private static final Pattern PRINTS =
            Pattern.compile("(.*/)?(__main__|cli|console|_cli|commands)(/.*|\\.py)");

    @Override
    public String name() {
        return "leftovers";
    }

    @Override
    public Set<String> settings() {
        return Set.of("findings", "new");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var text = "def canary_leftover():\n    breakpoint()\n";
        return Optional.of(
                Plant.file(Shapes.ground(bench, with).module("canary_leftover"), text)
                        .with(Limit.NONE));
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var modules = Shapes.candidate(bench, with);
        bench.log().count("files", modules.of(Role.CODE, Role.TEST, Role.BESIDE).size());
        return Limit.judge(
                bench, with, findings(modules), () -> findings(Shapes.base(bench, with)));
    }

    private static List<Finding> findings(Modules modules) {
        var findings = new ArrayList<Finding>();
        for (var module : modules.of(Role.CODE, Role.TEST, Role.BESIDE)) {
            for (var mark : module.marks().leftovers()) {
                if (counts(mark, module, modules.places().role(module.path()))) {
                    findings.add(finding(mark, module));
                }
            }
        }
        return findings;
    }

    private static boolean counts(Mark mark, Module module, Role role) {
        return switch (mark.what()) {
            case "breakpoint" -> true;
            case "print" -> role == Role.CODE && !PRINTS.matcher(module.path()).matches();
            default -> role != Role.BESIDE;
        };
    }

    private static Finding finding(Mark mark, Module module) {
        var place = new Place(module.path(), mark.line());
        return switch (mark.what()) {
            case "breakpoint" ->
                    Findings.advised(
                            Findings.of("leftover-breakpoint", Level.HIGH, place, mark.text()),
                            "take it out");
            case "print" ->
                    Findings.advised(
                            Findings.of(
                                    "leftover-print",
                                    Level.MEDIUM,
                                    place,
                                    "output by " + mark.text()),
                            "take it out, log it, or say where it goes with file=");
            default ->
                    Findings.advised(
                            Findings.of("leftover-todo", Level.LOW, place, mark.text()),
                            "do it, or put it where work is planned");
        };
    }
}
