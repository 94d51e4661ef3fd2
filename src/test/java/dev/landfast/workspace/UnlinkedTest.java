package dev.landfast.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.git.Person;
import dev.landfast.git.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worktree that git does not know at its place any more still holds somebody's work.
final class UnlinkedTest {

    @TempDir Path temp;
    private Bench bench;
    private Workspace login;
    private Person there;

    @BeforeEach
    void prepare() {
        bench = new Bench(temp);
        login = bench.create("login", "r1");
        there = bench.in(login);
        there.write("app/main.py", "committed\n").commitAll("work");
        there.write("app/main.py", "edited\n").write("app/new.py", "new\n");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /// What somebody's files were when they were taken away.
    private void isKept(Repository repository, Cleanup.Cleaned cleaned) {
        var commit = cleaned.kept().getFirst().commit();
        assertThat(repository.trees().text(commit, "app/main.py")).contains("edited\n");
        assertThat(repository.trees().text(commit, "app/new.py")).contains("new\n");
        assertThat(repository.root().resolve(".worktrees/login")).doesNotExist();
        assertThat(cleaned.branch()).contains("feature/login");
    }

    private Person moved() throws IOException {
        var elsewhere = bench.ada.folder().resolveSibling("elsewhere");
        Files.move(bench.ada.folder(), elsewhere);
        return bench.ada.in(elsewhere);
    }

    private Cleanup.Cleaned removed(Repository repository) {
        return new Cleanup(repository, bench.journal.registry(), Bench.CLOCK)
                .remove(login.row(), Optional.empty());
    }

    @Test
    void work_in_a_repository_that_was_moved_is_kept() throws IOException {
        var repository = moved().repository();
        isKept(repository, removed(repository));
    }

    @Test
    void work_is_kept_when_git_has_forgotten_the_worktree_since_the_move() throws IOException {
        var ada = moved();
        ada.git("worktree", "prune");
        var repository = ada.repository();
        isKept(repository, removed(repository));
    }

    @Test
    void work_is_kept_when_the_link_was_deleted() throws IOException {
        Files.delete(there.file(".git"));
        isKept(bench.repository, removed(bench.repository));
    }

    @Test
    void work_is_kept_when_somebody_made_a_repository_of_it() throws IOException {
        Files.delete(there.file(".git"));
        there.git("init", "-q");
        there.commitAll("in a repository of its own");
        var cleaned = removed(bench.repository);
        isKept(bench.repository, cleaned);
        var theirs = cleaned.setAside().getFirst();
        assertThat(theirs).isDirectory();
        assertThat(bench.ada.git("--git-dir", theirs.toString(), "log", "--format=%s"))
                .isEqualTo("in a repository of its own");
    }

    @Test
    void a_forced_removal_keeps_it_as_well() throws IOException {
        Files.delete(there.file(".git"));
        var cleaned = bench.cleanup().force(login.row(), Optional.empty());
        isKept(bench.repository, cleaned);
    }

    @Test
    void what_cannot_be_kept_is_not_deleted() throws IOException {
        Files.delete(there.file(".git"));
        bench.ada.git("worktree", "prune");
        there.run(List.of("rm", "-rf", bench.ada.file(".git/worktrees").toString()));
        bench.ada.git("branch", "-D", "feature/login");
        assertThatThrownBy(() -> removed(bench.repository)).hasMessageContaining("LF-435");
        assertThat(there.read("app/new.py")).isEqualTo("new\n");
    }

    @Test
    void a_run_goes_on_where_its_repository_was_moved_to() throws IOException {
        var repository = moved().repository();
        var found =
                new Workspaces(repository, bench.journal.registry())
                        .find("login", "r1")
                        .orElseThrow();
        var here = bench.ada.in(found.checkout().path());
        assertThat(here.read("app/new.py")).isEqualTo("new\n");
        assertThat(here.git("status", "--porcelain")).isEqualTo(" M app/main.py\n?? app/new.py");
        assertThat(here.git("log", "-1", "--format=%s")).isEqualTo("work");
    }

    @Test
    void links_follow_a_repository_that_was_moved() throws IOException {
        var ada = moved();
        ada.repository().recover();
        assertThat(ada.in(ada.file(".worktrees/login")).git("status", "--porcelain"))
                .isEqualTo(" M app/main.py\n?? app/new.py");
        assertThat(ada.git("worktree", "list")).contains(ada.file(".worktrees/login").toString());
    }

    /// Before the move somebody deleted a folder by hand, and git made its successor beside what it
    /// still knew of it.
    @Test
    void a_worktree_with_a_link_of_its_own_is_left_alone() throws IOException {
        var ada = bench.ada;
        var stale = ada.file(".git/worktrees/login");
        var own = ada.file(".git/worktrees/login1");
        ada.run(List.of("cp", "-r", stale.toString(), own.toString()));
        Files.writeString(there.file(".git"), "gitdir: " + own + "\n");
        Files.writeString(stale.resolve("gitdir"), "/gone/.worktrees/login/.git\n");
        ada.repository().recover();
        assertThat(there.read(".git")).isEqualTo("gitdir: " + own + "\n");
    }

    @Test
    void a_copy_of_the_repository_leaves_the_worktree_to_the_original() throws IOException {
        var copy = bench.ada.folder().resolveSibling("copy");
        bench.ada.run(List.of("cp", "-r", bench.ada.folder().toString(), copy.toString()));
        var repository = bench.ada.in(copy).repository();
        new Workspaces(repository, bench.journal.registry()).find("login", "r1");
        assertThat(there.git("status", "--porcelain")).isEqualTo(" M app/main.py\n?? app/new.py");
        assertThat(bench.repository.worktrees().open(login.checkout().path())).isPresent();
    }
}
