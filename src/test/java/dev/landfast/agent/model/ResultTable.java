package dev.landfast.agent.model;

import dev.landfast.agent.Maker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/// Writes what came of each test with each program as a table, to the file that the property
/// `landfast.table` names. A test says in its display name which program it drives; one that names
/// none drives `other`.
public final class ResultTable implements BeforeEachCallback, TestWatcher {

    private static final ExtensionContext.Namespace SPACE =
            ExtensionContext.Namespace.create(ResultTable.class);
    private static final Map<String, Map<String, String>> ROWS = new LinkedHashMap<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(SPACE).put("began", System.nanoTime());
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        put(context, "as expected, ");
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        put(context, "NOT, ");
    }

    private static synchronized void put(ExtensionContext context, String word) {
        var began = context.getStore(SPACE).getOrDefault("began", Long.class, System.nanoTime());
        var took = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
        ROWS.computeIfAbsent(scene(context), _ -> new LinkedHashMap<>())
                .put(program(context), word + String.format(Locale.ROOT, "%.1f s", took));
        Optional.ofNullable(System.getProperty("landfast.table"))
                .ifPresent(file -> write(Path.of(file)));
    }

    private static String scene(ExtensionContext context) {
        var words = context.getRequiredTestMethod().getName().replace('_', ' ');
        return program(context).endsWith("by ACP") ? words + " (ACP)" : words;
    }

    private static String program(ExtensionContext context) {
        return Arrays.stream(Maker.values())
                .filter(maker -> context.getDisplayName().contains(maker.name()))
                .findFirst()
                .map(Maker::title)
                .orElse("Gemini CLI by ACP");
    }

    private static void write(Path file) {
        var programs =
                ROWS.values().stream().flatMap(row -> row.keySet().stream()).distinct().toList();
        var lines = new StringBuilder("scene");
        programs.forEach(program -> lines.append('|').append(program));
        ROWS.forEach((scene, row) -> {
            lines.append('\n').append(scene);
            programs.forEach(program -> lines.append('|').append(row.getOrDefault(program, "–")));
        });
        try {
            Files.writeString(file, lines.append('\n'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
