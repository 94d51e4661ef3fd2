package dev.landfast.step;

import dev.landfast.journal.StepKey;
import java.util.Map;

/// Where runs work, and what is noted around an attempt that edits.
interface Sites {

    /// The worktree of a run, or of the run it is a child of.
    ///
    /// @throws dev.landfast.problem.RepositoryProblem when it has none
    Site of(String run);

    /// What gates, formatters and reviewers see that work on a commit: nothing of the worktree's
    /// own.
    Map<String, String> tools(String run, String commit);

    /// The same for the definition's own commands, which work in the worktree.
    Map<String, String> commands(String run);

    /// What the branch is measured against, as the journal has it.
    Bases bases(String run);

    /// Notes the tree before an attempt; when the attempt was begun before and is not under way any
    /// more, what it left is rescued and the tree put back.
    void beginAttempt(String run, StepKey key, Site site);

    /// Notes the tree as it is as that before an attempt, in place of what was noted.
    void noteTree(String run, StepKey key, Site site);

    /// Puts the tree back to what it was before an attempt; what the attempt made is rescued.
    void takeBack(String run, StepKey key, Site site);

    /// What an agent committed by itself is taken back into the tree: commits are ours to make.
    void endAttempt(String run, StepKey key, Site site);

    /// What an attempt has changed in the tree so far, as a patch.
    byte[] left(String run, StepKey key, Site site);
}
