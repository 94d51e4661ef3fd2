package dev.landfast.merge;

import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.RepositoryProblem;
import dev.landfast.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;

/// What can be wrong with a merge, with its code and what to do about it.
final class Trouble {

    private Trouble() {}

    static RepositoryProblem edited(Workspace workspace, List<String> paths) {
        return new RepositoryProblem(
                "LF-451",
                "somebody edits the worktree while it is being merged: " + String.join(", ", paths),
                workspace.checkout().path().toString(),
                "stop whatever works there and run the step again");
    }

    static RepositoryProblem moved(String branch) {
        return new RepositoryProblem(
                "LF-452",
                "the branch was moved while it was being merged",
                branch,
                "run the step again");
    }

    static RepositoryProblem noBase(String branch) {
        return new RepositoryProblem(
                "LF-453",
                "the branch to land on is gone",
                branch,
                "create it again, or start the run on another base");
    }

    static EnvironmentProblem unreadable(Path file, Throwable cause) {
        return new EnvironmentProblem(
                        "LF-551",
                        "cannot be read: " + cause.getMessage(),
                        file.toString(),
                        "check its permissions")
                .because(cause);
    }
}
