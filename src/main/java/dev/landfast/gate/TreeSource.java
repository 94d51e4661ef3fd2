package dev.landfast.gate;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Where trees come from: a repository, read only.
public interface TreeSource {

    /// For a reader who runs a check again by hand.
    Path gitDirectory();

    /// Path → mode and blob id of every file and link of a commit: a file that can no longer be
    /// started, or that became a link, is another file.
    Map<String, String> files(String commit);

    /// One file of a commit.
    byte[] content(String commit, String path);

    /// Many files of a commit, by path.
    default Map<String, byte[]> contents(String commit, Collection<String> paths) {
        var found = new HashMap<String, byte[]>();
        paths.forEach(path -> found.put(path, content(commit, path)));
        return found;
    }

    /// The lines of a commit that another does not have, by path; those of a moved file are not
    /// new.
    Map<String, Set<Integer>> addedLines(String base, String commit);

    /// Writes a commit's files into an empty folder, without a git directory.
    void checkOut(String commit, Path into);
}
