package dev.landfast.check.types;

import dev.landfast.check.lint.Linter;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Ground;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// No type error that the base does not have; a base with errors of its own is said to be red.
///
/// `errors: 0` and `new: 0` mean the same. mypy with the project's configuration, or pyright where
/// `tool: pyright` says so.
public final class TypesCheck implements Check {

    @Override
    public String name() {
        return "types";
    }

    @Override
    public Set<String> settings() {
        return Set.of("errors", "new", "tool");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var path = with.texts("path").stream().findFirst();
        var ground = new Ground(bench.base().quiet(), bench.project(), path);
        var module = ground.module("canary_types");
        return Optional.of(
                Plant.file(module, "def canary(number: int) -> int:\n    return str(number)\n")
                        .with(Map.of("errors", 0L, "new", 0L)));
    }

    /// A type checker behind one face.
    interface Checker {
        Linter.Report check(Bench bench, Tree tree, List<String> paths) throws InterruptedException;
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var checker =
                with.text("tool").orElse("mypy").equals("pyright") ? new Pyright() : new Mypy();
        var paths = with.texts("path");
        var now = checker.check(bench, bench.candidate(), paths);
        List<Finding> findings = now.findings();
        bench.log().count("files", now.files());
        bench.log().count("errors", findings.size());
        if (now.files() == 0) {
            throw Unmeasured.evidence(
                    "no file was checked for types",
                    "set 'path' of the check, or the tool's own files");
        }
        if (!findings.isEmpty()) {
            var base = checker.check(bench, bench.base(), paths);
            findings = Findings.added(findings, base.findings());
            bench.log().count("new", findings.size());
            bench.log().count("errors-at-base", base.findings().size());
            if (!base.findings().isEmpty()) {
                bench.log()
                        .note(
                                "the base is red: it has %d type errors, which are not charged"
                                        .formatted(base.findings().size()));
            }
        }
        var allowed = with.integer(with.has("new") ? "new" : "errors").orElse(0L);
        return findings.size() <= allowed ? new Verdict.Pass() : new Verdict.Fail(findings);
    }
}
