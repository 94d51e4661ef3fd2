package dev.landfast.journal;

import java.time.Instant;
import java.util.Optional;

/// A worktree in the registry.
///
/// @param id counts within the repository and is never used again
public record Worktree(long id, String feature, Place place, Instant created, State state) {

    /// @param path relative to the root of the repository, `.worktrees/login`
    /// @param base the branch it was created from and goes back to
    public record Place(String path, String branch, String base) {}

    /// @param pr where its pull request is, once there is one
    /// @param run the run that owns it
    public record State(Status status, Optional<String> pr, String run) {}

    /// In this order, except that the pull request is optional.
    public enum Status {
        ACTIVE,
        PR_CREATED,
        MERGED,
        CLEANED_UP
    }
}
