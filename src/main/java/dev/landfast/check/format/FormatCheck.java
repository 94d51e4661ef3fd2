package dev.landfast.check.format;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Ground;
import dev.landfast.gate.Plant;
import dev.landfast.gate.PythonProject;
import dev.landfast.gate.Pythons;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The files that differ from the base are formatted: black and isort, whichever the project
/// configures, both where it configures neither. `scope: all` looks at every file.
///
/// A changed file that was not formatted at the base either is not charged: otherwise every small
/// change to an old file would have to rewrite it.
public final class FormatCheck implements Check {

    @Override
    public String name() {
        return "format";
    }

    @Override
    public Set<String> settings() {
        return Set.of("tools", "scope");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var ground = new Ground(bench.base().quiet(), bench.project(), with.text("path"));
        var module = ground.module("canary_format");
        var names = formatters(bench, with).stream().map(Formatter::name).toList();
        // What never was formatted is not charged where only changed files are looked at.
        var scope = bench.base().files().containsKey(module) ? "all" : "changed";
        return Optional.of(
                Plant.file(module, "import sys\nimport os\n\n\n\ncanary = {  'a':sys ,'b' :os}\n")
                        .with(Map.of("scope", scope))
                        .each(names));
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var all = with.text("scope").orElse("changed").equals("all");
        var files = bench.pythonFiles(bench.candidate(), !all, with.text("path"));
        bench.log().count("files", files.size());
        if (files.isEmpty()) {
            bench.log().note("no Python file differs from the base");
            return new Verdict.Pass();
        }
        var findings = new ArrayList<Finding>();
        for (var formatter : formatters(bench, with)) {
            findings.addAll(findings(bench, formatter, files, all));
        }
        return findings.isEmpty() ? new Verdict.Pass() : new Verdict.Fail(findings);
    }

    private static List<Finding> findings(
            Bench bench, Formatter formatter, Set<String> files, boolean all)
            throws InterruptedException {
        var now = formatter.check(bench, bench.candidate(), files);
        Set<String> charged = new TreeSet<>(now.paths());
        charged.retainAll(files);
        if (!all) {
            var before = new TreeSet<>(charged);
            before.retainAll(bench.base().files().keySet());
            if (!before.isEmpty()) {
                var known = formatter.check(bench, bench.base(), before).paths();
                charged.removeAll(known);
                known.forEach(
                        f -> bench.log().note(f + " was not formatted at the base; not charged"));
            }
        }
        bench.log().count(formatter.name(), charged.size());
        return charged.stream()
                .map(f ->
                        Findings.advised(
                                Findings.of(
                                        formatter.name(),
                                        Level.LOW,
                                        new Place(f, now.changed().getOrDefault(f, 1)),
                                        formatter.name() + " would change this file"),
                                "run " + formatter.name() + " " + f))
                .toList();
    }

    private static List<Formatter> formatters(Bench bench, Config with) {
        return named(
                bench.run().pythons(),
                new PythonProject(bench.candidate().quiet()),
                with.texts("tools"));
    }

    /// @param wanted names; empty for what the project configures
    static List<Formatter> named(Pythons pythons, PythonProject project, List<String> wanted) {
        var black = project.configures("pyproject.toml", "[tool.black");
        var isort = project.configuresIsort();
        var formatters = new ArrayList<Formatter>();
        if (wanted.contains("black") || (wanted.isEmpty() && (black || !isort))) {
            formatters.add(new Black(pythons.with("black")));
        }
        if (wanted.contains("isort") || (wanted.isEmpty() && (isort || !black))) {
            formatters.add(new Isort(pythons.with("isort")));
        }
        return formatters;
    }
}
