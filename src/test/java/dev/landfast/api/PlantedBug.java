package dev.landfast.api;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/// A bug that the crash suite must find: a source file of the product with the bug put in, compiled
/// into a folder of its own. What ships has no switch for it.
enum PlantedBug {
    /// A landing that does not look for the one before it.
    DOUBLE_MERGE(
            "merge/Landing.java",
            new Change(
                    "var landed = landed(candidate, manner, at.commit());",
                    "var landed = Optional.<String>empty();"),
            new Change(
                    "if (repository.commits().contains(at.commit(), candidate.tested())) {",
                    "if (false) {"),
            new Change(
                    "if (!repository.commits().contains(candidate.tested(), at.commit())) {",
                    "if (false) {")),

    /// An effect before its event is durable; not of the first transaction, as steps read how their
    /// run was started.
    EVENT_SHOWN_BEFORE_DURABLE(
            "engine/RunLoop.java",
            new Change(
                    "step.commit();\n        step.act();",
                    """
                    if (driver.journal().entries(id()).isEmpty()) {
                        step.commit();
                        step.act();
                    } else {
                        step.act();
                        step.commit();
                    }
                    """)),

    /// A writer that does not ask whether it was replaced.
    MISSING_FENCE("journal/Writer.java", new Change("if (current != token) {", "if (false) {"));

    private static final Path SOURCES = Path.of("src/main/java/dev/landfast");

    private final String file;
    private final List<Change> changes;

    PlantedBug(String file, Change... changes) {
        this.file = file;
        this.changes = List.of(changes);
    }

    /// One change of a text that is there exactly once.
    private record Change(String from, String to) {}

    /// @return the folder with the classes
    Path plant(Path folder) throws Exception {
        var text = Files.readString(SOURCES.resolve(file));
        for (var change : changes) {
            if (text.split(Pattern.quote(change.from()), -1).length != 2) {
                throw new AssertionError(
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
            throw new AssertionError("the planted bug does not compile: " + file);
        }
        return classes;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
