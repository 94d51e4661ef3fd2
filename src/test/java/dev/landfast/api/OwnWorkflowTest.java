package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Definitions;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workflows that a repository keeps in `.landfast/workflows`, really run.
class OwnWorkflowTest {

    /// A gate of form and one of tests, decided together, with a manager who may be stricter.
    private static final String AGREED =
            """
            workflow: agreed
            params:
              name:        { type: name, required: true }
              description: { type: text, required: true }
            roles:
              developer: { access: edit }
              manager:   { access: read }
            gates:
              form: [format]
              unit:
                - tests: { min: 1, failures: 0, errors: 0 }
            steps:
              - { id: worktree, worktree: create }
              - { id: implement, agent: developer }
              - { id: commit, commit: { type: feat } }
              - id: rounds
                loop:
                  rounds: 4
                  collect: all
                  steps:
                    - { id: form, gate: form }
                    - { id: unit, gate: unit }
                    - { id: decision, decide: { rows: [form, unit], stricter-by: manager } }
                  repair:
                    - { id: refine, agent: developer, may-touch: findings }
                    - { id: commit-refined, commit: { type: fix } }
              - { id: cleanup, worktree: remove }
            """;

    /// Accepts what must not be accepted, then asks for more, then accepts.
    private static final String TEAM =
            """
            count() { echo x >> "%1$s/$1"; wc -l < "%1$s/$1" | tr -d ' '; }
            case $LANDFAST_STEP in
            implement) printf '\\n\\ndef part(name: str) -> str:\\n    return   f"Bye, {name}"\\n' >> greet/core.py ;;
            refine)
                if [ "$(count refine)" = 1 ]; then
                    sed -i 's/return   f/return f/' greet/core.py
                else
                    sed -i 's/"Bye, /"Goodbye, /' greet/core.py
                fi
                ;;
            decision)
                if [ "$(count decision)" = 2 ]; then
                    echo '{"decision":"ITERATE","reason":"too short","feedback":[{"what":"say Goodbye","file":"greet/core.py","line":10}]}' > "$LANDFAST_ANSWER"
                else
                    echo '{"decision":"ACCEPT","reason":"fine with me"}' > "$LANDFAST_ANSWER"
                fi
                ;;
            esac
            """;

    @TempDir Path temp;

    @Test
    void a_copy_of_one_that_ships_runs_with_a_step_less_and_a_step_more() throws Exception {
        var project = SmallProject.in(temp);
        own(project, "small-change", smallChange());
        var run = run(project, "small-change", SmallProject.HONEST);

        assertThat(run.status()).as(run.stand().waits()).isEqualTo(RunStatus.DONE);
        assertThat(project.git("show", "main:CHANGES.md")).isEqualTo("something new");
        assertThat(project.git("show", "main:greet/core.py")).contains("Goodbye");
        assertThat(finished(project)).containsKey("note").doesNotContainKey("push");
    }

    @Test
    void a_decision_is_computed_from_the_gates_and_a_manager_can_only_be_stricter()
            throws Exception {
        var project = SmallProject.in(temp).grant();
        own(project, "agreed", AGREED);
        var run = run(project, "agreed", TEAM.formatted(project.outside()));

        assertThat(run.status()).as(run.stand().waits()).isEqualTo(RunStatus.DONE);
        var decisions = finished(project).getOrDefault("decision", List.of());
        assertThat(decisions)
                .extracting(r -> r.outputs().get("decision"))
                .containsExactly("ITERATE", "ITERATE", "ACCEPT");
        assertThat(decisions.getFirst().outputs()).containsEntry("scope", List.of("greet/core.py"));
        assertThat(decisions.get(1).outputs()).containsEntry("by", "manager");
        assertThat(decisions.get(1).findings())
                .extracting(f -> f.place() + " " + f.message())
                .containsExactly("greet/core.py:10 say Goodbye");
    }

    @Test
    void a_role_that_may_only_read_changes_nothing_whatever_it_writes() throws Exception {
        var project = SmallProject.in(temp);
        own(
                project,
                "small-change",
                smallChange()
                        .replace(
                                "{ id: note, run",
                                "{ id: opinion, agent: reviewer }\n  - { id: note, run"));
        var run =
                run(
                        project,
                        "small-change",
                        """
                        if [ "$LANDFAST_STEP" = opinion ]; then
                            rm greet/core.py || true
                            echo x > mine.txt || true
                            LANDFAST_STEP=review
                        fi
                        """
                                + SmallProject.HONEST);

        assertThat(run.status()).as(run.stand().waits()).isEqualTo(RunStatus.DONE);
        assertThat(finished(project)).containsKey("opinion");
        assertThat(project.git("ls-tree", "-r", "--name-only", "main"))
                .contains("greet/core.py")
                .doesNotContain("mine.txt");
    }

    /// Without step 9, and with a line in the change log before the commit.
    private static String smallChange() {
        var text = Definitions.builtinText("feature").orElseThrow();
        var push =
                text.substring(text.indexOf("  - id: push\n"), text.indexOf("  - id: landing\n"));
        var commit = "  - id: commit  ";
        assertThat(text).contains(commit);
        return text.replace("workflow: feature\n", "workflow: small-change\n")
                .replace(push, "")
                .replace(
                        commit,
                        "  - { id: note, run: [sh, -c, echo something new > CHANGES.md] }\n"
                                + commit);
    }

    private static void own(SmallProject project, String name, String text) {
        project.write(".landfast/workflows/" + name + ".yaml", text);
        project.git("add", "-A");
        project.git("commit", "-q", "-m", "a workflow of our own");
        project.git("push", "-q");
    }

    private static RunLine run(SmallProject project, String workflow, String script)
            throws Exception {
        var agents = Map.of("default", "command:" + project.agent(script));
        var variant =
                workflow.equals("agreed") ? Optional.<String>empty() : Optional.of("standard-lite");
        var choices =
                new StartRequest.Choices(variant, agents, Optional.empty(), Optional.empty(), true);
        var params = Map.of("name", "say-goodbye", "description", "Say goodbye as well");
        try (var home = new Home(project.surroundings())) {
            new Starting(home).start(StartRequest.of(workflow, params).with(choices));
            assertThat(RunnerProcess.live(project.surroundings())).isEmpty();
            return new Runs(home).find("say-goodbye");
        }
    }

    private static Map<String, List<StepResult>> finished(SmallProject project) {
        try (var home = new Home(project.surroundings())) {
            var run = new Runs(home).find("say-goodbye");
            return home.journal().entries(run.id()).stream()
                    .map(entry -> entry.event())
                    .filter(Event.StepFinished.class::isInstance)
                    .map(Event.StepFinished.class::cast)
                    .collect(
                            java.util.stream.Collectors.groupingBy(
                                    e -> e.key().step(),
                                    java.util.stream.Collectors.mapping(
                                            Event.StepFinished::result,
                                            java.util.stream.Collectors.toList())));
        }
    }
}
