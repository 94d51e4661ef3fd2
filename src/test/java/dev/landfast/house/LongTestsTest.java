package dev.landfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What takes too long for every build is run by something.
class LongTestsTest {

    private static final String LONG = "@Tag(\"long\")";

    /// `-Dtest=A,B`, or a variable `tests` that is given or handed more.
    private static final Pattern SELECTION =
            Pattern.compile("^[^#]*(?:-Dtest=|\\btests\\+?=)(?=[A-Z,])");

    @Test
    void every_class_with_long_tests_is_named_in_a_verb() throws IOException {
        var verbs = String.join("\n", selections());
        List<String> names;
        try (var files = Files.walk(Path.of("src/test/java"))) {
            names =
                    files.filter(file -> file.toString().endsWith("Test.java"))
                            .filter(file ->
                                    text(file).lines().anyMatch(l -> l.strip().equals(LONG)))
                            .map(file -> file.getFileName().toString().replace(".java", ""))
                            .toList();
        }
        assertThat(names)
                .hasSizeGreaterThan(4)
                .allSatisfy(name -> assertThat(verbs).containsPattern("\\b" + name + "\\b"));
    }

    /// The lines of verbs that choose tests. Whoever is only mentioned is not run.
    private static List<String> selections() throws IOException {
        try (var files = Files.list(Path.of("src/dev"))) {
            return files.flatMap(file -> text(file).lines())
                    .filter(line -> SELECTION.matcher(line).find())
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
