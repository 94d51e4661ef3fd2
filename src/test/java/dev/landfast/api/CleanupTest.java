package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the last step of a run takes away, and what it leaves.
class CleanupTest {

    private static final String OTHERS =
            "git -c user.name=Other -c user.email=other@example.org "
                    + "commit-tree -p origin/main -m theirs origin/main^{tree}";

    /// The base moves on the remote between the gate and the landing, and one round is all there
    /// is; the worktree is taken away whatever happened.
    private static final String MOVED =
            OwnRun.SMALL
                    .replace("rounds: 8", "rounds: 1")
                    .replace("exhausted: escalate", "exhausted: fail")
                    .replace(
                            "        - { id: land,",
                            "        - { id: meanwhile, run: \"git push -q origin $("
                                    + OTHERS
                                    + "):refs/heads/main\" }\n        - { id: land,")
                    .replace("  - id: cleanup", "finally:\n  - id: cleanup");

    @TempDir Path temp;
    private SmallProject project;

    @BeforeEach
    void prepare() {
        project = SmallProject.in(temp);
    }

    @Test
    void a_landing_that_failed_is_none() throws Exception {
        var run = new OwnRun(project, MOVED).carried("login");

        assertThat(run.standing().word().toString()).isEqualTo("failed");
        assertThat(run.standing().toString()).contains("moved");
        assertThat(project.root().resolve(".worktrees/login")).doesNotExist();
        var tip = project.git("rev-parse", "feature/login");
        assertThat(project.git("ls-remote", "origin", "feature/login")).startsWith(tip);
        assertThat(project.git("show", "feature/login:login.py")).isEqualTo("X = 1");
    }

    @Test
    void a_squashed_landing_is_one() throws Exception {
        var squash = OwnRun.SMALL.replace("merge: land }", "merge: land, style: squash }");

        assertThat(new OwnRun(project, squash).word("login")).isEqualTo("done");

        assertThat(project.git("branch", "--list", "feature/*")).isEmpty();
        assertThat(project.git("ls-remote", "--heads", "origin").lines()).hasSize(1);
        assertThat(project.git("for-each-ref", "refs/landfast/rescue")).isEmpty();
    }

    @Test
    void a_landing_that_somebody_took_back_is_none() throws Exception {
        var undone =
                OwnRun.SMALL.replace(
                        "  - id: cleanup",
                        "  - id: undone\n    run: \"git -C ../.. reset -q --hard HEAD~1 && "
                                + "git push -q -f origin main\"\n  - id: cleanup");

        var run = new OwnRun(project, undone).carried("login");

        assertThat(run.standing().word().toString()).isEqualTo("done");
        assertThat(project.git("show", "feature/login:login.py")).isEqualTo("X = 1");
        assertThat(project.git("ls-remote", "--heads", "origin").lines()).hasSize(2);
    }

    @Test
    void work_of_a_cancelled_run_is_kept_after_the_repository_was_moved() throws Exception {
        var asking =
                OwnRun.SMALL.replace(
                        "  - id: commit",
                        "  - { id: stop, ask: { question: well } }\n  - id: commit");
        var own = new OwnRun(project, asking);
        var run = own.carried("login");
        try (var home = new Home(project.surroundings())) {
            var cancel = new Event.CancelRequested("not wanted");
            home.journal().post(run.id(), cancel, new Actor.Person("person", "terminal"));
        }
        own.live();
        var elsewhere = Files.move(project.root(), temp.resolve("elsewhere"));
        var was = project.surroundings();

        try (var home =
                new Home(
                        new Surroundings(
                                was.environment(), was.clock(), elsewhere, was.person()))) {
            var removed = new Worktrees(home).remove("login");

            assertThat(removed.kept()).isNotEmpty();
            assertThat(
                            project.run(
                                    elsewhere,
                                    "git",
                                    "show",
                                    removed.kept().getFirst() + ":login.py"))
                    .isEqualTo("X = 1");
        }
    }
}
