package dev.landfast.check.lint;

import dev.landfast.gate.Bench;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Python;
import dev.landfast.gate.PythonProject;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// flake8, read through a format of our own. Its benchmark lines prove that it ran to the end,
/// which a clean result alone does not.
public final class Flake8 implements Linter {

    private static final String FORMAT = "%(path)s\t%(row)d\t%(col)d\t%(code)s\t%(text)s";
    private static final Pattern FILES = Pattern.compile("^(\\d+)\\s+total files processed$");
    private static final int FIELDS = 5;

    private final Python python;

    Flake8(Python python) {
        this.python = python;
    }

    @Override
    public Report lint(Bench bench, Tree tree, Collection<String> files)
            throws InterruptedException {
        var command = new ArrayList<String>();
        command.addAll(python.isolated("flake8"));
        command.addAll(List.of("--benchmark", "--format=" + FORMAT));
        if (!new PythonProject(tree.quiet()).configuresFlake8()) {
            command.add("--isolated");
        }
        command.add("--");
        command.addAll(files.isEmpty() ? List.of(".") : files);
        var scratch = bench.scratch();
        var ended = bench.read(tree, python.tool("flake8"), scratch, command);
        bench.log().report("flake8.txt", ended.out());
        var report = parse(ended.text());
        if (ended.exit().orElse(-1) != (report.findings().isEmpty() ? 0 : 1)) {
            throw Unmeasured.evidence(
                    "flake8 ended with %s and %d findings: %s"
                            .formatted(
                                    ended.how(),
                                    report.findings().size(),
                                    Terminal.plain(ended.errors())),
                    "look into the log of the check");
        }
        return report;
    }

    /// @throws Unmeasured when the output is not whole
    public static Report parse(String output) {
        var findings = new ArrayList<Finding>();
        long files = -1;
        for (var line : output.split("\n", -1)) {
            var fields = line.split("\t", FIELDS);
            var total = FILES.matcher(line);
            if (total.matches()) {
                files = Long.parseLong(total.group(1));
            } else if (fields.length == FIELDS && fields[1].matches("\\d{1,9}")) {
                var path = fields[0].startsWith("./") ? fields[0].substring(2) : fields[0];
                findings.add(
                        Findings.of(
                                fields[3],
                                Linter.level(fields[3]),
                                new Place(path, Integer.parseInt(fields[1])),
                                fields[4]));
            }
        }
        if (files < 0) {
            throw Unmeasured.evidence(
                    "flake8 did not say how many files it read", "look into the log of the check");
        }
        return new Report(findings, files);
    }

    /// Classes out of these whose plug-in is not installed.
    Set<String> without(Set<String> classes) {
        Set<String> missing = new TreeSet<>();
        if (classes.contains("B") && !python.has("bugbear")) {
            missing.add("B");
        }
        if (classes.contains("S") && !python.has("flake8_bandit")) {
            missing.add("S");
        }
        return missing;
    }

    @Override
    public List<String> unmeasured(Set<String> classes) {
        return without(classes).stream().map(c -> c + " (its plug-in is not installed)").toList();
    }
}
