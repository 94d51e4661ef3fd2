package dev.landfast.workspace;

import java.util.List;

/// Something that was kept before it could be lost.
///
/// @param ref where it is, `refs/landfast/rescue/NAME/TIME`; never pushed
/// @param commit holds every file as it was; its first parent is what was checked out, its second,
///   where there is one, what was staged
/// @param files how many edited, new and ignored files are in it
/// @param left what was too large to be kept, relative to the worktree, and still lies there
public record Kept(String ref, String commit, int files, List<String> left) {

    public Kept {
        left = List.copyOf(left);
    }
}
