package dev.landfast.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.failpoint.SimulatedCrash;
import dev.landfast.git.Person;
import dev.landfast.journal.Worktree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RescueTest {

    @TempDir Path temp;
    private Bench bench;
    private Workspace login;
    private Person there;

    @BeforeEach
    void prepare() {
        bench = new Bench(temp);
        bench.ada.write(".gitignore", "*.log\ndata/\n.env\n__pycache__/\n").commitAll("ignore");
        login = bench.create("login", "r1");
        there = bench.in(login);
    }

    @AfterEach
    void close() {
        Failpoints.disarm();
        bench.close();
    }

    private void disorder() {
        there.write("app/main.py", "staged\n").git("add", "app/main.py");
        there.write("app/main.py", "edited\n")
                .write("new file\n.txt", "new\n")
                .write(".env", "TOKEN=1\n")
                .write("__pycache__/x.pyc", "made again");
        there.git("rm", "-q", "README.md");
    }

    @Test
    void everything_unsaved_is_kept_and_given_back_as_it_was() {
        disorder();
        var status = there.git("status", "--porcelain");
        var kept = bench.rescue().unsaved(login.checkout(), "login", "test").orElseThrow();
        assertThat(kept.ref()).isEqualTo("refs/landfast/rescue/login/20260102T030405.678Z");
        assertThat(there.git("status", "--porcelain")).isEqualTo(status);

        var back = bench.rescue().restore(bench.rescue().find("login"), "again");
        var restored = bench.ada.in(back.path());
        assertThat(restored.git("status", "--porcelain")).isEqualTo(status);
        assertThat(restored.read("app/main.py")).isEqualTo("edited\n");
        assertThat(restored.git("show", ":app/main.py")).isEqualTo("staged");
        assertThat(restored.read("new file\n.txt")).isEqualTo("new\n");
        assertThat(restored.read(".env")).isEqualTo("TOKEN=1\n");
        assertThat(restored.file("__pycache__")).doesNotExist();
    }

    /// Somebody appends, moves a file in with its old time, saves as editors do that leave and take
    /// away a file beside it.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo saved >>late.txt",
                "echo saved >$0; touch -d 2001-01-01 $0; mv $0 late.txt",
                ": >.late.swp; echo saved >>late.txt; rm .late.swp"
            })
    void what_is_saved_while_the_worktree_is_taken_away_is_kept(String save) throws Exception {
        var late = login.checkout().path().resolve("late.txt");
        var editor =
                new ProcessBuilder(
                                "/bin/sh",
                                "-c",
                                "while :; do " + save + "; sleep 0.005; done",
                                temp.resolve("elsewhere").toString())
                        .directory(login.checkout().path().toFile())
                        .start();
        try {
            while (!Files.exists(late)) {
                Thread.onSpinWait();
            }
            var cleaned = bench.cleanup().remove(login.row(), Optional.empty());
            assertThat(login.checkout().path()).doesNotExist();
            assertThat(cleaned.setAside())
                    .anySatisfy(place -> assertThat(place.resolve("late.txt")).exists());
        } finally {
            editor.destroyForcibly().waitFor();
        }
    }

    @Test
    void what_is_saved_while_a_removal_is_dead_is_kept_whatever_else_is_removed()
            throws IOException {
        var other = bench.create("other", "r2");
        Failpoints.arm("throw@git.worktree-set-aside");
        assertThatThrownBy(() -> bench.cleanup().remove(login.row(), Optional.empty()))
                .isInstanceOf(SimulatedCrash.class);
        Failpoints.disarm();
        var gone = bench.repository.worktrees().left(login.checkout().path()).getFirst();
        Files.writeString(gone.resolve("late.txt"), "saved");

        assertThat(bench.cleanup().remove(other.row(), Optional.empty()).setAside()).isEmpty();
        assertThat(bench.cleanup().remove(login.row(), Optional.empty()).setAside())
                .singleElement()
                .satisfies(place -> assertThat(place.resolve("late.txt")).hasContent("saved"));
        assertThat(bench.ada.file(".worktrees")).isEmptyDirectory();
    }

    @Test
    void a_clean_worktree_needs_no_rescue() {
        assertThat(bench.rescue().unsaved(login.checkout(), "login", "test")).isEmpty();
        there.write("__pycache__/x.pyc", "made again");
        assertThat(bench.rescue().unsaved(login.checkout(), "login", "test")).isEmpty();
    }

    @Test
    void ignored_files_alone_are_reason_enough() {
        there.write(".env", "TOKEN=1\n");
        var kept = bench.rescue().unsaved(login.checkout(), "login", "test").orElseThrow();
        assertThat(bench.repository.trees().text(kept.commit(), ".env")).contains("TOKEN=1\n");
    }

    @Test
    void two_rescues_at_the_same_instant_are_both_kept() {
        there.write("x", "1");
        bench.rescue().unsaved(login.checkout(), "login", "test");
        there.write("x", "2");
        bench.rescue().unsaved(login.checkout(), "login", "test");
        assertThat(bench.rescue().all()).hasSize(2);
    }

    @Test
    void rescues_are_never_pushed() {
        var remote = bench.ada.withRemote(temp);
        there.write("x", "1");
        bench.rescue().unsaved(login.checkout(), "login", "test");
        bench.ada.git("push", "-q", "origin", "--all");
        assertThat(remote.git("for-each-ref")).doesNotContain("landfast");
    }

    @Test
    void what_is_too_large_is_listed_and_set_aside_when_the_worktree_goes() {
        there.write("data/big.bin", "x".repeat((int) IgnoredFiles.SMALL + 1));
        there.git("init", "-q", "inner");
        there.write("inner/x", "precious");
        var cleaned = bench.cleanup().remove(login.row(), Optional.empty());
        assertThat(cleaned.setAside()).hasSize(2).allSatisfy(p -> assertThat(p).exists());
        assertThat(cleaned.setAside()).anyMatch(p -> p.endsWith("data"));
        assertThat(cleaned.setAside()).anyMatch(p -> Files.exists(p.resolve("x")));
        assertThat(login.checkout().path()).doesNotExist();
    }

    @Test
    void a_merged_and_clean_worktree_goes_with_its_branch() {
        var cleaned = bench.cleanup().remove(login.row(), Optional.empty());
        assertThat(cleaned.kept()).isEmpty();
        assertThat(cleaned.setAside()).isEmpty();
        assertThat(cleaned.branch()).isEmpty();
        assertThat(bench.ada.git("branch", "--list", "feature/*")).isEmpty();
        assertThat(bench.ada.git("worktree", "list").lines()).hasSize(1);
        assertThat(bench.journal.registry().find(1).orElseThrow().state().status())
                .isEqualTo(Worktree.Status.CLEANED_UP);
    }

    @Test
    void unmerged_work_is_kept_and_its_branch_stays() {
        var tip = there.write("a", "a").commitAll("work");
        var cleaned = bench.cleanup().remove(login.row(), Optional.empty());
        assertThat(cleaned.branch()).contains("feature/login");
        assertThat(cleaned.kept()).extracting(Kept::commit).containsExactly(tip);
        assertThat(bench.ada.git("rev-parse", "feature/login")).isEqualTo(tip);
    }

    @Test
    void a_branch_that_was_landed_by_squashing_goes() {
        var tip = there.write("a", "a").commitAll("work");
        var cleaned = bench.cleanup().remove(login.row(), Optional.of(tip));
        assertThat(cleaned.branch()).isEmpty();
        assertThat(bench.ada.git("branch", "--list", "feature/*")).isEmpty();
    }

    @Test
    void commits_that_no_branch_has_are_kept() {
        there.git("checkout", "-q", "--detach");
        var lost = there.write("a", "a").commitAll("work on no branch");
        var cleaned = bench.cleanup().remove(login.row(), Optional.empty());
        assertThat(cleaned.kept()).extracting(Kept::commit).contains(lost);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workspace.rescue-taken",
                "workspace.rescue-filed",
                "workspace.emptied",
                "git.worktree-set-aside",
                "git.worktree-unlinked",
                "workspace.removed",
                "workspace.branch-deleted"
            })
    void removal_goes_on_after_a_crash_and_loses_nothing(String place) {
        there.write("precious", "yes\n");
        Failpoints.arm("throw@" + place);
        assertThatThrownBy(() -> bench.cleanup().remove(login.row(), Optional.empty()))
                .isInstanceOf(SimulatedCrash.class);
        Failpoints.disarm();
        bench.cleanup().remove(login.row(), Optional.empty());
        assertThat(login.checkout().path()).doesNotExist();
        assertThat(bench.ada.git("branch", "--list", "feature/*")).isEmpty();
        assertThat(bench.rescue().all())
                .isNotEmpty()
                .allSatisfy(f ->
                        assertThat(bench.repository.trees().text(f.commit(), "precious"))
                                .contains("yes\n"));
    }

    @Test
    void forced_removal_stops_who_works_there_and_keeps_what_they_made() throws IOException {
        there.write("precious", "yes\n");
        var worker =
                new ProcessBuilder("sleep", "60")
                        .directory(login.checkout().path().toFile())
                        .start();
        try {
            var cleaned = bench.cleanup().force(login.row(), Optional.empty());
            assertThat(worker.onExit().join().isAlive()).isFalse();
            assertThat(cleaned.kept()).isNotEmpty();
            assertThat(login.checkout().path()).doesNotExist();
        } finally {
            worker.destroyForcibly();
        }
    }

    @Test
    void a_lost_attempt_is_taken_back_and_what_it_made_is_kept() {
        disorder();
        var status = there.git("status", "--porcelain");
        var snapshots = new Snapshots(bench.repository, Bench.CLOCK);
        snapshots.take(login.checkout(), "r1", "implement@1");

        there.write("app/main.py", "ruined\n").write("junk/x", "junk");
        there.git("checkout", "-q", "-b", "elsewhere");
        var commit = there.commitAll("the agent commits");

        var kept = snapshots.rollBack(login.checkout(), "r1", "implement@1").orElseThrow();
        assertThat(there.git("status", "--porcelain")).isEqualTo(status);
        assertThat(there.git("rev-parse", "--abbrev-ref", "HEAD")).isEqualTo("feature/login");
        assertThat(there.read("app/main.py")).isEqualTo("edited\n");
        assertThat(there.file("junk")).doesNotExist();
        assertThat(bench.repository.commits().contains(kept.commit(), commit)).isTrue();
        assertThat(snapshots.rollBack(login.checkout(), "r1", "implement@1")).isEmpty();
    }

    @Test
    void taking_an_attempt_back_goes_on_after_a_crash() {
        disorder();
        var status = there.git("status", "--porcelain");
        var snapshots = new Snapshots(bench.repository, Bench.CLOCK);
        snapshots.take(login.checkout(), "r1", "q.2/fix@1");
        there.commitAll("the agent commits");
        Failpoints.arm("throw@workspace.snapshot-pointed");
        assertThatThrownBy(() -> snapshots.rollBack(login.checkout(), "r1", "q.2/fix@1"))
                .isInstanceOf(SimulatedCrash.class);
        Failpoints.disarm();
        snapshots.rollBack(login.checkout(), "r1", "q.2/fix@1");
        assertThat(there.git("status", "--porcelain")).isEqualTo(status);
        snapshots.forget("r1");
        assertThat(snapshots.has("r1", "q.2/fix@1")).isFalse();
    }

    @Test
    void a_merge_an_agent_left_half_done_is_taken_back() {
        var snapshots = new Snapshots(bench.repository, Bench.CLOCK);
        bench.ada.write("README.md", "base\n").commitAll("base moves");
        there.write("README.md", "mine\n").commitAll("mine");
        snapshots.take(login.checkout(), "r1", "k@1");
        there.tryGit("merge", "main");
        snapshots.rollBack(login.checkout(), "r1", "k@1");
        assertThat(there.git("status", "--porcelain")).isEmpty();
        assertThat(login.checkout().operation()).isEmpty();
        assertThat(there.read("README.md")).isEqualTo("mine\n");
    }

    @Test
    void an_unknown_rescue_has_its_own_error() {
        assertThatThrownBy(() -> bench.rescue().find("none")).hasMessageContaining("LF-433");
    }
}
