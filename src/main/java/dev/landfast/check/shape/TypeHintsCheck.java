package dev.landfast.check.shape;

import dev.landfast.check.shape.PublicApi.Item;
import dev.landfast.check.shape.Shape.Function;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How many of the public functions and methods have a hint for each parameter and for what they
/// return.
///
/// Of special methods only those that a caller gives arguments to: `__init__`, `__new__`,
/// `__call__`. A function that overloads describe has its hints there.
public final class TypeHintsCheck implements Check {

    private static final Set<String> CALLED = Set.of("__init__", "__new__", "__call__");

    @Override
    public String name() {
        return "type-hints";
    }

    @Override
    public Set<String> settings() {
        return Set.of("public");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var text = "def canary_hints(number):\n    return number\n";
        return Optional.of(
                Plant.file(Shapes.ground(bench, with).module("canary_hints"), text)
                        .with(Map.of("public", 100L)));
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var all = PublicApi.of(Shapes.candidate(bench, with));
        Set<String> overloaded = new HashSet<>();
        all.stream()
                .filter(i -> i.function().filter(f -> f.isDecorated("overload")).isPresent())
                .forEach(i -> overloaded.add(i.path() + " " + i.name()));
        var asked = all.stream().filter(i -> asksForHints(i, overloaded)).toList();
        var missing = new ArrayList<Finding>();
        for (var item : asked) {
            var bare = bare(item);
            if (!bare.isEmpty()) {
                missing.add(finding(item, bare));
            }
        }
        return Share.judge(bench, with, asked, missing, "public interfaces with type hints, %");
    }

    private static boolean asksForHints(Item item, Set<String> overloaded) {
        if (item.function().isEmpty()) {
            return false;
        }
        var function = item.function().get();
        return (!item.isSpecial() || CALLED.contains(function.name()))
                && (function.isDecorated("overload")
                        || !overloaded.contains(item.path() + " " + item.name()));
    }

    /// What of it has no hint.
    private static List<String> bare(Item item) {
        Function function = item.function().orElseThrow();
        var bare = new ArrayList<String>();
        var first = item.isMethod() && !function.isDecorated("staticmethod") ? 1 : 0;
        function.parameters().stream()
                .skip(first)
                .filter(p -> !p.hinted())
                .forEach(p -> bare.add(p.name()));
        if (!function.traits().returns() && !function.name().equals("__init__")) {
            bare.add("return");
        }
        return bare;
    }

    private static Finding finding(Item item, List<String> bare) {
        return Findings.advised(
                Findings.of(
                        "type-hint-missing",
                        Level.MEDIUM,
                        new Place(item.path(), item.line()),
                        item.name() + " is public and has no hint for " + String.join(", ", bare)),
                "add the hints, or begin its name with an underscore");
    }
}
