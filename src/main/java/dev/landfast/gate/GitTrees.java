package dev.landfast.gate;

import dev.landfast.git.PathChange.Blob;
import dev.landfast.git.Repository;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The trees of a git repository.
public final class GitTrees implements TreeSource {

    private static final int KEPT = 8;

    private final Repository repository;

    /// Listings of the last few commits: a gate asks for the same two again and again.
    private final Map<String, Map<String, Blob>> known =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Map<String, Blob>> eldest) {
                    return size() > KEPT;
                }
            };

    public GitTrees(Repository repository) {
        this.repository = repository;
    }

    @Override
    public Path gitDirectory() {
        return repository.gitDir();
    }

    @Override
    public Map<String, String> files(String commit) {
        var files = new LinkedHashMap<String, String>();
        blobs(commit).forEach((path, blob) -> files.put(path, blob.mode() + " " + blob.id()));
        return files;
    }

    private Map<String, Blob> blobs(String commit) {
        synchronized (known) {
            return known.computeIfAbsent(commit, this::list);
        }
    }

    private Map<String, Blob> list(String commit) {
        var files = new LinkedHashMap<>(repository.trees().files(commit));
        files.values().removeIf(Blob::isSubmodule);
        return files;
    }

    @Override
    public byte[] content(String commit, String path) {
        return Optional.ofNullable(blobs(commit).get(path))
                .map(blob -> repository.trees().content(blob.id()))
                .orElseThrow(() -> new IllegalArgumentException(path + " is not in " + commit));
    }

    @Override
    public Map<String, Set<Integer>> addedLines(String base, String commit) {
        return repository.trees().addedLines(base, commit);
    }

    @Override
    public void checkOut(String commit, Path into) {
        repository.trees().export(commit, into);
    }
}
