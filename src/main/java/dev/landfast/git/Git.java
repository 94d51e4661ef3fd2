package dev.landfast.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// git bound to one git directory and, where there is one, its work tree. Both are always named on
/// the command line: nothing is looked up from the current directory.
final class Git {

    private final GitTool tool;
    private final Path gitDir;
    private final Optional<Path> workTree;
    private final Shared shared;
    private Optional<Settings> own = Optional.empty();

    /// What all views of one repository have in common.
    record Shared(Path commonDir, Settings settings, Locks locks) {}

    private Git(GitTool tool, Path gitDir, Optional<Path> workTree, Shared shared) {
        this.tool = tool;
        this.gitDir = gitDir;
        this.workTree = workTree;
        this.shared = shared;
    }

    static Git open(GitTool tool, Path commonDir, Path root) {
        var shared =
                new Shared(
                        commonDir,
                        new Settings(tool, commonDir, commonDir),
                        new Locks(commonDir, root));
        return new Git(tool, commonDir, Optional.empty(), shared);
    }

    /// The same repository seen from one of its checkouts.
    Git at(Path ownGitDir, Path tree) {
        return new Git(tool, ownGitDir, Optional.of(tree), shared);
    }

    /// The same git directory over another folder: to write a tree out, or to read attributes.
    Git over(Path tree) {
        return new Git(tool, gitDir, Optional.of(tree), shared);
    }

    Call call(String... words) {
        return new Call(this, List.of(words));
    }

    GitTool tool() {
        return tool;
    }

    Path gitDir() {
        return gitDir;
    }

    Path commonDir() {
        return shared.commonDir();
    }

    Optional<Path> workTree() {
        return workTree;
    }

    /// A linked worktree may have settings of its own.
    synchronized Settings settings() {
        if (gitDir.equals(commonDir()) || !Files.exists(gitDir.resolve("config.worktree"))) {
            return shared.settings();
        }
        if (own.isEmpty()) {
            own = Optional.of(new Settings(tool, commonDir(), gitDir));
        }
        return own.get();
    }

    Locks locks() {
        return shared.locks();
    }
}
