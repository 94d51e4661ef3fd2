package dev.landfast.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The definitions that tests read, right ones and wrong ones.
final class DefinitionFiles {

    private static final Path ROOT = Path.of("src/test/resources/definitions");

    private DefinitionFiles() {}

    static Stream<Path> in(String folder) throws IOException {
        try (var files = Files.list(ROOT.resolve(folder))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
            return found.stream();
        }
    }
}
