package dev.landfast.check.types;

import dev.landfast.check.lint.Linter;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Evidence.Tool;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Json;
import dev.landfast.gate.Programs;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// pyright, read through its JSON and held against its own summary.
public final class Pyright implements TypesCheck.Checker {

    @Override
    public Linter.Report check(Bench bench, Tree tree, List<String> paths)
            throws InterruptedException {
        var environment = bench.run().request().surroundings().environment();
        var program =
                Programs.onPath(environment, "pyright")
                        .orElseThrow(() ->
                                Unmeasured.missingTool("pyright is missing", "install pyright"));
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.add("--outputjson");
        command.addAll(List.of("--pythonpath", bench.python().path().toString()));
        command.addAll(paths);
        var tool = new Tool("pyright", Programs.version(program, environment), program.toString());
        var ended = bench.read(tree, tool, bench.scratch(), command);
        bench.log().report("pyright.json", ended.out());
        var report = parse(ended.text(), tree.quiet().directory());
        if (ended.exit().orElse(-1) != (report.findings().isEmpty() ? 0 : 1)) {
            throw Unmeasured.evidence(
                    "pyright names %d errors and ended with %s"
                            .formatted(report.findings().size(), ended.how()),
                    "look into the log of the check");
        }
        return report;
    }

    /// @throws Unmeasured when the output is not whole
    public static Linter.Report parse(String output, Path root) {
        try {
            var answer = Json.parse(output);
            var summary = answer.path("summary");
            var findings = new ArrayList<Finding>();
            for (var each : answer.path("generalDiagnostics")) {
                if (each.path("severity").asString("").equals("error")) {
                    var file = each.path("file").asString("");
                    findings.add(
                            Findings.of(
                                    each.path("rule").asString("type-error"),
                                    Level.HIGH,
                                    new Place(
                                            file.startsWith(root + "/")
                                                    ? file.substring(root.toString().length() + 1)
                                                    : file,
                                            each.path("range").path("start").path("line").asInt(-1)
                                                    + 1),
                                    each.path("message").asString("")));
                }
            }
            if (summary.path("errorCount").asInt(-1) != findings.size()) {
                throw new UnreadableReport("its summary and its diagnostics differ");
            }
            return new Linter.Report(findings, summary.path("filesAnalyzed").asInt(0));
        } catch (UnreadableReport e) {
            throw Unmeasured.evidence(
                    "pyright: " + e.getMessage(), "look into the log of the check");
        }
    }
}
