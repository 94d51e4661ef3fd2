package dev.landfast.gate;

import dev.landfast.file.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What was measured before, by the hash of everything that decided it. A damaged entry is no
/// entry.
public final class Store {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /// Changes with the shape of what is stored, so that nothing older is misread.
    private static final String SHAPE = "2";

    private final Path area;

    Store(Path shared) {
        this.area = shared.resolve("measured");
    }

    public static String key(List<String> inputs) {
        return Hashes.of(List.of(SHAPE, Hashes.of(inputs)));
    }

    public <T> Optional<T> read(String key, Class<T> type) {
        var file = file(key);
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(JSON.readValue(Files.readAllBytes(file), type))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    public void write(String key, Object value) {
        var file = file(key);
        try {
            WholeFile.put(file, JSON.writeValueAsBytes(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String key) {
        return area.resolve(key.substring(0, 2)).resolve(key + ".json");
    }
}
