package dev.landfast.check.lint;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Ground;
import dev.landfast.gate.Plant;
import dev.landfast.gate.PythonProject;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// No lint finding of the classes that matter: `new: 0` counts what the base does not have, `max:
/// 0` counts all; `rules` names classes such as `F, E9, B, S`, absent means every rule.
///
/// The linter is the one the project configures, else ruff, else flake8 with its plug-ins. Without
/// those, class S is measured by bandit itself and class B by a reading of our own. A class that
/// nothing here measures is said so; with `unmeasured: block` it also keeps the gate shut.
public final class LintCheck implements Check {

    private static final int LONGEST_LIST = 1500;

    /// Something for each class of rules that a project may have chosen alone.
    private static final String MANY_DEFECTS =
            """
            import sys, os
            import json
            from typing import List
            def Canary(l, given=[], unused: List=None, *, a=1, b=2, c=3, d=4, e=5):
                password = "3f9c-canary"
                if l == None:
                    print("a line that is a good deal longer than what any sensible limit allows, and then some more, to be sure of it" % ())
                    # TODO: later \s
                if a:
                    if b or c or d or e: l = 1; assert l
                try:
                    return eval(given[0]) + nowhere_defined
                except:
                    pass
            """;

    @Override
    public String name() {
        return "lint";
    }

    @Override
    public Set<String> settings() {
        return Set.of("new", "total", "rules", "unmeasured", "tool");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var ground = new Ground(bench.base().quiet(), bench.project(), with.text("path"));
        var module = ground.module("canary_lint");
        var classes = new LinkedHashSet<>(with.texts("rules"));
        var text = classes.equals(Set.of("E9")) ? "def canary(:\n" : MANY_DEFECTS;
        return Optional.of(
                Plant.file(module, text)
                        .with(Map.of("new", 0L, "total", 0L))
                        .each(linter(bench, with, classes).apart(classes)));
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var classes = new LinkedHashSet<>(with.texts("rules"));
        var onlyNew = !with.has("total");
        var files = bench.pythonFiles(bench.candidate(), onlyNew, with.text("path"));
        if (files.isEmpty()) {
            bench.log().count("files", 0);
            bench.log()
                    .note(
                            onlyNew
                                    ? "no Python file differs from the base"
                                    : "there is no Python file");
            return new Verdict.Pass();
        }
        var linter = linter(bench, with, classes);
        sayUnmeasured(bench, with, linter.unmeasured(classes));
        var now = linter.lint(bench, bench.candidate(), shortened(files));
        var findings = ofClasses(now.findings(), classes);
        bench.log().count("files", now.files());
        bench.log().count("findings", findings.size());
        bench.log().count("beyond-these-classes", now.findings().size() - findings.size());
        if (with.has("total") && findings.size() > with.integer("total").orElse(0L)) {
            return new Verdict.Fail(findings);
        }
        if (onlyNew || with.has("new")) {
            var added = added(bench, linter, with, findings);
            bench.log().count("new", added.size());
            if (added.size() > with.integer("new").orElse(0L)) {
                return new Verdict.Fail(added);
            }
        }
        return new Verdict.Pass();
    }

    private static List<Finding> added(
            Bench bench, Linter linter, Config with, List<Finding> findings)
            throws InterruptedException {
        if (findings.isEmpty()) {
            return findings;
        }
        var before = bench.pythonFiles(bench.base(), !with.has("total"), with.text("path"));
        if (before.isEmpty()) {
            return findings;
        }
        var base = linter.lint(bench, bench.base(), shortened(before));
        var known = ofClasses(base.findings(), new LinkedHashSet<>(with.texts("rules")));
        bench.log().count("findings-at-base", known.size());
        return Findings.added(findings, known);
    }

    /// A very long list becomes "everything": the comparison stays the same, the command stays
    /// short.
    private static Set<String> shortened(Set<String> files) {
        return files.size() > LONGEST_LIST ? Set.of() : new TreeSet<>(files);
    }

    private static List<Finding> ofClasses(List<Finding> findings, Set<String> classes) {
        return classes.isEmpty()
                ? findings
                : findings.stream()
                        .filter(f -> classes.stream().anyMatch(c -> isOf(f.rule(), c)))
                        .toList();
    }

    /// `F401` is of class `F`, `FBT001` is not.
    private static boolean isOf(String rule, String ofClass) {
        return rule.startsWith(ofClass)
                && rule.substring(ofClass.length()).matches("\\d*")
                && rule.length() > ofClass.length();
    }

    private static void sayUnmeasured(Bench bench, Config with, List<String> classes) {
        if (classes.isEmpty()) {
            return;
        }
        var text = "NOT MEASURED: " + String.join(", ", classes);
        if (with.text("unmeasured").orElse("allow").equals("block")) {
            throw Unmeasured.missingTool(
                    text,
                    "install what is missing, or ruff, into the project's environment (on Debian: apt install bandit)");
        }
        bench.log().note(text);
    }

    private static Linter linter(Bench bench, Config with, Set<String> classes) {
        var project = new PythonProject(bench.candidate().quiet());
        var wanted =
                with.text("tool")
                        .orElse(
                                project.configuresFlake8() && !project.configuresRuff()
                                        ? "flake8"
                                        : "ruff");
        var ruff = ruff(bench, classes);
        if (wanted.equals("ruff") && ruff.isPresent()) {
            return ruff.get();
        }
        try {
            var flake8 = FlakeAndOthers.of(bench, bench.python("flake8"), classes);
            if (wanted.equals("ruff") && project.configuresRuff()) {
                bench.log()
                        .note(
                                "the project configures ruff, which is not installed: measured with flake8");
            }
            return flake8;
        } catch (Unmeasured e) {
            if (ruff.isPresent()) {
                return ruff.get();
            }
            throw Unmeasured.missingTool(
                    "there is neither ruff nor flake8",
                    "install one of them into the project's environment");
        }
    }

    private static Optional<Linter> ruff(Bench bench, Set<String> classes) {
        return RuffProgram.find(bench).map(p -> new Ruff(p.words(), p.tool(), classes));
    }
}
