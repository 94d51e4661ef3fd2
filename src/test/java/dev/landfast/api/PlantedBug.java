package dev.landfast.api;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/// A source file of the product with a bug put in, compiled into a folder of its own. What ships
/// has no switch for it.
final class PlantedBug {

    private static final Path SOURCES = Path.of("src/main/java/dev/landfast");

    private PlantedBug() {}

    /// One change of a text that is there exactly once.
    record Change(String from, String to) {}

    /// @param file below the product's root package
    /// @return the folder with the classes
    static Path in(Path folder, String file, Change... changes) throws Exception {
        var text = Files.readString(SOURCES.resolve(file));
        for (var change : changes) {
            if (text.split(java.util.regex.Pattern.quote(change.from()), -1).length != 2) {
                throw new IllegalStateException(
                        file + " has changed, the bug cannot be planted: " + change.from());
            }
            text = text.replace(change.from(), change.to());
        }
        var source = folder.resolve("planted").resolve(file);
        Files.createDirectories(source.getParent());
        Files.writeString(source, text);
        var classes = Files.createDirectories(folder.resolve("classes"));
        var words =
                new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", classes.toString(), "-cp"));
        words.add(System.getProperty("java.class.path"));
        words.add(source.toString());
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, words.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("the planted bug does not compile: " + file);
        }
        return classes;
    }
}
