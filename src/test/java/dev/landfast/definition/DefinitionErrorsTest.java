package dev.landfast.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.problem.DefinitionProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionErrorsTest {

    static Stream<Path> invalid() throws IOException {
        return DefinitionFiles.in("invalid");
    }

    static Stream<Path> valid() throws IOException {
        return DefinitionFiles.in("valid");
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void every_mistake_is_told_with_its_place(Path file) throws IOException {
        var expected = file.resolveSibling(file.getFileName().toString().replace(".yaml", ".txt"));
        var told = told(file);
        if (Boolean.getBoolean("golden")) {
            Files.writeString(expected, told);
        }

        assertThat(told).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void what_is_right_has_no_mistakes(Path file) {
        assertThat(Definitions.parse(file).body().steps()).isNotEmpty();
    }

    @Test
    void all_mistakes_are_told_at_once() {
        var text =
                """
                workflow: wrong
                roles: { dev: { tier: deepest } }
                steps:
                  - { id: one, agent: dve }
                  - { id: one, run: x, timeout: soon }
                """;

        assertThatThrownBy(() -> Definitions.parse(text, "wrong.yaml"))
                .isInstanceOfSatisfying(
                        DefinitionException.class,
                        e ->
                                assertThat(e.problems())
                                        .extracting(p -> p.position().line())
                                        .containsExactly(2, 4, 5, 5));
    }

    @Test
    void a_definition_that_cannot_be_used_is_a_problem_of_whoever_wrote_it() {
        assertThatThrownBy(() -> Definitions.parse("steps: 1", "wrong.yaml"))
                .isInstanceOf(DefinitionProblem.class)
                .hasMessageContaining("wrong.yaml:1:");
    }

    @Test
    void a_word_that_is_near_is_offered() {
        var text = "workflow: a\nroles: { developer: {} }\nsteps: [ { id: x, agent: devloper } ]";

        assertThat(problems(text)).singleElement().asString().contains("did you mean 'developer'?");
    }

    @Test
    void a_file_that_is_too_large_is_not_read() {
        var text = "workflow: a\nsteps: []\n#" + "x".repeat(300_000);

        assertThat(problems(text)).singleElement().asString().contains("more than 256 KiB");
    }

    @Test
    void a_hundred_thousand_levels_do_not_overflow_the_stack() {
        assertThat(problems("a: " + "[".repeat(100_000)))
                .singleElement()
                .asString()
                .contains("nested");
        assertThat(problems("- ".repeat(100_000))).singleElement().asString().contains("nested");
        assertThat(problems("? ".repeat(100_000))).isNotEmpty();
    }

    private static List<Problem> problems(String text) {
        try {
            Definitions.parse(text, "wrong.yaml");
            return List.of();
        } catch (DefinitionException e) {
            return e.problems();
        }
    }

    private static String told(Path file) throws IOException {
        try {
            Definitions.parse(Files.readString(file), String.valueOf(file.getFileName()));
            return "no mistake was found\n";
        } catch (DefinitionException e) {
            return e.getMessage() + "\n";
        }
    }
}
