package dev.landfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.landfast.cli.Main;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The code is what ARCHITECTURE.md says. Change the table, the code and the reason together.
class MapTest {

    private static final int VISIBLE_ENTRIES = 16;

    @Test
    void the_code_keeps_to_the_map() throws Exception {
        var map = ArchitectureMap.parse(Files.readString(Path.of("ARCHITECTURE.md")));
        var classes = new ClassFileImporter().importPath(compiledSources());

        assertThat(map.rows()).isNotEmpty();
        assertThat(map.doors()).isNotEmpty();
        assertThat(new MapRules("dev.landfast", map, classes).problems()).isEmpty();
    }

    @Test
    void the_sources_keep_to_the_style() throws IOException {
        assertThat(new SourceRules(Path.of("src/main/java"), false).problems()).isEmpty();
    }

    @Test
    void the_tests_keep_to_the_style() throws IOException {
        assertThat(new SourceRules(Path.of("src/test/java"), true).problems()).isEmpty();
    }

    @Test
    void the_top_folder_shows_few_entries() throws IOException {
        try (var entries = Files.list(Path.of("."))) {
            assertThat(
                            entries.map(path -> path.getFileName().toString())
                                    .filter(name ->
                                            !name.startsWith(".") && !name.equals("target")))
                    .hasSizeLessThanOrEqualTo(VISIBLE_ENTRIES);
        }
    }

    /// Where the tests' own class path found the program: `target/classes`, or
    /// `target/quick/classes`.
    private static Path compiledSources() throws URISyntaxException {
        return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
