package dev.landfast.check.lint;

import dev.landfast.gate.Bench;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Json;
import dev.landfast.gate.Python;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// bandit by itself, for class S where neither ruff nor flake8-bandit is there: its B101 is their
/// S101, and so on. It takes no configuration; what a project turned off is off by `# nosec` or `#
/// noqa` at the place.
final class Bandit implements Linter {

    private final Python python;

    Bandit(Python python) {
        this.python = python;
    }

    @Override
    public Report lint(Bench bench, Tree tree, Collection<String> files)
            throws InterruptedException {
        var named = files.isEmpty() ? bench.pythonFiles(tree) : files;
        // It knows no stubs, and nothing runs in them.
        var asked = named.stream().filter(file -> file.endsWith(".py")).toList();
        if (asked.isEmpty()) {
            return new Report(List.of(), 0);
        }
        var command = new ArrayList<>(python.isolated("bandit"));
        command.addAll(List.of("-q", "-f", "json"));
        asked.forEach(file -> command.add("./" + file));
        var ended = bench.read(tree, python.tool("bandit"), bench.scratch(), command);
        bench.log().report("bandit.json", ended.out());
        var report = parse(ended.text());
        if (report.files() != asked.size()
                || ended.exit().orElse(-1) != (report.findings().isEmpty() ? 0 : 1)) {
            throw Unmeasured.evidence(
                    "bandit read %d of %d files and ended with %s: %s"
                            .formatted(
                                    report.files(),
                                    asked.size(),
                                    ended.how(),
                                    Terminal.plain(ended.errors())),
                    "look into the log of the check");
        }
        var known =
                report.findings().stream()
                        // Tests assert; outside of tests S101 says something.
                        .filter(f ->
                                !(f.rule().equals("S101") && f.place().file().contains("test")))
                        .toList();
        return new Report(known, report.files());
    }

    /// @throws Unmeasured when the output is not whole, or bandit could not read a file: it ends
    ///   with 0 all the same
    static Report parse(String output) {
        try {
            var answer = Json.parse(output);
            if (!answer.path("results").isArray() || !answer.path("metrics").isObject()) {
                throw new UnreadableReport("results or metrics are missing");
            }
            for (var error : answer.path("errors")) {
                throw new UnreadableReport(
                        error.path("filename").asString("")
                                + ": "
                                + error.path("reason").asString(""));
            }
            var findings = new ArrayList<Finding>();
            answer.path("results").forEach(result -> findings.add(finding(result)));
            return new Report(findings, answer.path("metrics").size() - 1L);
        } catch (UnreadableReport e) {
            throw Unmeasured.evidence(
                    "bandit: " + e.getMessage(), "look into the log of the check");
        }
    }

    private static Finding finding(JsonNode result) {
        var rule = result.path("test_id").asString("").replaceFirst("^B", "S");
        var file = Path.of(result.path("filename").asString("")).normalize().toString();
        return Findings.of(
                rule,
                Linter.level(rule),
                new Place(file, result.path("line_number").asInt(0)),
                result.path("issue_text").asString(""));
    }

    @Override
    public List<String> unmeasured(Set<String> classes) {
        return List.of();
    }
}
