package dev.landfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What takes too long for every build is run by something.
class LongTestsTest {

    private static final String LONG = "@Tag(\"long\")";

    @Test
    void every_class_with_long_tests_is_named_in_a_verb() throws IOException {
        var verbs = String.join("\n", texts(Path.of("src/dev"), ""));
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

    private static List<String> texts(Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(LongTestsTest::text)
                    .collect(Collectors.toList());
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
