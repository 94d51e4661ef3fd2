package dev.landfast.agent.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {

    @TempDir Path own;

    @ParameterizedTest
    @ValueSource(strings = {"architect", "developer", "tester", "reviewer", "resolver", "debugger"})
    void every_role_of_the_feature_workflow_ships(String name) {
        var role = new Roles(Optional.empty()).named(name);

        assertThat(role.name()).isEqualTo(name);
        assertThat(role.duties()).hasSizeGreaterThan(200);
        assertThat(role.card().description()).isNotBlank();
    }

    @Test
    void the_reviewer_may_not_edit_and_answers_in_structure() {
        var reviewer = new Roles(Optional.empty()).named("reviewer");

        assertThat(reviewer.reach().edits()).isFalse();
        assertThat(reviewer.output()).contains("review");
    }

    @Test
    void a_repository_role_file_comes_before_ours_and_a_model_stands_for_a_tier()
            throws IOException {
        Files.writeString(
                own.resolve("developer.md"),
                """
                ---
                name: developer
                description: ours
                tools: Read, Edit
                model: opus
                ---
                Do it our way.
                """);

        var role = new Roles(Optional.of(own)).named("developer");

        assertThat(role.duties()).isEqualTo("Do it our way.");
        assertThat(role.reach().tier()).isEqualTo("deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no frontmatter",
                "---\nname: x\nnever closed",
                "---\n- a list\n---\n",
                "---\nname: [\n---\n",
                "---\ndescription: nameless\n---\n"
            })
    void a_file_that_is_no_role_is_refused_by_name(String text) {
        assertThatThrownBy(() -> Roles.parse(text, "broken.md"))
                .isInstanceOf(Roles.BadRole.class)
                .hasMessageContaining("broken.md");
    }
}
