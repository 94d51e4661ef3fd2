package dev.landfast.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.failpoint.SimulatedCrash;
import dev.landfast.failpoint.SmallDisk;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.LandfastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdvanceTest {

    @TempDir Path temp;
    private Person ada;
    private String from;
    private String to;

    /// `to` changes one file, removes one, adds one in a new folder; then main is put back.
    @BeforeEach
    void prepare() {
        ada = Person.withRepository(temp);
        from =
                ada.write("changed", "old\n")
                        .write("removed", "old\n")
                        .write("other", "old\n")
                        .commitAll("base");
        ada.run(List.of("rm", "removed"));
        to = ada.write("changed", "new\n").write("sub/added", "new\n").commitAll("next");
        ada.git("reset", "-q", "--hard", from);
    }

    @AfterEach
    void disarm() {
        Failpoints.disarm();
    }

    private Advance.Outcome move() {
        return new Advance(ada.repository().main()).move(from, to);
    }

    private void isMoved() {
        assertThat(ada.head()).isEqualTo(to);
        assertThat(
                        ada.git(
                                "status",
                                "--porcelain",
                                "--untracked-files=all",
                                "--",
                                "changed",
                                "sub"))
                .isEmpty();
        assertThat(ada.file("removed")).doesNotExist();
        assertThat(ada.read("changed")).isEqualTo("new\n");
        assertThat(ada.read("sub/added")).isEqualTo("new\n");
        assertThat(ada.file(".git/index.lock")).doesNotExist();
    }

    @Test
    void moves_branch_index_and_files_together() {
        assertThat(move()).isInstanceOf(Advance.Outcome.Done.class);
        isMoved();
        assertThat(move()).isInstanceOf(Advance.Outcome.Done.class);
        isMoved();
    }

    @Test
    void keeps_edits_staged_and_unstaged_and_new_files_elsewhere() {
        ada.write("other", "staged\n").git("add", "other");
        ada.write("other", "edited\n").write("mine", "untracked\n");
        assertThat(move()).isInstanceOf(Advance.Outcome.Done.class);
        isMoved();
        assertThat(ada.git("status", "--porcelain")).isEqualTo("MM other\n?? mine");
        assertThat(ada.read("other")).isEqualTo("edited\n");
    }

    @Test
    void is_blocked_by_an_edit_of_a_touched_file_and_changes_nothing() {
        ada.write("changed", "mine\n");
        assertThat(move()).isEqualTo(new Advance.Outcome.Blocked(List.of("changed")));
        assertThat(ada.head()).isEqualTo(from);
        assertThat(ada.git("status", "--porcelain")).isEqualTo(" M changed");
        assertThat(ada.file("sub")).doesNotExist();
    }

    @Test
    void is_blocked_by_a_staged_edit_a_kept_file_and_an_untracked_one_in_the_way() {
        ada.write("changed", "mine\n").git("add", "changed");
        ada.write("changed", "old\n").write("removed", "still needed\n");
        ada.write("sub/added", "not the same\n");
        assertThat(new Advance(ada.repository().main()).blocked(from, to))
                .containsExactlyInAnyOrder("changed", "removed", "sub/added");
        assertThat(move()).isInstanceOf(Advance.Outcome.Blocked.class);
        assertThat(ada.read("sub/added")).isEqualTo("not the same\n");
    }

    @Test
    void is_blocked_by_an_ignored_file_in_the_way() throws IOException {
        Files.writeString(ada.file(".git/info/exclude"), "added\n");
        ada.write("sub/added", "ignored but mine\n");
        assertThat(move()).isInstanceOf(Advance.Outcome.Blocked.class);
        assertThat(ada.read("sub/added")).isEqualTo("ignored but mine\n");
    }

    @Test
    void is_blocked_by_a_file_where_a_folder_must_be() {
        ada.write("sub", "a file\n");
        assertThat(move()).isInstanceOf(Advance.Outcome.Blocked.class);
        assertThat(ada.read("sub")).isEqualTo("a file\n");
        assertThat(ada.head()).isEqualTo(from);
    }

    @Test
    void is_outdated_when_the_branch_is_elsewhere() {
        var third = ada.write("third", "x").commitAll("third");
        assertThat(move()).isInstanceOf(Advance.Outcome.Outdated.class);
        assertThat(ada.head()).isEqualTo(third);
        ada.git("checkout", "-q", "--detach", from);
        assertThat(move()).isInstanceOf(Advance.Outcome.Outdated.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git.advance-locked",
                "git.advance-tree",
                "git.advance-ref",
                "git.advance-index"
            })
    void finishes_what_a_crash_interrupted(String place) throws IOException {
        ada.write("other", "edited\n");
        Failpoints.arm("throw@" + place);
        assertThatThrownBy(this::move).isInstanceOf(SimulatedCrash.class);
        Failpoints.disarm();
        // What the handler of a dying process would not have done.
        Files.writeString(ada.file(".git/index.lock"), "left behind");
        Files.createDirectories(ada.file(".git/landfast/calls"));
        Files.writeString(ada.file(".git/landfast/calls/1-0-1"), "");
        Files.setLastModifiedTime(ada.file(".git/landfast/calls/1-0-1"), FileTime.fromMillis(1));

        assertThat(move()).isInstanceOf(Advance.Outcome.Done.class);
        isMoved();
        assertThat(ada.git("status", "--porcelain")).isEqualTo(" M other");
    }

    @Test
    void finishes_when_some_files_were_written_and_the_index_was_not() {
        ada.write("changed", "new\n").write("sub/added", "new\n");
        assertThat(move()).isInstanceOf(Advance.Outcome.Done.class);
        isMoved();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ne", "gone"})
    void writes_anew_what_a_crash_cut_short(String left) throws IOException {
        crashWithTheNoteWritten();
        ada.write("changed", left).write("sub/added", "n");
        if (left.equals("gone")) {
            Files.delete(ada.file("changed"));
        }
        var advance = new Advance(ada.repository().main());
        assertThat(advance.blocked(from, to)).isEmpty();
        assertThat(advance.move(from, to)).isInstanceOf(Advance.Outcome.Done.class);
        isMoved();
        assertThat(ada.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void an_edit_made_after_a_crash_is_in_the_way_like_any_other() throws IOException {
        crashWithTheNoteWritten();
        ada.write("changed", "mine\n");
        assertThat(move()).isEqualTo(new Advance.Outcome.Blocked(List.of("changed")));
        assertThat(ada.read("changed")).isEqualTo("mine\n");
    }

    private void crashWithTheNoteWritten() throws IOException {
        Failpoints.arm("throw@git.advance-locked");
        assertThatThrownBy(this::move).isInstanceOf(SimulatedCrash.class);
        Failpoints.disarm();
    }

    @Test
    void a_commit_whose_branch_could_not_be_moved_is_not_in_the_way_of_the_next() throws Exception {
        ada.write("changed", "new\n").write("sub/added", "new\n");
        ada.run(List.of("rm", "removed"));
        var lock = ada.file(".git/refs/heads/main.lock");
        Files.createFile(lock);
        assertThatThrownBy(this::move).hasMessageContaining("LF-408");
        Files.delete(lock);

        var again = ada.git("commit-tree", to + "^{tree}", "-p", from, "-m", "again");
        assertThat(new Advance(ada.repository().main()).move(from, again))
                .isInstanceOf(Advance.Outcome.Done.class);
        assertThat(ada.head()).isEqualTo(again);
        assertThat(ada.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void a_full_disk_is_nobodys_edit_and_the_move_goes_on_once_there_is_room() throws Exception {
        var folder = Files.createDirectory(temp.resolve("disk"));
        try (var disk = SmallDisk.mount(folder, 8)) {
            var bob = Person.withRepository(folder);
            var before = bob.write("a", "old\n").write("b", "old\n").commitAll("before");
            var after =
                    bob.write("a", "new\n")
                            .write("b", "new line\n".repeat(99_999))
                            .commitAll("after");
            bob.git("reset", "-q", "--hard", before);
            var checkout = bob.repository().main();
            new Advance(checkout).blocked(before, after);
            disk.fill();
            disk.spare(200_000);
            assertThatThrownBy(() -> new Advance(checkout).move(before, after))
                    .isInstanceOf(EnvironmentProblem.class)
                    .hasMessageContaining("LF-525");
            assertThat(bob.git("status", "--porcelain", "b")).isNotEmpty();
            disk.free();
            assertThat(new Advance(checkout).blocked(before, after)).isEmpty();
            assertThat(new Advance(checkout).move(before, after))
                    .isInstanceOf(Advance.Outcome.Done.class);
            assertThat(bob.git("status", "--porcelain")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 8, 10, 14})
    void however_little_room_there_is_nobody_is_said_to_have_edited(int pages) throws Exception {
        var folder = Files.createDirectory(temp.resolve("disk"));
        try (var disk = SmallDisk.mount(folder, 4)) {
            var bob = Person.withRepository(folder);
            var before = bob.write("a", "old\n").write("b", "old\n").commitAll("before");
            var after =
                    bob.write("a", "old\nnew\n")
                            .write("b", "new line\n".repeat(999))
                            .write("c", "new\n".repeat(2_000))
                            .commitAll("after");
            bob.git("reset", "-q", "--hard", before);
            var checkout = bob.repository().main();
            disk.fill();
            disk.spare(pages * 4096L);
            for (var attempt = 1; attempt <= 3; attempt++) {
                try {
                    assertThat(new Advance(checkout).move(before, after))
                            .isInstanceOf(Advance.Outcome.Done.class);
                } catch (LandfastException e) {
                    assertThat(e).hasMessageMatching("(?s).*LF-\\d+.*");
                }
                disk.spare(4096);
            }
            disk.free();
            assertThat(new Advance(checkout).move(before, after))
                    .isInstanceOf(Advance.Outcome.Done.class);
            assertThat(bob.git("status", "--porcelain")).isEmpty();
        }
    }

    @Test
    void finishes_when_the_branch_had_moved_and_files_and_index_had_not() {
        ada.git("update-ref", "refs/heads/main", to);
        assertThat(move()).isInstanceOf(Advance.Outcome.Done.class);
        isMoved();
        assertThat(ada.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void a_folder_may_become_a_file_and_a_file_a_folder() {
        ada.write("folder/x", "x").write("file", "x");
        var before = ada.commitAll("before");
        ada.run(List.of("rm", "-r", "folder", "file"));
        var after = ada.write("folder", "x").write("file/x", "x").commitAll("after");
        ada.git("reset", "-q", "--hard", before);
        assertThat(new Advance(ada.repository().main()).move(before, after))
                .isInstanceOf(Advance.Outcome.Done.class);
        assertThat(ada.git("status", "--porcelain")).isEmpty();
        assertThat(ada.read("file/x")).isEqualTo("x");
    }
}
