package dev.landfast.workspace;

import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.RepositoryProblem;
import dev.landfast.problem.UsageProblem;
import java.nio.file.Path;

/// What can be wrong with a workspace, with its code and what to do about it.
final class Trouble {

    private Trouble() {}

    static UsageProblem badName(String name) {
        var shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
        return new UsageProblem(
                "LF-141",
                "'" + shown.replaceAll("\\p{Cntrl}", "?") + "' cannot be the name of a feature",
                "",
                "use letters, digits, '-' and '_', 80 at most, not starting with '-'");
    }

    static RepositoryProblem nameInUse(String name, String run) {
        return new RepositoryProblem(
                "LF-431",
                "another run (" + run + ") has a worktree of this name",
                name,
                "choose another name, or finish that run: landfast show " + run);
    }

    static RepositoryProblem gone(String name) {
        return new RepositoryProblem(
                "LF-432",
                "the worktree is gone and its branch, too",
                name,
                "see what was kept: landfast rescue ls");
    }

    static RepositoryProblem nothingRescued(String ref) {
        return new RepositoryProblem(
                "LF-433", "nothing was rescued under this name", ref, "landfast rescue ls");
    }

    static RepositoryProblem unlinked(Path path) {
        return new RepositoryProblem(
                "LF-435",
                "git does not know the worktree any more and its branch is gone, so that what is in it cannot be kept",
                path.toString(),
                "move what you want to keep away and delete the folder, then try again");
    }

    static EnvironmentProblem noPorts(String range) {
        return new EnvironmentProblem(
                "LF-531",
                "every port of the range is taken",
                range,
                "finish a run, or set a wider range");
    }

    static EnvironmentProblem noPython(String wanted) {
        return new EnvironmentProblem(
                "LF-532",
                "python was not found",
                wanted,
                "install Python 3, or name one under 'python' in landfast.yaml");
    }

    static EnvironmentProblem setupFailed(String command, String words) {
        return new EnvironmentProblem(
                "LF-533",
                "'" + command + "' failed: " + words.strip(),
                "",
                "run it in the worktree to see why; what it may reach besides is said under containment in landfast.yaml");
    }

    static EnvironmentProblem unwritable(Path path, Throwable cause) {
        return new EnvironmentProblem(
                        "LF-534",
                        "cannot be written: " + cause.getMessage(),
                        path.toString(),
                        "check its permissions and the free space of the disk")
                .because(cause);
    }
}
