package dev.landfast.gate;

import dev.landfast.git.PathChange.Blob;
import dev.landfast.git.Repository;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The trees of a git repository.
public final class GitTrees implements TreeSource {

    private final Repository repository;

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
        repository
                .trees()
                .files(commit)
                .forEach((path, blob) -> {
                    if (!blob.isSubmodule()) {
                        files.put(path, blob.mode() + " " + blob.id());
                    }
                });
        return files;
    }

    @Override
    public byte[] content(String commit, String path) {
        return Optional.ofNullable(repository.trees().files(commit).get(path))
                .filter(blob -> !blob.isSubmodule())
                .map(blob -> repository.trees().content(blob.id()))
                .orElseThrow(() -> new IllegalArgumentException(path + " is not in " + commit));
    }

    @Override
    public Map<String, byte[]> contents(String commit, Collection<String> paths) {
        var blobs = new HashMap<>(repository.trees().files(commit));
        blobs.keySet().retainAll(new HashSet<>(paths));
        blobs.values().removeIf(Blob::isSubmodule);
        var contents = repository.trees().contents(blobs.values().stream().map(Blob::id).toList());
        var found = new HashMap<String, byte[]>();
        blobs.forEach((path, blob) ->
                Optional.ofNullable(contents.get(blob.id()))
                        .ifPresent(content -> found.put(path, content)));
        return found;
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
