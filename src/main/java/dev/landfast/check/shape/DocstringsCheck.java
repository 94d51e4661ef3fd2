package dev.landfast.check.shape;

import dev.landfast.check.shape.PublicApi.Item;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How many of the public functions, classes and methods have a docstring.
///
/// Not asked for: special methods, setters, overloads and what is marked as an override.
public final class DocstringsCheck implements Check {

    @Override
    public String name() {
        return "docstrings";
    }

    @Override
    public Set<String> settings() {
        return Set.of("public");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var text = "def canary_docstring(number: int) -> int:\n    return number\n";
        return Optional.of(
                Plant.file(Shapes.ground(bench, with).module("canary_docstring"), text)
                        .with(Map.of("public", 100L)));
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var asked =
                PublicApi.of(Shapes.candidate(bench, with)).stream()
                        .filter(DocstringsCheck::asksForOne)
                        .toList();
        var missing =
                asked.stream().filter(i -> !i.documented()).map(DocstringsCheck::finding).toList();
        return Share.judge(bench, with, asked, missing, "public interfaces documented, %");
    }

    private static boolean asksForOne(Item item) {
        return !item.isSpecial()
                && item.function()
                        .filter(f ->
                                Names.isSetter(f)
                                        || f.isDecorated("overload")
                                        || f.isDecorated("override"))
                        .isEmpty();
    }

    private static Finding finding(Item item) {
        return Findings.advised(
                Findings.of(
                        "docstring-missing",
                        Level.MEDIUM,
                        new Place(item.path(), item.line()),
                        item.name() + " is public and has no docstring"),
                "say what it is for, or begin its name with an underscore");
    }
}
