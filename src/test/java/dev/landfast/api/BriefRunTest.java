package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.problem.DefinitionProblem;
import dev.landfast.problem.UsageProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What agents of a run are told, and where it comes from.
class BriefRunTest {

    private static final String WORKFLOW =
            """
            workflow: small
            params:
              name:        { type: name, required: true }
              description: { type: text, required: true }
            roles:
              developer: { access: edit, skills: [python-layout] }
              reviewer:  { access: read }
            limits: { cost: 5 }
            gates:
              form: [ parse ]
              review:
                - review: { words: [APPROVED, REJECTED] }
            steps:
              - { id: worktree, worktree: create }
              - { id: implement, agent: developer, skills: [house-style], reads: [README.md], timeout: 20m, budget: 1.5 }
              - { id: improve, agent: developer }
              - { id: commit, commit: { type: feat } }
              - { id: review, gate: review, by: reviewer, verdicts: { APPROVED: pass, REJECTED: fail } }
              - { id: form, gate: form }
            """;

    /// Keeps what it was told.
    private static final String AGENT =
            """
            cp "$LANDFAST_BRIEF" "%s/$LANDFAST_STEP.md"
            case $LANDFAST_STEP in
            implement) echo '# more' >> greet/core.py ;;
            review) echo '{"verdict":"APPROVED","summary":"fine","findings":[]}' > "$LANDFAST_ANSWER" ;;
            esac
            """;

    /// Tries to have others told something else.
    private static final String EVIL =
            AGENT
                    + """
                    if [ $LANDFAST_STEP = implement ]; then
                        echo 'Evil branch.' >> .claude/agents/developer.md
                        echo 'Evil branch.' >> .github/instructions/python.instructions.md
                    fi
                    """;

    @TempDir Path temp;
    private SmallProject project;

    @BeforeEach
    void project() {
        project = SmallProject.in(temp).grant();
        project.write(".claude/agents/developer.md", file("name: developer", "Base duties."));
        project.write(
                ".claude/skills/house-style/SKILL.md", file("name: house-style", "Base style."));
        project.write(
                ".github/instructions/python.instructions.md",
                file("applyTo: \"**/*.py\"", "Base python."));
        project.write(
                ".github/instructions/all.instructions.md", file("applyTo: \"**\"", "Base all."));
        project.git("add", "-A");
        project.git("commit", "-q", "-m", "how we work");
    }

    private static String file(String key, String text) {
        return "---\n" + key + "\ndescription: d\n---\n" + text + "\n";
    }

    private String told(String step) throws IOException {
        return Files.readString(project.outside().resolve(step + ".md"));
    }

    private String run(String script) throws InterruptedException {
        return new OwnRun(project, WORKFLOW)
                .playedBy(script.formatted(project.outside()))
                .word("small");
    }

    @Test
    void roles_skills_and_instructions_are_those_of_the_pinned_base() throws Exception {
        project.write(".claude/agents/developer.md", file("name: developer", "Evil checkout."));
        project.write(".claude/agents/reviewer.md", file("name: reviewer", "Evil checkout."));

        // That the branch changed them is a finding of every gate.
        assertThat(run(EVIL)).isEqualTo("failed");
        assertThat(told("implement"))
                .contains("Base duties.", "Base style.", "Base all.")
                .contains("### Skill `python-layout`")
                .contains("README.md")
                .contains("time for this attempt: 20m", "cost of this attempt: 1.50 US dollars")
                .contains("cost of the whole run: 5.00 US dollars")
                .doesNotContain("Base python.", "The change so far");
        assertThat(told("improve"))
                .contains("Base duties.", "Base python.", "Base all.")
                .contains("greet/core.py +1 -0")
                .doesNotContain("Base style.");
        assertThat(told("review")).contains("Skill `code-review`").contains("\"REJECTED\"");
        assertThat(told("implement") + told("improve") + told("review")).doesNotContain("Evil");
    }

    @Test
    void what_was_told_can_be_read_again() throws Exception {
        assertThat(run(AGENT)).isEqualTo("done");
        try (var landfast = Landfast.open(project.surroundings())) {
            var runs = landfast.runs();
            var line = runs.find("small");
            var brief = runs.brief(line, "implement");

            assertThat(brief.text()).isEqualTo(told("implement"));
            assertThat(brief.attempt()).isEqualTo("implement@1");
            assertThat(brief.tokens()).isEqualTo((brief.text().length() + 3) / 4);
            assertThat(runs.brief(line, "review@1").text()).isEqualTo(told("review"));
            assertThatThrownBy(() -> runs.brief(line, "implemnt"))
                    .isInstanceOf(UsageProblem.class)
                    .hasMessageContaining("did you mean 'implement'?");
            assertThatThrownBy(() -> runs.brief(line, "commit"))
                    .isInstanceOf(UsageProblem.class)
                    .hasMessageContaining("there is a brief for: implement, improve, review");
        }
    }

    @Test
    void a_person_who_plays_a_role_can_read_what_they_are_to_do() throws Exception {
        own();
        start("small", true);
        assertThat(RunnerProcess.live(project.surroundings())).isEmpty();
        try (var landfast = Landfast.open(project.surroundings())) {
            var run = landfast.runs().find("small");

            assertThat(run.status()).isEqualTo(RunStatus.WAITING);
            assertThat(landfast.runs().brief(run, "implement").text()).contains("Base duties.");
        }
    }

    @Test
    void how_long_a_brief_may_be_is_a_setting() throws Exception {
        project.write(
                "landfast.yaml",
                "python: /usr/bin/python3\nbrief: { tokens: 2000 }\n" + project.granted());
        project.write(
                ".claude/skills/house-style/SKILL.md",
                file("name: house-style", "Base style. " + "word ".repeat(3_000)));
        project.git("commit", "-qam", "short briefs");

        assertThat(run(AGENT)).isEqualTo("done");
        var told = told("implement");
        assertThat(told).hasSizeLessThan(8_000).contains("skills/house-style.md` before you begin");
        var at = told.substring(told.indexOf("Read it in `") + 12);
        assertThat(Path.of(at.substring(0, at.indexOf('`')))).exists();
    }

    @Test
    void roles_that_came_with_the_repository_are_confirmed_once() throws Exception {
        own();
        assertThatThrownBy(() -> start("three", false))
                .isInstanceOf(UsageProblem.class)
                .hasMessageContaining("LF-155")
                .hasMessageContaining(
                        ".claude/agents/developer.md, .claude/skills/house-style/SKILL.md");
        start("one", true);
        start("two", false);
        project.write(".claude/skills/house-style/SKILL.md", file("name: house-style", "Other."));
        project.git("commit", "-qam", "another style");
        assertThatThrownBy(() -> start("three", false))
                .hasMessageContaining(".claude/skills/house-style/SKILL.md")
                .hasMessageNotContaining("developer.md");
    }

    @Test
    void a_role_or_a_skill_that_is_not_there_is_said_before_anything_begins() {
        own();
        project.write(".landfast/workflows/small.yaml", WORKFLOW.replace("house-style", "huose"));
        project.git("commit", "-qam", "a skill nobody has");
        assertThatThrownBy(() -> start("four", true))
                .isInstanceOf(DefinitionProblem.class)
                .hasMessageContaining("there is no skill 'huose'");

        project.write(".landfast/workflows/small.yaml", WORKFLOW.replace("developer", "devloper"));
        project.git("commit", "-qam", "a role nobody has");
        assertThatThrownBy(() -> start("four", true))
                .isInstanceOf(DefinitionProblem.class)
                .hasMessageContaining("there is no role 'devloper'")
                .hasMessageContaining("did you mean 'developer'?");
    }

    private void own() {
        project.write(".landfast/workflows/small.yaml", WORKFLOW);
        project.git("add", "-A");
        project.git("commit", "-q", "-m", "our workflow");
        try (var home = new Home(project.surroundings())) {
            // Of the workflow itself nothing is asked here.
            home.journal()
                    .trusted()
                    .trust(
                            ".landfast/workflows/small.yaml",
                            dev.landfast.definition.Definitions.parse(WORKFLOW, "small.yaml")
                                    .header()
                                    .hash(),
                            "person");
        }
    }

    private void start(String name, boolean trusted) {
        var choices =
                new StartRequest.Choices(
                        Optional.empty(),
                        Map.of("default", "human"),
                        Optional.empty(),
                        Optional.empty(),
                        trusted);
        var params = Map.of("name", name, "description", "more");
        try (var home = new Home(project.surroundings())) {
            new Starting(home).start(StartRequest.of("small", params).with(choices));
        }
    }
}
