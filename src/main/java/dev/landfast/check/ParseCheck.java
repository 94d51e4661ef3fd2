package dev.landfast.check;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Ground;
import dev.landfast.gate.Json;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Every Python file of the tree parses. Comes before all else: tools answer oddly about files they
/// cannot read.
final class ParseCheck implements Check {

    @Override
    public String name() {
        return "parse";
    }

    @Override
    public Set<String> settings() {
        return Set.of();
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var module = new Ground(bench.base().quiet(), bench.project()).module("canary_syntax");
        return Optional.of(Plant.file(module, "def canary(:\n"));
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var python = bench.python();
        var scratch = bench.scratch();
        var report = scratch.report("parse.json");
        var script = bench.run().resources().named("parse.py");
        bench.read(
                bench.candidate(),
                python.tool("ast"),
                scratch,
                List.of(python.path().toString(), "-I", script.toString(), report.toString()));
        bench.log().report("parse.json", report);
        try {
            var answer = Json.read(report);
            var findings = new ArrayList<Finding>();
            for (var problem : answer.path("problems")) {
                findings.add(
                        Findings.of(
                                "syntax-error",
                                Level.CRITICAL,
                                new Place(
                                        problem.path("file").asString(""),
                                        problem.path("line").asInt(0)),
                                problem.path("message").asString("")));
            }
            var expected = bench.pythonFiles(bench.candidate()).size();
            var parsed = answer.path("files").asInt(-1);
            bench.log().count("files", parsed);
            if (parsed < expected) {
                throw Unmeasured.evidence(
                        "%d of %d Python files were parsed".formatted(parsed, expected),
                        "look into the log of the check");
            }
            return findings.isEmpty() ? new Verdict.Pass() : new Verdict.Fail(findings);
        } catch (UnreadableReport e) {
            throw e.unmeasured();
        }
    }
}
