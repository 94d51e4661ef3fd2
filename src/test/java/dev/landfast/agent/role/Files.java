package dev.landfast.agent.role;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Files of a repository that a test makes up.
public record Files(Map<String, String> texts) implements Sources {

    @Override
    public List<String> below(String folder) {
        return texts.keySet().stream().filter(p -> p.startsWith(folder + "/")).sorted().toList();
    }

    @Override
    public Optional<String> text(String path) {
        return Optional.ofNullable(texts.get(path));
    }
}
