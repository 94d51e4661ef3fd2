package dev.landfast.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The settings of a step or check as plain data: text, integers (`Long`), numbers (`Double`),
/// booleans, lists and maps, exactly as the file has them, interpolation still unresolved.
///
/// Typed access answers empty where a key is absent; a value of another type is impossible after
/// validation, so it is our bug and throws.
public record Config(Map<String, Object> values) {

    private static final Config EMPTY = new Config(Map.of());

    public Config {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static Config empty() {
        return EMPTY;
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(String::valueOf);
    }

    public Optional<Long> integer(String key) {
        return Optional.ofNullable(values.get(key)).map(v -> ((Number) v).longValue());
    }

    public Optional<Double> number(String key) {
        return Optional.ofNullable(values.get(key)).map(v -> ((Number) v).doubleValue());
    }

    public boolean flag(String key, boolean otherwise) {
        var value = values.get(key);
        return value == null ? otherwise : (Boolean) value;
    }

    /// A list of texts; a single text counts as a list of one.
    public List<String> texts(String key) {
        return switch (values.get(key)) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Object single -> List.of(String.valueOf(single));
        };
    }

    /// A list of nested mappings; empty where absent.
    @SuppressWarnings("unchecked")
    public List<Config> maps(String key) {
        return values.get(key) instanceof List<?> list
                ? list.stream().map(each -> new Config((Map<String, Object>) each)).toList()
                : List.of();
    }

    /// A nested mapping; empty where absent.
    @SuppressWarnings("unchecked")
    public Config map(String key) {
        return values.get(key) instanceof Map<?, ?> map
                ? new Config((Map<String, Object>) map)
                : EMPTY;
    }
}
