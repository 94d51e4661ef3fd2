package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class RoleVerbsTest {

    private static final String OWN =
            """
            ---
            name: reviewer
            description: Our reviewer
            tools: Read, Grep
            model: haiku
            skills: [code-review, at-home]
            ---
            Look closely.
            """;

    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void repository() {
        shell = Shell.with(folder);
    }

    private void committed(String file, String text) {
        shell.write(file, text);
        shell.git("add", "-A");
        shell.git("commit", "-q", "-m", "more");
    }

    @Test
    void ls_says_of_each_role_what_it_may_where_it_is_from_and_who_employs_it() {
        committed(".claude/agents/reviewer.md", OWN);
        committed(
                ".landfast/workflows/ours.yaml",
                "workflow: ours\nroles: { reviewer: {} }\nsteps:\n  - { id: a, agent: reviewer }\n");
        var result = shell.landfast("role", "ls");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .containsPattern("developer +standard +edit +built in +feature, module, story")
                .containsPattern("manager +deep +read +built in +module")
                .containsPattern(
                        "reviewer +fast +read +\\.claude/agents/reviewer\\.md +feature, module, ours, story");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void what_is_not_committed_is_read_by_no_run_and_that_is_said() {
        shell.write(".claude/agents/reviewer.md", OWN);
        var result = shell.landfast("role", "ls");

        assertThat(result.out()).containsPattern("reviewer +standard +read +built in");
        assertThat(result.err()).contains("not committed: .claude/agents/reviewer.md");
    }

    @Test
    void a_broken_file_is_listed_as_broken() {
        committed(".claude/agents/reviewer.md", OWN.replace("haiku", "haiku\ntier: deeep"));
        var result = shell.landfast("role", "ls");

        assertThat(result.out()).containsPattern("reviewer +broken");
        assertThat(result.err()).contains("LF-363 .claude/agents/reviewer.md:6: tier is 'deeep'");
    }

    @Test
    void show_prints_the_file_with_its_skills() {
        committed(".claude/agents/reviewer.md", OWN);
        var result = shell.landfast("role", "show", "reviewer");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("reviewer  fast, read  .claude/agents/reviewer.md")
                .containsPattern("code-review +built in")
                .containsPattern("at-home +not found")
                .contains("  Look closely.");
        assertThat(shell.landfast("role", "show", "reviewer", "--source").out()).isEqualTo(OWN);
        assertThat(shell.landfast("role", "show", "manager").out()).contains("used by module");
    }

    @Test
    void a_role_that_is_not_there_is_guessed() {
        var result = shell.landfast("role", "show", "revewer");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("LF-364").contains("did you mean 'reviewer'?");
    }

    @Test
    void lint_looks_through_what_lies_in_the_work_tree() {
        shell.write(".claude/agents/reviewer.md", OWN.replace("model", "modle"));
        shell.write(".claude/skills/forms/SKILL.md", "nothing\n");
        shell.write(".github/instructions/a.instructions.md", "---\ndescription: d\n---\nx\n");
        var result = shell.landfast("role", "lint");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out())
                .contains("LF-365 .claude/agents/reviewer.md:5")
                .contains("did you mean 'model'?")
                .contains("LF-364 .claude/agents/reviewer.md:6 there is no skill 'at-home'")
                .contains("LF-361 .claude/skills/forms/SKILL.md:1")
                .contains("LF-362 .github/instructions/a.instructions.md:1 it has no applyTo");
    }

    @Test
    void lint_of_one_file_and_of_nothing() {
        shell.write("x.md", "---\nname: x\ndescription: d\n---\nDo.\n");
        assertThat(shell.landfast("role", "lint").err()).contains("nothing to remark");
        assertThat(shell.landfast("role", "lint", "x.md").code()).isZero();
        var none = shell.landfast("role", "lint", "y.md");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("LF-142");
    }

    @Test
    void every_read_has_json() {
        for (var words :
                new String[][] {
                    {"role", "ls", "--json"},
                    {"role", "show", "developer", "--json"},
                    {"role", "lint", "--json"}
                }) {
            var result = shell.landfast(words);
            assertThat(JsonMapper.shared().readTree(result.out()).isContainer())
                    .as(String.join(" ", words))
                    .isTrue();
        }
    }

    @Test
    void what_ships_can_be_read_outside_of_a_repository() {
        var nowhere = Shell.bare(folder.resolve("elsewhere"));

        assertThat(nowhere.landfast("role", "ls").out()).contains("developer");
        assertThat(nowhere.landfast("role", "show", "tester").code()).isZero();
    }
}
