package dev.landfast.check.shape;

import dev.landfast.check.shape.Places.Role;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Evidence.Tool;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Json;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Examples in the documentation, and files below `examples`, that use the project's own code.
///
/// One counts when it parses, imports something of the tree, and all that it imports from there
/// exists. It is not run.
public final class ExamplesCheck implements Check {

    private static final Set<String> FOLDERS = Set.of("examples", "example");

    @Override
    public String name() {
        return "examples";
    }

    @Override
    public Set<String> settings() {
        return Set.of("min");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        return Optional.of(
                Plant.file("CANARY.md", "```python\nfrom . import (\n```\n")
                        .with(Map.of("min", Long.MAX_VALUE)));
    }

    /// @param wrong those that cannot be right
    private record Found(int good, List<Finding> wrong) {}

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var modules = Shapes.candidate(bench, with);
        var found = inDocumentation(bench, new Names(modules.shape().modules()));
        var good = found.good() + inFolders(modules);
        bench.log().count("examples", good);
        bench.log().count("wrong", found.wrong().size());
        var wanted = with.integer("min").orElse(1L);
        if (good >= wanted) {
            found.wrong().forEach(f -> bench.log().note(Findings.subject(f) + ": " + f.message()));
            return new Verdict.Pass();
        }
        var findings = new ArrayList<>(found.wrong());
        findings.add(
                Findings.advised(
                        Findings.of(
                                "examples-few",
                                Level.MEDIUM,
                                Findings.nowhere(),
                                "%d examples use the code, %d are asked for"
                                        .formatted(good, wanted)),
                        "show in README.md or below docs how it is used, in a block of ```python"));
        return new Verdict.Fail(findings);
    }

    private static int inFolders(Modules modules) {
        var names = new Names(modules.shape().modules());
        return (int)
                modules.of(Role.BESIDE).stream()
                        .filter(m -> FOLDERS.contains(m.path().split("/", 2)[0]))
                        .filter(m ->
                                m.bindings().imports().stream()
                                        .anyMatch(i ->
                                                !FOLDERS.contains(i.module().split("\\.", 2)[0])
                                                        && names.isOwn(i.module())))
                        .count();
    }

    private static Found inDocumentation(Bench bench, Names names) throws InterruptedException {
        var python = bench.python();
        var scratch = bench.scratch();
        var report = scratch.report("examples.json");
        var script = bench.run().resources().named("examples.py");
        var ended =
                bench.read(
                        bench.candidate(),
                        new Tool("landfast-examples", python.version(), python.path().toString()),
                        scratch,
                        List.of(
                                python.path().toString(),
                                "-I",
                                script.toString(),
                                report.toString()));
        bench.log().report("examples.json", report);
        try {
            var answer = Json.read(report);
            if (ended.exit().orElse(-1) != 0
                    || !answer.path("examples").isArray()
                    || answer.path("end").asInt(-1) != answer.path("examples").size()) {
                throw new UnreadableReport("it is not whole, or ended with " + ended.how());
            }
            bench.log().count("documents", answer.path("files").asInt(0));
            return judged(answer.path("examples"), names);
        } catch (UnreadableReport e) {
            throw Unmeasured.evidence(
                    "the examples could not be read: "
                            + e.getMessage()
                            + ": "
                            + Terminal.plain(ended.errors()),
                    "look into the log of the check");
        }
    }

    private static Found judged(JsonNode examples, Names names) {
        var good = 0;
        var wrong = new ArrayList<Finding>();
        for (var each : examples) {
            var place = new Place(each.path("path").asString(""), each.path("line").asInt(0));
            var error = each.path("error").asString("");
            var own =
                    each.path("imports")
                            .valueStream()
                            .filter(i -> names.isOwn(i.path("from").asString("")))
                            .toList();
            var gone = own.stream().filter(i -> !exists(i, names)).toList();
            if (!error.isEmpty()) {
                wrong.add(wrong(place, "the example does not parse: " + error));
            } else if (!gone.isEmpty()) {
                wrong.add(wrong(place, "the example uses what is not there: " + said(gone)));
            } else if (!own.isEmpty()) {
                good++;
            }
        }
        return new Found(good, wrong);
    }

    private static boolean exists(JsonNode imported, Names names) {
        var name = imported.path("name").asString("");
        var module = names.module(imported.path("from").asString(""));
        if (module.isEmpty()) {
            return names.module(imported.path("from").asString("") + "." + name).isPresent();
        }
        return name.isEmpty() || name.equals("*") || names.find(module.get(), name).isPresent();
    }

    private static String said(List<JsonNode> imports) {
        return String.join(
                ", ",
                imports.stream()
                        .map(i ->
                                (i.path("from").asString("") + "." + i.path("name").asString(""))
                                        .replaceAll("\\.$", ""))
                        .toList());
    }

    private static Finding wrong(Place place, String message) {
        return Findings.advised(
                Findings.of("example-wrong", Level.MEDIUM, place, message),
                "write it as the code is used now");
    }
}
