package dev.landfast.check;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.journal.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstructionsCheckTest {

    private static final String FILE = ".augment/instructions/orders.instructions.md";
    private static final String BODY =
            "\n# Orders\n\n## Patterns\n\n" + "Keep it plain. ".repeat(10);

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private GateReport judge() {
        return project.judge(check("instructions", Map.of("errors", 0L)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    applyTo: "**/*.py"             | it has no description
                    description: Orders            | it has no applyTo
                    applyTo: 3                     | its applyTo is neither a text nor a list of texts
                    applyTo: []                    | its applyTo is neither a text nor a list of texts
                    applyTo: [a, 3]                | its applyTo is neither a text nor a list of texts
                    description: " "               | its description is no text
                    description: [a]               | its description is no text
                    applyTo: [a                    | its settings are no YAML
                    a text                         | its settings are no keys with values
                    """)
    void settings_that_are_not_whole_are_errors(String line, String why) {
        project.write(FILE, "---\n" + line + "\n---\n" + BODY);

        assertThat(judge().findings())
                .extracting(f -> f.place() + " " + f.message())
                .anySatisfy(said -> assertThat(said).startsWith(FILE + ":1 " + why));
    }

    @Test
    void a_file_without_settings_is_an_error() {
        project.write(FILE, "# Orders\n");
        assertThat(judge().findings()).extracting(Finding::message).hasSize(1);

        project.write(FILE, "---\napplyTo: a\ndescription: b\n");
        assertThat(judge().findings())
                .extracting(Finding::message)
                .containsExactly("it does not begin with settings between two lines of ---");
    }

    @Test
    void whole_settings_pass_and_a_thin_body_is_noted() {
        project.write(FILE, "---\napplyTo:\n  - a/**\n  - b\ndescription: Orders\n---\nShort.\n");
        project.write(
                ".github/instructions/a/b.instructions.md",
                "---\r\napplyTo: '**'\r\ndescription: All\r\n---\r\n" + BODY);
        project.base();

        var evidence = judge().checks().getFirst().evidence();

        assertThat(judge().verdict().passed()).isTrue();
        assertThat(evidence.counts()).containsEntry("files", 2L);
        assertThat(evidence.notes())
                .containsExactly(
                        "warning: " + FILE + " has no section (##)",
                        "warning: " + FILE + " has less than 100 characters");
    }

    @Test
    void folders_are_a_setting_and_other_files_are_nobodys_business() {
        project.write("docs/a.instructions.md", "nothing\n");
        project.write(".github/instructions/README.md", "nothing\n");

        assertThat(judge().findings().stream().map(Finding::rule)).doesNotContain("instructions");
        assertThat(
                        project.judge(check("instructions", Map.of("folders", List.of("docs/"))))
                                .findings())
                .extracting(f -> f.place().toString())
                .contains("docs/a.instructions.md:1");
    }

    @Test
    void hostile_yaml_is_an_error_and_nothing_else() {
        project.write(FILE, "---\na: &a [x]\nb: [*a, *a]\n---\n");
        assertThat(judge().findings().getFirst().message()).contains("it has an alias");

        project.write(FILE, "---\n" + "[".repeat(10_000) + "\n---\n");
        assertThat(judge().findings()).hasSize(1);
    }
}
