package dev.landfast.agent.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.definition.Config;
import dev.landfast.definition.Workflow;
import dev.landfast.problem.DefinitionProblem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RolesTest {

    private static final String FILE = ".claude/agents/developer.md";
    private static final Roles.Known KNOWN =
            new Roles.Known(new Skills(Sources.none()), Set.of("review", "decision"));

    static List<String> shipped() {
        return Roles.shipped();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void every_role_that_ships_says_what_it_is_for(String name) {
        var roles = new Roles(Sources.none());
        var role = roles.named(name);

        assertThat(role.name()).isEqualTo(name);
        assertThat(role.duties()).hasSizeGreaterThan(200);
        assertThat(role.card().description()).isNotBlank();
        assertThat(Roles.remarks(roles.text(name), name + ".md", KNOWN))
                .filteredOn(remark -> !remark.what().startsWith("none of its tools"))
                .isEmpty();
    }

    @Test
    void the_reviewer_and_the_manager_may_not_edit_and_answer_in_structure() {
        for (var name : List.of("reviewer", "manager")) {
            var role = new Roles(Sources.none()).named(name);

            assertThat(role.reach().edits()).isFalse();
            assertThat(role.output()).contains("review");
        }
    }

    @Test
    void a_file_for_coding_agents_is_read_as_it_is() {
        var role =
                own("""
                ---
                name: developer
                description: >-
                  Writes code,
                  on two lines.
                tools: Read, Edit, Bash(git diff:*, git log:*)
                model: opus
                color: green
                mcpServers: [docs]
                ---

                Do it our way.
                """)
                        .named("developer");

        assertThat(role.duties()).isEqualTo("Do it our way.");
        assertThat(role.card().description()).isEqualTo("Writes code, on two lines.");
        assertThat(role.card().source()).isEqualTo(FILE);
        assertThat(role.reach())
                .isEqualTo(
                        new Role.Reach(
                                "deep",
                                "edit",
                                java.util.Optional.empty(),
                                List.of("Read", "Edit", "Bash(git diff:*, git log:*)")));
    }

    @Test
    void a_role_may_be_granted_to_ask() {
        var text = "---\nname: developer\ndescription: d\nmcp: %s\n---\nDo it.\n";
        var file = ".claude/agents/developer.md";

        assertThat(RoleFile.read(text.formatted("[ask]"), file).role().orElseThrow().reach())
                .extracting(Role.Reach::granted)
                .isEqualTo(List.of("ask"));
        assertThat(RoleFile.read(text.formatted("approve"), file).remarks().getFirst().what())
                .contains("mcp grants 'approve'");
    }

    /// As the coding agents' own assistants write them: no YAML, because of the colons.
    @Test
    void a_description_with_examples_in_it_is_read_line_by_line() {
        var text =
                """
                ---
                name: developer
                description: Use it when code is wanted. Examples: <example>user: "Please: write it"</example>
                tools: Read, Write
                ---
                Do it.
                """;

        assertThat(own(text).named("developer").card().description())
                .startsWith("Use it when")
                .endsWith("</example>");
        assertThat(Roles.remarks(text, FILE, KNOWN))
                .singleElement()
                .satisfies(remark -> {
                    assertThat(remark.mistake()).isFalse();
                    assertThat(remark.place()).hasToString(FILE + ":3");
                    assertThat(remark.what()).contains("line by line");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "opus | deep | ''",
                "sonnet | standard | ''",
                "haiku | fast | ''",
                "inherit | standard | ''",
                "claude-opus-4-1-20250805 | deep | claude-opus-4-1-20250805",
                "some-other-model | standard | some-other-model"
            })
    void a_model_stands_for_a_tier(String model, String tier, String id) {
        var reach = own("---\nname: developer\nmodel: " + model + "\n---\nx\n").named("developer");

        assertThat(reach.reach().tier()).isEqualTo(tier);
        assertThat(reach.reach().model().orElse("")).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "description: x | edit",
                "tools: Read, Grep, Glob | read",
                "tools: [Read, Edit] | edit",
                "tools: Read, Bash(ls:*) | edit",
                "disallowedTools: Write, Edit, Bash | read",
                "disallowedTools: Write | edit",
                "permissionMode: plan | read",
                "'tools: Read\naccess: edit' | edit",
                "access: read | read"
            })
    void what_it_may_touch_follows_from_its_tools_unless_it_says_so(String key, String access) {
        var role = own("---\nname: developer\n" + key + "\n---\nx\n").named("developer");

        assertThat(role.reach().access()).isEqualTo(access);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no frontmatter | 1 | LF-361 | begin it with ---",
                "'---\nname: x\nnever closed' | 1 | LF-361 | begin it with ---",
                "'---\n- a list\n---\n' | 1 | LF-361 | begin it with ---",
                "'---\nname: [\n---\nx' | 2 | LF-363 | choose another",
                "'---\ndescription: nameless\n---\nx' | 1 | LF-362 | add name:",
                "'---\nname: x\ndescription: d\n---\n' | 1 | LF-362 | write below",
                "'---\nname: x\ntier: deeep\n---\nx' | 3 | LF-363 | did you mean 'deep'?",
                "'---\nname: x\n\naccess: write\n---\nx' | 4 | LF-363 | one of read, edit",
                "'---\nname: x\noutput: reviev\n---\nx' | 3 | LF-364 | did you mean 'review'?",
                "'---\nname: x\ninstructions: some\n---\nx' | 3 | LF-363 | say false"
            })
    void a_mistake_has_a_place_and_a_remedy(String text, int line, String code, String remedy) {
        assertThat(Roles.remarks(text, "x.md", KNOWN))
                .filteredOn(Remark::mistake)
                .first()
                .satisfies(remark -> {
                    assertThat(remark.code().text()).isEqualTo(code);
                    assertThat(remark.place()).hasToString("x.md:" + line);
                    assertThat(remark.remedy()).contains(remedy);
                });
    }

    @Test
    void a_key_nobody_knows_and_a_skill_that_is_not_there_are_remarked_and_no_mistake() {
        var text = "---\nname: x\ndescription: d\nteir: deep\nskills: [python-codign]\n---\nx\n";

        assertThat(Roles.remarks(text, "x.md", KNOWN))
                .noneMatch(Remark::mistake)
                .extracting(r -> r.code().text() + " " + r.place() + " " + r.remedy())
                .containsExactly(
                        "LF-365 x.md:4 did you mean 'tier'?",
                        "LF-364 x.md:5 did you mean 'python-coding'? commit"
                                + " .claude/skills/python-codign/SKILL.md on the base");
    }

    @Test
    void the_repositorys_own_comes_before_ours_and_is_found_by_its_name_too() {
        var files =
                new Files(
                        Map.of(
                                ".claude/agents/deep/down.md",
                                "---\nname: reviewer\ndescription: d\n---\nOurs.\n"));

        assertThat(new Roles(files).named("reviewer").duties()).isEqualTo("Ours.");
        assertThat(new Roles(files).names())
                .containsEntry("reviewer", ".claude/agents/deep/down.md")
                .containsEntry("developer", Roles.BUILT_IN);
    }

    @Test
    void a_broken_file_is_not_passed_over_for_the_one_that_ships() {
        assertThatThrownBy(() -> own("---\nname: [\n---\nx").named("developer"))
                .isInstanceOf(DefinitionProblem.class)
                .hasMessageContaining(FILE + ":2");
        assertThatThrownBy(() -> own("nothing").named("reviwer"))
                .isInstanceOf(DefinitionProblem.class)
                .hasMessageContaining("did you mean 'reviewer'?");
    }

    @Test
    void a_workflow_can_only_take_rights_away_and_a_repository_chooses_the_model() {
        var employed =
                new Workflow.Role(
                        "deep", "edit", List.of("architecture"), List.of(), Config.empty());
        var own = own("---\nname: developer\nmodel: haiku\ntools: Read\nskills: x\n---\nd\n");

        var role = own.named("developer", employed);
        assertThat(role.reach().tier()).isEqualTo("fast");
        assertThat(role.reach().access()).isEqualTo("read");
        assertThat(role.knows().skills()).containsExactly("x", "architecture");
        assertThat(
                        own("---\nname: developer\n---\nd\n")
                                .named("developer", employed)
                                .reach()
                                .tier())
                .isEqualTo("deep");
        assertThat(new Roles(Sources.none()).named("developer", employed).reach().tier())
                .isEqualTo("deep");
        assertThat(new Roles(Sources.none()).named("reviewer", employed).reach().edits()).isFalse();
    }

    @Test
    void what_a_workflow_says_about_a_role_is_enough_for_one_without_a_file() {
        var about = new Config(Map.<String, Object>of("about", "makes it rhyme"));
        var poet = new Workflow.Role("fast", "read", List.of(), List.of(), about);
        var role = new Roles(Sources.none()).named("poet", poet);

        assertThat(role.duties()).isEqualTo("You are the poet: makes it rhyme.");
        assertThat(role.reach().tier()).isEqualTo("fast");
        assertThat(role.reach().edits()).isFalse();
        assertThat(new Roles(Sources.none()).named("tester", poet).duties())
                .contains("tests of this change");
    }

    private static Roles own(String text) {
        return new Roles(new Files(Map.of(FILE, text)));
    }
}
