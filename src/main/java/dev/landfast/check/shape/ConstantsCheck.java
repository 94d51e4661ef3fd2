package dev.landfast.check.shape;

import dev.landfast.check.secret.Secrets;
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
import java.util.TreeMap;

/// Strings that are written out more than once in the code, or in the code and in its tests.
public final class ConstantsCheck implements Check {

    private static final int SHOWN = 40;

    /// Names that are the same everywhere and would say nothing more as constants.
    private static final Set<String> COMMON =
            Set.of("__main__", "utf-8", "utf8", "ascii", "latin-1", "strict", "ignore", "replace");

    @Override
    public String name() {
        return "constants";
    }

    @Override
    public Set<String> settings() {
        return Set.of("findings", "new");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var text = "FIRST = \"a literal for a canary\"\nSECOND = \"a literal for a canary\"\n";
        return Optional.of(
                Plant.file(Shapes.ground(bench, with).module("canary_constants"), text)
                        .with(Limit.NONE));
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var modules = Shapes.candidate(bench, with);
        bench.log().count("files", modules.of(Role.CODE).size());
        bench.log().count("test-files", modules.of(Role.TEST).size());
        return Limit.judge(
                bench, with, findings(modules), () -> findings(Shapes.base(bench, with)));
    }

    private static List<Finding> findings(Modules modules) {
        var code = literals(modules.of(Role.CODE));
        var tests = literals(modules.of(Role.TEST));
        var findings = new ArrayList<Finding>();
        code.forEach((text, places) -> {
            // The first may be the definition of the constant.
            places.stream()
                    .skip(1)
                    .map(p -> finding("literal-repeated", p, text, "written before"))
                    .forEach(findings::add);
            tests.getOrDefault(text, List.of())
                    .forEach(p ->
                            findings.add(
                                    finding(
                                            "literal-in-test",
                                            p,
                                            text,
                                            "in " + places.getFirst().file() + " as well")));
        });
        return findings;
    }

    private static Map<String, List<Place>> literals(List<Module> modules) {
        var found = new TreeMap<String, List<Place>>();
        for (var module : modules) {
            for (var literal : module.marks().literals()) {
                if (!COMMON.contains(literal.text())) {
                    found.computeIfAbsent(literal.text(), t -> new ArrayList<>())
                            .add(new Place(module.path(), literal.line()));
                }
            }
        }
        return found;
    }

    private static Finding finding(String rule, Place place, String text, String where) {
        var shown = Secrets.looksLikeOne(text) ? Secrets.masked(text) : cut(text);
        return Findings.advised(
                Findings.of(rule, Level.LOW, place, "\"" + shown + "\" is " + where),
                "give it a name in the code, and use that name");
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
