package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a change is measured against is not for whoever makes the change to move.
class PinnedBaseTest {

    private static final String WORKFLOW =
            """
            workflow: small
            params:
              name:        { type: name, required: true }
              description: { type: text, required: true }
            roles:
              developer: { access: edit }
            gates:
              unit:
                - base-tests: { lost: 0, newly-skipped: 0 }
            steps:
              - { id: worktree, worktree: create }
              - { id: implement, agent: developer }
              - { id: commit, commit: { type: feat } }
              - id: quality
                loop:
                  repairs: 1
                  steps:
                    UPDATE
                    - { id: unit, gate: unit }
                  repair:
                    - { id: repair, agent: developer }
                    - { id: commit-repair, commit: { type: fix } }
                  exhausted: escalate
              - { id: cleanup, worktree: remove }
            """;

    /// Nothing keeps it from the repository's own git directory. Deletes a test, and then moves the
    /// base onto the commit that did.
    private static final String MOVER =
            """
            case $LANDFAST_STEP in
            implement)
                sed -i s/test_greets_by_name/test_something_else/ tests/test_core.py ;;
            repair)
                echo "# mended" >> greet/core.py
                unset GIT_DIR GIT_WORK_TREE
                git update-ref refs/remotes/origin/main HEAD
                git update-ref refs/heads/main HEAD ;;
            esac
            """;

    @TempDir Path temp;

    @Test
    void refs_that_an_agent_moves_do_not_move_the_base_of_a_gate() throws Exception {
        var project = SmallProject.in(temp);

        assertThat(run(project, WORKFLOW.replaceAll(" *UPDATE\n", ""))).isEqualTo("escalated");
        assertThat(found(project))
                .hasSize(2)
                .allSatisfy(findings ->
                        assertThat(findings)
                                .extracting(Finding::rule)
                                .containsExactly("base-test-missing"));
    }

    @Test
    void a_base_moved_onto_the_runs_own_commits_is_not_taken_in() throws Exception {
        var project = SmallProject.in(temp);
        project.git("remote", "remove", "origin");

        assertThat(run(project, WORKFLOW.replace("UPDATE", "- { id: update, merge: update }")))
                .isEqualTo("waiting");
        assertThat(found(project)).hasSize(1);
    }

    private List<List<Finding>> found(SmallProject project) {
        try (var home = new Home(project.surroundings())) {
            return home.journal().entries(home.journal().runs().getFirst().id()).stream()
                    .map(entry -> entry.event())
                    .filter(Event.StepFinished.class::isInstance)
                    .map(Event.StepFinished.class::cast)
                    .filter(e -> e.key().step().equals("unit"))
                    .map(e -> e.result().findings())
                    .collect(Collectors.toList());
        }
    }

    private static String run(SmallProject project, String workflow) throws Exception {
        project.write(
                "landfast.yaml", "python: /usr/bin/python3\ncontainment: { at-most: none }\n");
        project.git("commit", "-q", "-am", "no containment");
        return new OwnRun(project, workflow).playedBy(MOVER).word("small");
    }
}
