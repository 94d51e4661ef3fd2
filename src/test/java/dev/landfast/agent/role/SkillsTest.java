package dev.landfast.agent.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SkillsTest {

    private static final String TEXT =
            """
            ---
            name: pdf-forms
            description: Fill in forms. Use it for PDF: always.
            license: MIT
            allowed-tools: Read
            ---
            # Forms

            See [reference](reference.md).
            """;

    private final Skills skills =
            new Skills(
                    new Files(
                            Map.of(
                                    ".claude/skills/forms/SKILL.md",
                                    TEXT,
                                    ".claude/skills/forms/reference.md",
                                    "more",
                                    ".claude/skills/python-coding/SKILL.md",
                                    "---\nname: python-coding\ndescription: ours\n---\nOurs.\n",
                                    ".claude/skills/broken/SKILL.md",
                                    "nothing")));

    @Test
    void a_skill_for_coding_agents_is_read_as_it_is_with_what_lies_beside_it() {
        var skill = skills.named("pdf-forms").orElseThrow();

        assertThat(skill.text()).startsWith("# Forms");
        assertThat(skill.description()).isEqualTo("Fill in forms. Use it for PDF: always.");
        assertThat(skill.beside()).containsExactly(".claude/skills/forms/reference.md");
        assertThat(skills.named("forms")).contains(skill);
    }

    @Test
    void the_repositorys_own_comes_before_ours() {
        assertThat(skills.named("python-coding").orElseThrow().text()).isEqualTo("Ours.");
        assertThat(skills.named("code-review").orElseThrow().source()).isEqualTo(Roles.BUILT_IN);
        assertThat(skills.names())
                .containsEntry("python-coding", ".claude/skills/python-coding/SKILL.md")
                .containsEntry("zen-of-python", Roles.BUILT_IN);
    }

    @Test
    void each_is_given_once_and_those_there_are() {
        assertThat(skills.named(List.of("code-review", "no-such", "forms", "code-review")))
                .extracting(Skill::name)
                .containsExactly("code-review", "pdf-forms");
    }

    @Test
    void a_file_that_is_no_skill_is_remarked() {
        assertThat(Skills.remarks("nothing", "SKILL.md")).anyMatch(Remark::mistake);
        assertThat(Skills.remarks("---\ndescription: d\n---\nx", "SKILL.md"))
                .extracting(Remark::what)
                .containsExactly("it has no name");
        assertThat(Skills.remarks("---\nname: n\ndescription: d\n---\n", "SKILL.md"))
                .extracting(Remark::what)
                .containsExactly("it says nothing");
    }
}
