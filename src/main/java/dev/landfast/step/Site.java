package dev.landfast.step;

import dev.landfast.git.Checkout;
import dev.landfast.git.Head;
import dev.landfast.problem.RepositoryProblem;
import java.util.Map;

/// Where a run works: its worktree, its branch and what it was branched from.
///
/// @param base the branch it goes back to
/// @param environment what processes in it see
record Site(Checkout checkout, String branch, String base, Map<String, String> environment) {

    Site {
        environment = Map.copyOf(environment);
    }

    /// The commit the branch is at.
    String head() {
        return switch (checkout.head()) {
            case Head.OnBranch(var name, var commit) when name.equals(branch) ->
                    commit.orElseThrow(() -> astray("its branch has no commit"));
            case Head.OnBranch(var name, var _) ->
                    throw astray("it has '" + name + "' checked out");
            case Head.Detached _ -> throw astray("its HEAD is detached");
        };
    }

    private RepositoryProblem astray(String how) {
        return new RepositoryProblem(
                "LF-454",
                "the worktree is not on the run's branch '" + branch + "': " + how,
                checkout.path().toString(),
                "run 'git switch " + branch + "' there, then retry the run");
    }
}
