package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.problem.UsageProblem;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What has to be trusted before a run may start: all that it can reach, asked for at once.
class TrustingTest {

    private static final String PARAMS =
            """
            params:
              name:        { type: name, required: true }
              description: { type: text, required: true }
            """;

    private static final String PARENT =
            "workflow: parent\n"
                    + PARAMS
                    + """
                    steps:
                      - { id: worktree, worktree: create }
                      - { id: asked, ask: { question: "which one?" } }
                      - { id: child, workflow: %s }
                    """;

    private static final String CHILD =
            "workflow: child\n"
                    + PARAMS
                    + """
                    roles:
                      developer: { access: edit }
                      manager:   { access: read }
                      nobody:    { access: read }
                    gates:
                      form: [ parse ]
                    steps:
                      - { id: work, agent: developer }
                      - { id: form, gate: form }
                      - { id: decision, decide: { rows: [form], stricter-by: manager } }
                    """;

    @TempDir Path temp;
    private SmallProject project;

    @BeforeEach
    void project() {
        project = SmallProject.in(temp);
        role("manager");
        role("nobody");
        workflow("child", CHILD);
        workflow("other", CHILD.replace("workflow: child", "workflow: other"));
        workflow("parent", PARENT.formatted("child"));
        commit();
    }

    private void role(String name) {
        project.write(
                ".claude/agents/" + name + ".md",
                "---\nname: %s\ndescription: d\n---\nDuties.\n".formatted(name));
    }

    private void workflow(String name, String text) {
        project.write(".landfast/workflows/" + name + ".yaml", text);
    }

    private void commit() {
        project.git("add", "-A");
        project.git("commit", "-q", "-m", "how we work");
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
            new Starting(home).start(StartRequest.of("parent", params).with(choices));
        }
    }

    @Test
    void a_child_workflow_and_the_roles_that_it_may_hear_are_asked_for_with_the_run() {
        assertThatThrownBy(() -> start("one", false))
                .isInstanceOf(UsageProblem.class)
                .hasMessageContaining("LF-118")
                .hasMessageContaining(
                        ".landfast/workflows/child.yaml, .landfast/workflows/parent.yaml, .claude/agents/manager.md")
                .hasMessageNotContaining("nobody.md")
                .hasMessageNotContaining("other.yaml");
        start("one", true);
        assertThatCode(() -> start("two", false)).doesNotThrowAnyException();
    }

    @Test
    void a_child_workflow_that_was_changed_is_asked_for_again() {
        start("one", true);
        workflow("child", CHILD + "  - { id: more, agent: developer }\n");
        commit();
        assertThatThrownBy(() -> start("two", false))
                .hasMessageContaining(".landfast/workflows/child.yaml")
                .hasMessageNotContaining("parent.yaml");
    }
}
