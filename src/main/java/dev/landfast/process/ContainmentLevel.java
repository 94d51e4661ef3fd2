package dev.landfast.process;

import java.util.List;
import java.util.Locale;

/// How well a task was kept in its place, with the promises that a level does not keep. What each
/// is made of and what it lets happen stands in `docs/concepts/containment.md`.
public enum ContainmentLevel {
    /// Sees only what it was given, writes only where it may, has no network it was not granted.
    STRICT,

    /// May read what the user may read, but writes only where it may.
    WRITE_GUARD,

    /// Runs with all rights of the user.
    NONE;

    /// As settings and reports write it: `strict`, `write-guard`, `none`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// In words for a report; empty at the strictest level.
    public List<String> promisesNotKept() {
        return switch (this) {
            case STRICT -> List.of();
            case WRITE_GUARD ->
                    List.of(
                            "the task can read every file its user can read, secrets included",
                            "the task can reach local services through sockets in the file system",
                            "the task can change rights and times of its user's files",
                            "the task can use the network");
            case NONE ->
                    List.of(
                            "the task can read every file its user can read, secrets included",
                            "the task can write outside its worktree, even the run's own state",
                            "the task can use the network",
                            "the task can signal other processes of its user");
        };
    }
}
