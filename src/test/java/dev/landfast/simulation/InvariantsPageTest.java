package dev.landfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page about what holds in every run is about the rules that are checked.
class InvariantsPageTest {

    private static final Path PAGE = Path.of("docs/concepts/invariants.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| .+ \\|$");
    private static final Pattern VERB = Pattern.compile("`\\./dev ([a-z]+)([^`]*)`");

    @Test
    void its_table_has_a_row_for_each_rule_and_no_other() throws IOException {
        var rows = ROW.matcher(Files.readString(PAGE)).results().map(row -> row.group(1));

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Rule.values()).map(Rule::text).toList());
    }

    @Test
    void its_commands_name_verbs_and_tests_that_there_are() throws IOException {
        var commands = VERB.matcher(Files.readString(PAGE)).results().toList();

        assertThat(commands)
                .hasSizeGreaterThan(2)
                .allSatisfy(command -> {
                    assertThat(Path.of("src/dev", command.group(1))).exists();
                    if (command.group(1).equals("test")) {
                        var name = command.group(2).strip() + ".java";
                        try (var files = Files.walk(Path.of("src/test/java"))) {
                            assertThat(files).as(name).anyMatch(file -> file.endsWith(name));
                        }
                    }
                });
    }
}
