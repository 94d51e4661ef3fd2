package dev.landfast.check;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Ground;
import dev.landfast.gate.Plant;
import dev.landfast.gate.ToolRunner;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.Verdict;
import dev.landfast.gate.Verdict.Cause;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The hooks of the base's `.pre-commit-config.yaml`, run by pre-commit on the files that the
/// change touches, as a commit of it on the base would run them; with `files: all`, on all files.
///
/// A hook that mends something has found something.
final class PreCommitCheck implements Check {

    static final String CONFIGURATION = ".pre-commit-config.yaml";

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
                    var ground =
                            new Ground(bench.base().quiet(), bench.project(), with.text("path"));
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
            bench.log().note("nothing to measure: no file differs from the base's");
            return new Verdict.Pass();
        }
        OwnCanary.note(bench, with);
        var configuration = configuration(bench);
        var run = PreCommitRun.of(bench, words(with, paths));
        var hooks = PreCommitOutput.read(run.ended().text(), bench.candidate().files().keySet());
        bench.log().count("files", paths.size());
        bench.log().count("hooks", hooks.passed() + hooks.failed().size());
        bench.log().count("skipped", hooks.skipped());
        assertWhole(bench, hooks, configuration);
        return verdict(hooks, run, again(bench, with));
    }

    /// Of the checkout: tools are told what the base says.
    private static boolean hasHooks(Bench bench) {
        return bench.candidate().quiet().files().contains(CONFIGURATION);
    }

    private static String configuration(Bench bench) {
        var file = bench.candidate().quiet().directory().resolve(CONFIGURATION);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw Unmeasured.evidence(
                    CONFIGURATION + " is a link, and what it leads to need not be the base's",
                    "make it a file");
        }
        return ToolRunner.text(file);
    }

    /// Also of files that are gone: a hook that always runs does so for them.
    private static Set<String> paths(Bench bench, Config with) {
        var before = bench.base().files();
        var now = bench.candidate().files();
        var paths = new TreeSet<>(now.keySet());
        if (!isForAll(with)) {
            paths.addAll(before.keySet());
            paths.removeIf(path -> Objects.equals(now.get(path), before.get(path)));
        }
        paths.removeIf(path -> !Bench.isBelow(path, with.text("path")));
        return paths;
    }

    private static boolean isForAll(Config with) {
        return with.text("files").orElse("changed").equals("all");
    }

    private static List<String> words(Config with, Set<String> paths) {
        if (isForAll(with) && !with.has("path")) {
            return List.of("--all-files");
        }
        var words = new ArrayList<>(List.of("--files"));
        // A name may begin with a dash.
        paths.forEach(path -> words.add("./" + path));
        return words;
    }

    /// Which files a person has a hook look at.
    private static String again(Bench bench, Config with) {
        return isForAll(with)
                ? "--all-files"
                : "--from-ref " + bench.base().commit() + " --to-ref HEAD";
    }

    /// @throws Unmeasured when a hook lacks what the base's hooks name, or the tree itself, which
    ///   they are not let import here
    private static void assertWhole(Bench bench, PreCommitOutput hooks, String configuration) {
        for (var hook : hooks.failed()) {
            hook.missing()
                    .filter(configuration::contains)
                    .ifPresent(program -> {
                        throw Unmeasured.missingTool(
                                "the hook "
                                        + hook.id()
                                        + " needs "
                                        + program
                                        + ", which is not there",
                                "install " + program);
                    });
            hook.unimported()
                    .filter(module -> isOfBase(bench, module))
                    .ifPresent(module -> {
                        throw Unmeasured.missingTool(
                                "the hook "
                                        + hook.id()
                                        + " imports "
                                        + module
                                        + " from the tree, where a branch could have put anything",
                                "make it a check of its own: command: { run: … }");
                    });
        }
    }

    private static boolean isOfBase(Bench bench, String module) {
        var top = module.replaceFirst("\\..*", "");
        return bench.base().files().keySet().stream()
                .anyMatch(path -> ("/" + path).matches("(.*/)?\\Q" + top + "\\E(\\.py|/.*)"));
    }

    private static Verdict verdict(PreCommitOutput hooks, PreCommitRun run, String again) {
        var code = run.ended().exit().orElse(-1);
        if (code == 0 && hooks.failed().isEmpty()) {
            if (hooks.passed() + hooks.skipped() == 0) {
                throw Unmeasured.evidence(
                        "pre-commit ran no hook", "give " + CONFIGURATION + " hooks");
            }
            return new Verdict.Pass();
        }
        if (code == 1 && !hooks.failed().isEmpty()) {
            return new Verdict.Fail(
                    hooks.told(run.changed()).stream().map(told -> finding(told, again)).toList());
        }
        throw unmeasured(run.ended());
    }

    private static Unmeasured unmeasured(ToolRunner.Ended ended) {
        return PreCommitOutput.trouble(ended.text() + "\n" + ended.errors())
                .map(why ->
                        Unmeasured.of(
                                Cause.SERVICE,
                                "pre-commit cannot run the base's hooks: " + why,
                                "run pre-commit by hand where Landfast runs, and mend what it says"))
                .orElseGet(() ->
                        Unmeasured.evidence(
                                "pre-commit ended with " + ended.how() + " and names no hook",
                                "look into the log of the check"));
    }

    private static Finding finding(PreCommitOutput.Told told, String again) {
        return Findings.advised(
                Findings.of(
                        told.hook().id() + "-failed",
                        Level.HIGH,
                        told.place(),
                        told.hook().name() + ": " + told.what()),
                "run: pre-commit run %s %s; commit what is right after it"
                        .formatted(told.hook().id(), again));
    }
}
