package dev.landfast.agent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a coding agent is written in a settings file:
///
/// ```yaml
/// codex: { model: NAME, models: { deep: NAME }, program: [PATH], endpoint: URL, key: VARIABLE, arguments: […] }
/// ```
final class CodingForm {

    private static final Set<String> KEYS =
            Set.of("model", "models", "program", "endpoint", "key", "arguments");

    private CodingForm() {}

    /// Empty when it is none: a key that is not known, a value of another shape, no program.
    ///
    /// @param folder what relative paths are relative to
    static Optional<AgentChoice> parse(Maker maker, @Nullable Object value, Path folder) {
        return switch (value) {
            case null -> Optional.of(AgentChoice.Coding.usual(maker, Optional.empty()));
            case String model -> Optional.of(AgentChoice.Coding.usual(maker, Optional.of(model)));
            case Map<?, ?> map when KEYS.containsAll(map.keySet()) -> of(maker, map, folder);
            default -> Optional.empty();
        };
    }

    private static Optional<AgentChoice> of(Maker maker, Map<?, ?> map, Path folder) {
        var program = words(map, "program").orElse(List.of(maker.program()));
        if (program.isEmpty()) {
            return Optional.empty();
        }
        var models = new LinkedHashMap<String, String>();
        if (map.get("models") instanceof Map<?, ?> byTier) {
            byTier.forEach((tier, name) -> models.put(String.valueOf(tier), String.valueOf(name)));
        }
        text(map, "model").ifPresent(name -> models.put("default", name));
        return Optional.of(
                new AgentChoice.Coding(
                        maker,
                        program(program, folder),
                        models,
                        new AgentChoice.Connection(
                                text(map, "endpoint"),
                                text(map, "key").orElse(maker.keys().getFirst())),
                        words(map, "arguments").orElse(List.of())));
    }

    /// A program with a slash in its name is a path; any other is looked up when it is started. A
    /// path that stayed relative would lead into the tree that the agent itself writes.
    static List<String> program(List<String> words, Path folder) {
        var found = new ArrayList<>(words);
        if (words.getFirst().contains("/")) {
            var path = folder.toAbsolutePath().resolve(words.getFirst()).normalize();
            found.set(0, path.toString());
        }
        return found;
    }

    static Map<String, Object> write(AgentChoice.Coding coding) {
        var all = new LinkedHashMap<String, Object>();
        all.put("program", coding.program());
        all.put("models", coding.models());
        coding.endpoint().ifPresent(url -> all.put("endpoint", url));
        all.put("key", coding.key());
        all.put("arguments", coding.arguments());
        return all;
    }

    private static Optional<String> text(Map<?, ?> map, String key) {
        return Optional.ofNullable(map.get(key)).map(String::valueOf);
    }

    private static Optional<List<String>> words(Map<?, ?> map, String key) {
        return switch (map.get(key)) {
            case null -> Optional.empty();
            case List<?> list -> Optional.of(list.stream().map(String::valueOf).toList());
            case Object single -> Optional.of(List.of(String.valueOf(single)));
        };
    }
}
