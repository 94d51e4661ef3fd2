package dev.landfast.git;

import java.util.ArrayList;
import java.util.List;

/// How a checkout differs from its commit.
///
/// @param tracked paths git knows that differ, staged or not
/// @param untracked files git does not know and does not ignore
/// @param ignored files, and whole folders with a slash at the end, that git ignores
public record Status(List<Edited> tracked, List<String> untracked, List<String> ignored) {

    public Status {
        tracked = List.copyOf(tracked);
        untracked = List.copyOf(untracked);
        ignored = List.copyOf(ignored);
    }

    /// @param staged differs between commit and index
    /// @param unstaged differs between index and work tree
    /// @param unmerged has conflict stages in the index
    public record Edited(String path, boolean staged, boolean unstaged, boolean unmerged) {}

    /// Nothing to lose but what is ignored.
    public boolean clean() {
        return tracked.isEmpty() && untracked.isEmpty();
    }

    /// Every path that differs, ignored ones left out.
    public List<String> paths() {
        var paths = new ArrayList<String>();
        tracked.forEach(e -> paths.add(e.path()));
        paths.addAll(untracked);
        return paths;
    }

    /// Reads `status --porcelain=v2 -z --no-renames`.
    static Status parse(List<String> fields) {
        var tracked = new ArrayList<Edited>();
        var untracked = new ArrayList<String>();
        var ignored = new ArrayList<String>();
        for (var field : fields) {
            switch (field.charAt(0)) {
                case '1' -> {
                    var parts = field.split(" ", 9);
                    tracked.add(
                            new Edited(
                                    parts[8],
                                    parts[1].charAt(0) != '.',
                                    parts[1].charAt(1) != '.',
                                    false));
                }
                case 'u' -> tracked.add(new Edited(field.split(" ", 11)[10], true, true, true));
                case '?' -> untracked.add(field.substring(2));
                case '!' -> ignored.add(field.substring(2));
                default -> throw new IllegalStateException("a line of status: " + field);
            }
        }
        return new Status(tracked, untracked, ignored);
    }
}
