package dev.landfast.check.lint;

import dev.landfast.gate.Bench;
import dev.landfast.gate.Evidence.Tool;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Json;
import dev.landfast.gate.PythonProject;
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

/// ruff, read through its JSON.
public final class Ruff implements Linter {

    private final List<String> program;
    private final Tool tool;
    private final Set<String> classes;

    /// @param program how it is called: a program, or an interpreter and `-m ruff`
    /// @param classes rules to ask for beyond the project's own selection
    Ruff(List<String> program, Tool tool, Set<String> classes) {
        this.program = List.copyOf(program);
        this.tool = tool;
        this.classes = Set.copyOf(classes);
    }

    @Override
    public Report lint(Bench bench, Tree tree, Collection<String> files)
            throws InterruptedException {
        var command = new ArrayList<>(program);
        command.addAll(List.of("check", "--no-cache", "--exit-zero", "--force-exclude"));
        command.addAll(List.of("--output-format", "json"));
        var configured = new PythonProject(tree.quiet()).configuresRuff();
        if (!configured) {
            command.add("--isolated");
        }
        if (!classes.isEmpty()) {
            command.add(
                    (configured ? "--extend-select=" : "--select=")
                            + String.join(",", classes.stream().sorted().toList()));
        }
        command.add("--");
        command.addAll(files.isEmpty() ? List.of(".") : files);
        var ended = bench.read(tree, tool, bench.scratch(), command);
        bench.log().report("ruff.json", ended.out());
        if (ended.exit().orElse(-1) != 0) {
            throw Unmeasured.evidence(
                    "ruff ended with %s: %s".formatted(ended.how(), Terminal.plain(ended.errors())),
                    "look into the log of the check");
        }
        return new Report(
                parse(ended.text(), tree.quiet().directory()), count(bench, tree, command));
    }

    /// What ruff reads by its own word: the project may exclude some of what it was asked.
    private long count(Bench bench, Tree tree, List<String> lint) throws InterruptedException {
        var command = new ArrayList<>(lint);
        command.add(command.indexOf("--output-format"), "--show-files");
        var ended = bench.read(tree, tool, bench.scratch(), command);
        if (ended.exit().orElse(-1) != 0) {
            throw Unmeasured.evidence(
                    "ruff did not say which files it reads: " + Terminal.plain(ended.errors()),
                    "look into the log of the check");
        }
        return ended.text().lines().filter(line -> !line.isBlank()).count();
    }

    /// @throws Unmeasured when the output is not an array of findings
    public static List<Finding> parse(String output, Path root) {
        try {
            var answer = Json.parse(output);
            if (!answer.isArray()) {
                throw new UnreadableReport("ruff's report is no list");
            }
            var findings = new ArrayList<Finding>();
            for (var each : answer) {
                var place = place(each.path("filename").asString(""), root);
                var rule = each.path("code").asString("E999");
                // Tests assert; outside of tests S101 says something.
                if (!(rule.equals("S101") && place.contains("test"))) {
                    findings.add(
                            Findings.of(
                                    rule.equals("invalid-syntax") ? "E999" : rule,
                                    Linter.level(rule.equals("invalid-syntax") ? "E999" : rule),
                                    new Place(place, each.path("location").path("row").asInt(0)),
                                    each.path("message").asString("")));
                }
            }
            return findings;
        } catch (UnreadableReport e) {
            throw Unmeasured.evidence("ruff: " + e.getMessage(), "look into the log of the check");
        }
    }

    private static String place(String file, Path root) {
        var prefix = root + "/";
        return file.startsWith(prefix) ? file.substring(prefix.length()) : file;
    }

    @Override
    public List<String> unmeasured(Set<String> asked) {
        return List.of();
    }
}
