package dev.landfast.check.lint;

import dev.landfast.gate.Bench;
import dev.landfast.gate.Evidence.Tool;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Json;
import dev.landfast.gate.Python;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Our own reading of class B where neither ruff nor flake8-bugbear is there: the rules that the
/// syntax tree alone decides, listed in bugs.py.
final class LikelyBugs implements Linter {

    private final Python python;

    LikelyBugs(Python python) {
        this.python = python;
    }

    /// What a reading came to.
    ///
    /// @param noqa comments that take rules back: `file:line` → their codes, none for all
    record Read(Report report, Map<String, Set<String>> noqa) {

        Read {
            noqa = Map.copyOf(noqa);
        }

        /// What no comment takes back.
        List<Finding> left(List<Finding> findings) {
            return findings.stream().filter(f -> !isTakenBack(f)).toList();
        }

        private boolean isTakenBack(Finding finding) {
            var codes = noqa.get(finding.place().toString());
            return codes != null
                    && (codes.isEmpty() || codes.stream().anyMatch(finding.rule()::startsWith));
        }
    }

    @Override
    public Report lint(Bench bench, Tree tree, Collection<String> files)
            throws InterruptedException {
        return read(bench, tree, files).report();
    }

    Read read(Bench bench, Tree tree, Collection<String> files) throws InterruptedException {
        var script = bench.run().resources().named("bugs.py");
        var scratch = bench.scratch();
        var report = scratch.report("bugs.json");
        var command =
                new ArrayList<>(
                        List.of(
                                python.path().toString(),
                                "-I",
                                script.toString(),
                                report.toString()));
        command.addAll(files);
        var tool = new Tool("landfast-bugs", python.version(), python.path().toString());
        var ended = bench.read(tree, tool, scratch, command);
        bench.log().report("bugs.json", report);
        try {
            var answer = Json.read(report);
            if (ended.exit().orElse(-1) != 0) {
                throw new UnreadableReport("it ended with " + ended.how());
            }
            return new Read(
                    new Report(findings(answer), answer.path("files").asLong(0)), noqa(answer));
        } catch (UnreadableReport e) {
            throw Unmeasured.evidence(
                    "likely bugs could not be read: "
                            + e.getMessage()
                            + ": "
                            + Terminal.plain(ended.errors()),
                    "look into the log of the check");
        }
    }

    private static List<Finding> findings(JsonNode answer) {
        var findings = new ArrayList<Finding>();
        for (var each : answer.path("findings")) {
            var rule = each.path("rule").asString("");
            findings.add(
                    Findings.of(
                            rule,
                            Linter.level(rule),
                            place(each),
                            each.path("message").asString("")));
        }
        return findings;
    }

    private static Map<String, Set<String>> noqa(JsonNode answer) {
        return answer.path("noqa")
                .valueStream()
                .collect(
                        Collectors.toMap(
                                each -> place(each).toString(),
                                each -> {
                                    Set<String> codes = new TreeSet<>();
                                    each.path("codes").forEach(c -> codes.add(c.asString("")));
                                    return codes;
                                }));
    }

    private static Place place(JsonNode each) {
        return new Place(each.path("file").asString(""), each.path("line").asInt(0));
    }

    @Override
    public List<String> unmeasured(Set<String> classes) {
        return List.of();
    }
}
