package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.problem.UsageProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A new run from the middle of another one, on real worktrees.
class ForkRunTest {

    private static final String WORKFLOW =
            """
            workflow: tried
            params:
              name:        { type: name, required: true }
              description: { type: text, required: true }
            roles:
              developer: { access: edit }
            steps:
              - { id: worktree, worktree: create, folder: "${params.name}" }
              - { id: implement, agent: developer }
              - { id: polish, agent: developer }
              - { id: look, run: [ls] }
              - { id: commit, commit: { type: feat } }
              - { id: check, run: [sh, -c, "test -f ok.txt"], on-fail: escalate }
              - { id: more, agent: developer }
              - { id: commit-more, commit: { type: feat } }
              - { id: cleanup, worktree: remove }
            """;

    private static final String DEVELOPER =
            """
            echo "$LANDFAST_STEP" > "$LANDFAST_STEP.txt"
            echo "$LANDFAST_RUN" >> "%s/worked"
            """;

    @TempDir Path temp;

    private SmallProject project;
    private String first;

    @BeforeEach
    void a_run_that_has_stopped_at_a_check() throws Exception {
        project = SmallProject.in(temp).grant();
        project.write(".landfast/workflows/tried.yaml", WORKFLOW);
        project.git("add", "-A");
        project.git("commit", "-q", "-m", "a workflow of our own");
        var agents =
                Map.of(
                        "default",
                        "command:" + project.agent(DEVELOPER.formatted(project.outside())));
        var choices =
                new StartRequest.Choices(
                        Optional.empty(), agents, Optional.empty(), Optional.empty(), true);
        var params = Map.of("name", "try", "description", "Try it");
        try (var home = new Home(project.surroundings())) {
            new Starting(home).start(StartRequest.of("tried", params).with(choices));
        }
        assertThat(carried("try").status()).isEqualTo(RunStatus.ESCALATED);
        first = project.git("rev-parse", "feature/try");
    }

    @Test
    void has_a_worktree_and_a_branch_of_its_own_that_start_at_the_recorded_commit()
            throws Exception {
        project.git("-C", ".worktrees/try", "commit", "-q", "--allow-empty", "-m", "later");
        var fork = fork("check");

        assertThat(fork.status()).isEqualTo(RunStatus.ESCALATED);
        assertThat(project.git("rev-parse", "feature/try-2")).isEqualTo(first);
        assertThat(project.git("rev-parse", "feature/try")).isNotEqualTo(first);
        assertThat(project.git("-C", ".worktrees/try", "branch", "--show-current"))
                .isEqualTo("feature/try");
        try (var home = new Home(project.surroundings())) {
            assertThat(home.journal().registry().live())
                    .extracting(row -> row.place().branch())
                    .containsExactly("feature/try", "feature/try-2");
        }
    }

    @Test
    void goes_on_from_there_without_touching_the_first() throws Exception {
        Files.writeString(project.root().resolve(".worktrees/try/ok.txt"), "mine");
        var fork = fork("check");
        Files.writeString(project.root().resolve(".worktrees/try-2/ok.txt"), "ok");
        try (var home = new Home(project.surroundings())) {
            new Controls(home).retry(new Runs(home).find(fork.id()), Optional.empty(), 0);
        }

        assertThat(carried("try-2").status()).isEqualTo(RunStatus.DONE);
        assertThat(Files.readAllLines(project.outside().resolve("worked")).getLast())
                .isEqualTo(fork.id());
        assertThat(Files.readString(project.root().resolve(".worktrees/try/ok.txt")))
                .isEqualTo("mine");
        assertThat(project.git("rev-parse", "feature/try")).isEqualTo(first);
        var kept = project.git("for-each-ref", "--format=%(objectname)", "refs/landfast/rescue");
        assertThat(project.git("ls-tree", "--name-only", kept.lines().findFirst().orElseThrow()))
                .contains("implement.txt", "polish.txt", "more.txt");
    }

    @Test
    void what_was_not_committed_yet_lies_in_its_worktree() throws Exception {
        var fork = fork("polish");

        assertThat(fork.status()).isEqualTo(RunStatus.ESCALATED);
        assertThat(project.git("diff", "--name-only", "main", "feature/try-2"))
                .isEqualTo("implement.txt\npolish.txt");
        assertThat(Files.readAllLines(project.outside().resolve("worked")))
                .filteredOn(fork.id()::equals)
                .hasSize(1);
        var again = fork("commit");
        assertThat(again.handle()).isEqualTo("try-3");
        assertThat(project.git("rev-parse", "feature/try-3^{tree}"))
                .isEqualTo(project.git("rev-parse", first + "^{tree}"));
    }

    @Test
    void is_refused_where_nothing_was_kept_of_what_lay_there() {
        Assertions.assertThatThrownBy(() -> fork("look"))
                .isInstanceOf(UsageProblem.class)
                .hasMessageContaining("LF-132");
    }

    private RunLine fork(String from) throws Exception {
        String name;
        try (var home = new Home(project.surroundings())) {
            name = new Controls(home).fork(new Runs(home).find("try"), from).handle();
        }
        return carried(name);
    }

    private RunLine carried(String name) throws Exception {
        assertThat(RunnerProcess.live(project.surroundings())).isEmpty();
        try (var home = new Home(project.surroundings())) {
            return new Runs(home).find(name);
        }
    }
}
