package dev.landfast.workspace;

import dev.landfast.git.Checkout;
import dev.landfast.journal.Worktree;

/// One feature's worktree: where it is and what the registry says of it.
///
/// @param row as registered; its state may have moved on since
public record Workspace(Worktree row, Checkout checkout) {

    public long id() {
        return row.id();
    }

    /// The name of the feature.
    public String name() {
        return row.feature();
    }

    /// Without `refs/heads/`.
    public String branch() {
        return row.place().branch();
    }

    /// The branch it was created from and goes back to.
    public String base() {
        return row.place().base();
    }

    public String run() {
        return row.state().run();
    }
}
