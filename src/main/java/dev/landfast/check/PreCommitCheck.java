package dev.landfast.check;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Checkout;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Ground;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Python;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.ToolRunner;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The hooks of the base's `.pre-commit-config.yaml`, run by pre-commit on the files that the
/// change touches, as a commit would run them; with `files: all`, on all files.
///
/// A hook that mends something has found something.
final class PreCommitCheck implements Check {

    static final String CONFIGURATION = ".pre-commit-config.yaml";

    /// pre-commit asks git for files, and a checkout of a gate belongs to no repository.
    private static final String IN_A_REPOSITORY = "git init -q . && git add -A -f . && exec \"$@\"";

    /// What some hook of most projects objects to: a conflict that was left, a name used before it
    /// is known, an import twice, spaces at the end.
    private static final String DEFECT =
            """
            import os
            import os
            <<<<<<< HEAD
            value = ( nobody_knows_this,2 )\s\s
            =======
            >>>>>>> other


            """;

    @Override
    public String name() {
        return "pre-commit";
    }

    @Override
    public Set<String> settings() {
        return Set.of("files", "canary");
    }

    /// Hooks may use the net and what is installed on the machine.
    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        if (!hasHooks(bench)) {
            return Optional.empty();
        }
        return OwnCanary.of(
                with,
                () -> {
                    var ground = new Ground(bench.base().quiet(), bench.project());
                    return Plant.file(ground.module("canary_pre_commit"), DEFECT);
                });
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        if (!hasHooks(bench)) {
            if (with.flag("if-present", false) || with.values().isEmpty()) {
                bench.log().note("nothing to measure: the base has no " + CONFIGURATION);
                return new Verdict.Pass();
            }
            throw Unmeasured.evidence(
                    "the base has no " + CONFIGURATION,
                    "take the check out of the gate, or say if-present");
        }
        var paths = paths(bench, with);
        if (paths.isEmpty()) {
            bench.log().note("nothing to measure: no file is new or other than the base's");
            return new Verdict.Pass();
        }
        OwnCanary.note(bench, with);
        var ended = run(bench, paths);
        var hooks = PreCommitOutput.read(ended.text(), bench.candidate().files().keySet());
        bench.log().count("files", paths.size());
        bench.log().count("hooks", hooks.passed() + hooks.failed().size());
        bench.log().count("skipped", hooks.skipped());
        return verdict(hooks, ended);
    }

    /// Of the checkout: tools are told what the base says.
    private static boolean hasHooks(Bench bench) {
        return bench.candidate().quiet().files().contains(CONFIGURATION);
    }

    private static Set<String> paths(Bench bench, Config with) {
        var paths = new TreeSet<>(bench.candidate().files().keySet());
        if (!with.text("files").orElse("changed").equals("all")) {
            var before = bench.base().files();
            var now = bench.candidate().files();
            paths.removeIf(path -> Objects.equals(now.get(path), before.get(path)));
        }
        return paths;
    }

    private static ToolRunner.Ended run(Bench bench, Set<String> paths)
            throws InterruptedException {
        var python = bench.python("pre_commit");
        var scratch = bench.scratch();
        var fresh = bench.candidate().fresh();
        var command =
                new ArrayList<>(
                        List.of("/bin/sh", "-c", IN_A_REPOSITORY, "sh", python.path().toString()));
        command.addAll(List.of("-I", "-m", "pre_commit", "run", "--color", "never", "--files"));
        // A name may begin with a dash.
        paths.forEach(path -> command.add("./" + path));
        return bench.start(
                fresh.released(),
                python.tool("pre_commit"),
                scratch,
                new Bench.Line(command, variables(bench, python, fresh)));
    }

    /// The environments that hooks ask for are made once for a repository.
    private static Map<String, String> variables(Bench bench, Python python, Checkout fresh) {
        var more = new LinkedHashMap<>(bench.run().wrappers(python));
        more.putAll(Bench.importing(fresh));
        var shared = bench.run().request().surroundings().shared();
        more.put("PRE_COMMIT_HOME", shared.resolve("pre-commit").toString());
        return more;
    }

    private static Verdict verdict(PreCommitOutput hooks, ToolRunner.Ended ended) {
        hooks.missing()
                .ifPresent(program -> {
                    throw Unmeasured.missingTool(
                            "a hook needs " + program + ", which is not there",
                            "install " + program);
                });
        var code = ended.exit().orElse(-1);
        if (code == 0 && hooks.failed().isEmpty()) {
            if (hooks.passed() + hooks.skipped() == 0) {
                throw Unmeasured.evidence(
                        "pre-commit ran no hook", "give " + CONFIGURATION + " hooks");
            }
            return new Verdict.Pass();
        }
        if (code == 1 && !hooks.failed().isEmpty()) {
            return new Verdict.Fail(hooks.failed().stream().map(PreCommitCheck::finding).toList());
        }
        var said = (ended.text() + "\n" + ended.errors()).strip();
        throw Unmeasured.evidence(
                "pre-commit ended with "
                        + ended.how()
                        + ": "
                        + Terminal.plain(
                                said.lines()
                                        .filter(line -> !line.isBlank())
                                        .findFirst()
                                        .orElse("it said nothing")),
                "run pre-commit by hand and mend what it says");
    }

    private static Finding finding(PreCommitOutput.Hook hook) {
        var what = hook.name() + (hook.changed() ? " changed files" : " failed");
        return Findings.advised(
                Findings.of(
                        hook.id() + "-failed",
                        Level.HIGH,
                        hook.place(),
                        hook.said().isEmpty() ? what : what + ": " + hook.said()),
                "run pre-commit run " + hook.id() + ", and commit what is right after it");
    }
}
