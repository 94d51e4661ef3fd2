package dev.landfast.check;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Ground;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Python;
import dev.landfast.gate.Scratch;
import dev.landfast.gate.ToolRunner;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.Verdict;
import dev.landfast.gate.Verdict.Cause;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The hooks of the base's `.pre-commit-config.yaml`, run by pre-commit on the files that the
/// change touches, as a commit of it on the base would run them; with `files: all`, on all files.
///
/// A hook that mends something has found something.
final class PreCommitCheck implements Check {

    static final String CONFIGURATION = ".pre-commit-config.yaml";

    /// Where the script below says which files hooks changed.
    private static final String CHANGED = "changed.txt";

    /// A checkout of a gate belongs to no repository, and hooks ask git what is new: for them the
    /// files that the base has, too, are committed in one of its own, and the others are not yet.
    private static final String IN_A_REPOSITORY =
            """
            git init -q -b landfast . &&
                git --literal-pathspecs add -f --pathspec-from-file="$LANDFAST_BEFORE" --pathspec-file-nul &&
                git -c user.name=base -c user.email=base@localhost -c commit.gpgsign=false \\
                    commit -q --no-verify --allow-empty -m base &&
                git add -A -f . || exit 3
            "$@"
            code=$?
            git diff --name-only -z >"$LANDFAST_CHANGED"
            exit $code
            """;

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
        var scratch = bench.scratch();
        var ended = run(bench, scratch, words(with, paths));
        var hooks = PreCommitOutput.read(ended.text(), bench.candidate().files().keySet());
        bench.log().count("files", paths.size());
        bench.log().count("hooks", hooks.passed() + hooks.failed().size());
        bench.log().count("skipped", hooks.skipped());
        return verdict(new Judged(hooks, ended, changed(scratch), again(bench, with)));
    }

    /// Of the checkout: tools are told what the base says.
    private static boolean hasHooks(Bench bench) {
        return bench.candidate().quiet().files().contains(CONFIGURATION);
    }

    /// Also of files that are gone: a hook that always runs does so for them.
    private static Set<String> paths(Bench bench, Config with) {
        var before = bench.base().files();
        var now = bench.candidate().files();
        var paths = new TreeSet<>(now.keySet());
        if (!with.text("files").orElse("changed").equals("all")) {
            paths.addAll(before.keySet());
            paths.removeIf(path -> Objects.equals(now.get(path), before.get(path)));
        }
        with.text("path")
                .map(below -> below.replaceAll("/*$", "") + "/")
                .ifPresent(below -> paths.removeIf(path -> !(path + "/").startsWith(below)));
        return paths;
    }

    private static boolean isForAll(Config with) {
        return with.text("files").orElse("changed").equals("all") && !with.has("path");
    }

    private static List<String> words(Config with, Set<String> paths) {
        if (isForAll(with)) {
            return List.of("--all-files");
        }
        var words = new ArrayList<>(List.of("--files"));
        // A name may begin with a dash.
        paths.forEach(path -> words.add("./" + path));
        return words;
    }

    private static ToolRunner.Ended run(Bench bench, Scratch scratch, List<String> which)
            throws InterruptedException {
        var python = bench.python("pre_commit");
        var fresh = bench.candidate().fresh();
        if (Files.isSymbolicLink(fresh.directory().resolve(CONFIGURATION))) {
            throw Unmeasured.evidence(
                    CONFIGURATION + " is a link, and what it leads to need not be the base's",
                    "make it a file");
        }
        var before = new TreeSet<>(fresh.files());
        before.retainAll(bench.base().files().keySet());
        var command = new ArrayList<>(List.of("/bin/sh", "-c", IN_A_REPOSITORY, "sh"));
        command.addAll(python.isolated("pre_commit"));
        command.addAll(List.of("run", "--color", "never"));
        command.addAll(which);
        return bench.start(
                fresh.released(),
                python.tool("pre_commit"),
                scratch,
                new Bench.Line(command, variables(bench, python, scratch, before)));
    }

    /// The environments that hooks ask for are made once for a repository. The tree is not where
    /// they import from: a file of it must not take the place of a hook's tool.
    private static Map<String, String> variables(
            Bench bench, Python python, Scratch scratch, Set<String> before) {
        var more = new LinkedHashMap<>(bench.run().wrappers(python));
        var shared = bench.run().request().surroundings().shared();
        more.put("PRE_COMMIT_HOME", shared.resolve("pre-commit").toString());
        more.put("PYTHONSAFEPATH", "1");
        more.put("LANDFAST_CHANGED", scratch.report(CHANGED).toString());
        more.put("LANDFAST_BEFORE", listed(scratch.report("before.txt"), before).toString());
        return more;
    }

    private static Path listed(Path file, Set<String> paths) {
        try {
            return Files.writeString(file, String.join("\0", paths));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> changed(Scratch scratch) {
        var file = scratch.report(CHANGED);
        return Files.exists(file)
                ? Stream.of(ToolRunner.text(file).split("\0", -1))
                        .filter(name -> !name.isEmpty())
                        .toList()
                : List.of();
    }

    /// Which files a person has a hook look at.
    private static String again(Bench bench, Config with) {
        return isForAll(with)
                ? "--all-files"
                : "--from-ref " + bench.base().commit() + " --to-ref HEAD";
    }

    /// @param changed files that hooks changed
    /// @param again words by which a person runs a hook again
    private record Judged(
            PreCommitOutput hooks, ToolRunner.Ended ended, List<String> changed, String again) {

        Judged {
            changed = List.copyOf(changed);
        }
    }

    private static Verdict verdict(Judged judged) {
        var hooks = judged.hooks();
        hooks.missing()
                .ifPresent(program -> {
                    throw Unmeasured.missingTool(
                            "a hook needs " + program + ", which is not there",
                            "install " + program);
                });
        var code = judged.ended().exit().orElse(-1);
        if (code == 0 && hooks.failed().isEmpty()) {
            if (hooks.passed() + hooks.skipped() == 0) {
                throw Unmeasured.evidence(
                        "pre-commit ran no hook", "give " + CONFIGURATION + " hooks");
            }
            return new Verdict.Pass();
        }
        if (code == 1 && !hooks.failed().isEmpty()) {
            return new Verdict.Fail(
                    hooks.failed().stream().flatMap(hook -> findings(hook, judged)).toList());
        }
        throw unmeasured(judged.ended());
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

    private static Stream<Finding> findings(PreCommitOutput.Hook hook, Judged judged) {
        var advice =
                "run: pre-commit run %s %s; commit what is right after it"
                        .formatted(hook.id(), judged.again());
        return hook.told(judged.changed()).stream()
                .map(told ->
                        Findings.advised(
                                Findings.of(
                                        hook.id() + "-failed",
                                        Level.HIGH,
                                        told.place(),
                                        hook.name() + ": " + told.what()),
                                advice));
    }
}
