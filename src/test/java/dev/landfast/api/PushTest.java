package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run does with branches on the remote that are somebody else's.
class PushTest {

    @TempDir Path temp;
    private SmallProject project;
    private OwnRun own;

    @BeforeEach
    void prepare() {
        project = SmallProject.in(temp);
        own = new OwnRun(project, OwnRun.SMALL);
    }

    /// A colleague's branch of the name that the run's branch will have.
    private String theirs(boolean work) {
        project.git("clone", "-q", project.remote().toString(), temp.resolve("other").toString());
        var other = temp.resolve("other");
        project.run(other, "git", "switch", "-q", "-c", "feature/login");
        if (work) {
            project.run(
                    other,
                    "git",
                    "-c",
                    "user.name=Other",
                    "-c",
                    "user.email=other@example.org",
                    "commit",
                    "-q",
                    "--allow-empty",
                    "-m",
                    "theirs");
        }
        project.run(other, "git", "push", "-q", "origin", "feature/login");
        return onRemote();
    }

    private String onRemote() {
        return project.git("ls-remote", "origin", "feature/login");
    }

    @Test
    void a_branch_of_a_colleague_that_was_fetched_is_neither_replaced_nor_deleted()
            throws Exception {
        var theirs = theirs(true);
        project.git("fetch", "-q", "origin");

        var run = own.carried("login");

        assertThat(onRemote()).isEqualTo(theirs);
        assertThat(run.standing().word().toString()).isNotEqualTo("done");
        assertThat(run.standing().toString()).contains("LF-426", "origin");
        assertThat(project.git("branch", "--list", "feature/login")).isEmpty();
    }

    @Test
    void a_branch_of_a_colleague_that_appears_while_the_run_works_is_left_alone() throws Exception {
        var theirs = theirs(true);

        var run = own.carried("login");

        assertThat(onRemote()).isEqualTo(theirs);
        assertThat(run.standing().toString()).contains("feature/login").contains("not from here");
    }

    @Test
    void a_branch_of_a_colleague_without_commits_is_theirs_all_the_same() throws Exception {
        var theirs = theirs(false);

        var run = own.carried("login");

        assertThat(onRemote()).isEqualTo(theirs);
        assertThat(run.standing().word().toString()).isNotEqualTo("done");
    }

    @Test
    void a_branch_that_is_gone_on_the_remote_and_was_never_pruned_is_in_nobodys_way()
            throws Exception {
        theirs(true);
        project.git("fetch", "-q", "origin");
        project.run(temp.resolve("other"), "git", "push", "-q", "origin", ":feature/login");

        assertThat(own.word("login")).isEqualTo("done");
    }

    @Test
    void what_the_run_pushed_is_deleted_once_it_has_landed() throws Exception {
        assertThat(own.word("login")).isEqualTo("done");

        assertThat(onRemote()).isEmpty();
        assertThat(project.git("branch", "--list", "feature/login")).isEmpty();
        assertThat(project.git("log", "--format=%s", "main")).contains("login");
    }

    @Test
    void a_run_that_pushed_nothing_deletes_nothing_there() throws Exception {
        var quiet = OwnRun.SMALL.replaceFirst("(?s)  - id: push.*?(?=  - id: landing)", "");
        var theirs = theirs(false);

        assertThat(new OwnRun(project, quiet).word("login")).isEqualTo("done");

        assertThat(onRemote()).isEqualTo(theirs);
    }

    @Test
    void without_a_remote_nothing_is_pushed() throws Exception {
        project.git("remote", "remove", "origin");

        assertThat(own.word("login")).isEqualTo("done");
    }
}
