package dev.landfast.step;

import dev.landfast.agent.role.Sources;
import dev.landfast.git.PathChange.Blob;
import dev.landfast.git.Repository;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Roles, skills and instructions as one commit has them.
public record BaseFiles(Repository repository, String commit) implements Sources {

    private static final String REGULAR = "100";

    @Override
    public List<String> below(String folder) {
        return repository.trees().files(commit).entrySet().stream()
                .filter(file -> file.getKey().startsWith(folder + "/"))
                .filter(file -> file.getValue().mode().startsWith(REGULAR))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    @Override
    public Optional<String> text(String path) {
        return Optional.ofNullable(repository.trees().files(commit).get(path))
                .filter(blob -> blob.mode().startsWith(REGULAR))
                .map(Blob::id)
                .map(id -> new String(repository.trees().content(id), StandardCharsets.UTF_8));
    }
}
