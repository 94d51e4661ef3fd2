package dev.landfast.check.integrity;

import dev.landfast.syntax.PythonFile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// One of the two trees that are compared; a file is read when somebody asks.
final class Side {

    private static final String LINK = "120000 ";

    private final Map<String, String> files;
    private final Function<String, byte[]> content;
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private final Map<String, PythonFile> read = new ConcurrentHashMap<>();

    /// @param files path → something that differs where the file does; a link's begins as git has
    ///   it
    Side(Map<String, String> files, Function<String, byte[]> content) {
        this.files = new TreeMap<>(files);
        // A link is a name of something else, wherever that may be.
        this.files.values().removeIf(f -> f.startsWith(LINK));
        this.content = content;
    }

    /// What was read of it in one go need not be asked for.
    void learn(Map<String, byte[]> many) {
        contents.putAll(many);
    }

    Map<String, String> files() {
        return files;
    }

    boolean has(String path) {
        return files.containsKey(path);
    }

    /// Empty where there is no such file.
    String text(String path) {
        return has(path) ? new String(content(path), StandardCharsets.UTF_8) : "";
    }

    Optional<PythonFile> python(String path) {
        return has(path)
                ? Optional.of(read.computeIfAbsent(path, p -> PythonFile.parse(content(p))))
                : Optional.empty();
    }

    private byte[] content(String path) {
        return contents.computeIfAbsent(path, content);
    }
}
