package dev.landfast.check;

import dev.landfast.gate.Bench;
import dev.landfast.gate.Python;
import dev.landfast.gate.ToolRunner;
import dev.landfast.gate.Unmeasured;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Runs pre-commit on a checkout.
///
/// @param changed files that hooks changed
record PreCommitRun(ToolRunner.Ended ended, List<String> changed) {

    /// A checkout of a gate belongs to no repository, and hooks ask git what is new: in one of its
    /// own the base is committed, and what the change makes of it is staged. Hooks are not told
    /// where the list goes of the files that they changed.
    private static final String IN_A_REPOSITORY =
            """
            changed=$1 base=$2
            shift 2
            git init -q -b landfast . &&
                git -C "$base" --git-dir="$PWD/.git" --work-tree=. add -A -f . &&
                git -c user.name=base -c user.email=base@localhost -c commit.gpgsign=false \\
                    commit -q --no-verify --allow-empty -m base &&
                git add -A -f . || exit 97
            "$@"
            code=$?
            git diff --name-only -z >"$changed"
            exit $code
            """;

    private static final int NO_REPOSITORY = 97;

    PreCommitRun {
        changed = List.copyOf(changed);
    }

    /// @param which words that say which files hooks look at
    /// @throws Unmeasured when there is no pre-commit, or git cannot make such a repository
    static PreCommitRun of(Bench bench, List<String> which) throws InterruptedException {
        var python = bench.python("pre_commit");
        var scratch = bench.scratch().and(home(bench));
        var fresh = bench.candidate().fresh();
        var list = scratch.report("changed");
        var command = new ArrayList<>(List.of("/bin/sh", "-c", IN_A_REPOSITORY, "sh"));
        command.add(list.toString());
        command.add(bench.base().quiet().directory().toString());
        command.addAll(python.isolated("pre_commit"));
        command.addAll(List.of("run", "--color", "never"));
        command.addAll(which);
        // Hooks mend files: that is what they are there for.
        var ended =
                bench.start(
                        fresh.released(),
                        python.tool("pre_commit"),
                        scratch,
                        new Bench.Line(command, variables(bench, python)));
        if (ended.exit().orElse(0) == NO_REPOSITORY) {
            throw Unmeasured.missingTool(
                    "git cannot make a repository of a checkout", "look into the log of the check");
        }
        return new PreCommitRun(ended, changed(list, bench.candidate().files().keySet()));
    }

    /// The environments that hooks ask for are made once for a repository. The tree is not where
    /// they import from: a file of it must not take the place of a hook's tool.
    private static Map<String, String> variables(Bench bench, Python python) {
        var more = new LinkedHashMap<>(bench.run().wrappers(python));
        more.put("PRE_COMMIT_HOME", home(bench).toString());
        more.put("PYTHONSAFEPATH", "1");
        return more;
    }

    private static Path home(Bench bench) {
        return bench.run().request().surroundings().shared().resolve("pre-commit");
    }

    private static List<String> changed(Path list, Set<String> files) {
        return Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)
                ? Stream.of(ToolRunner.text(list).split("\0", -1)).filter(files::contains).toList()
                : List.of();
    }
}
