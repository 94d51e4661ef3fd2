package dev.landfast.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocksTest {

    @TempDir Path temp;
    private Person ada;
    private Path lock;

    @BeforeEach
    void prepare() {
        ada = Person.withRepository(temp);
        lock = ada.file(".git/refs/heads/topic.lock");
    }

    private boolean create() {
        var change = Refs.Change.create("refs/heads/topic", ada.head());
        return ada.repository().refs().change(change);
    }

    /// As a command of ours leaves it that was killed with its owner at that time.
    private void callOf(long pid, Instant at) throws IOException {
        var folder = Files.createDirectories(ada.file(".git/landfast/calls"));
        var entry = Files.writeString(folder.resolve(pid + "-0-1"), "");
        Files.setLastModifiedTime(entry, FileTime.from(at));
    }

    @Test
    void a_lock_of_a_dead_command_of_ours_is_removed() throws IOException {
        callOf(Integer.MAX_VALUE, Instant.EPOCH);
        Files.writeString(lock, "");
        assertThat(create()).isTrue();
        assertThat(ada.git("rev-parse", "topic")).isEqualTo(ada.head());
        assertThat(lock).doesNotExist();
        assertThat(ada.file(".git/landfast/calls")).isEmptyDirectory();
    }

    @Test
    void with_one_lock_of_a_dead_command_its_others_go() throws IOException {
        callOf(Integer.MAX_VALUE, Instant.EPOCH);
        Files.writeString(lock, "");
        var other = Files.writeString(ada.file(".git/index.lock.lock"), "");
        assertThat(create()).isTrue();
        assertThat(other).doesNotExist();
    }

    @Test
    void what_a_command_takes_while_one_looks_who_is_alive_stays_with_it() throws IOException {
        callOf(Integer.MAX_VALUE, Instant.EPOCH);
        Files.writeString(lock, "");
        var taken = ada.file(".git/refs/heads/other.lock");
        var locks = new Locks(ada.file(".git"), ada.folder(), () -> begins(taken));
        assertThat(locks.clear(lock)).isTrue();
        assertThat(lock).doesNotExist();
        assertThat(taken).exists();
        callOf(Integer.MAX_VALUE, Instant.EPOCH);
        Files.delete(taken);
        locks.recover();
        assertThat(taken).exists();
    }

    @Test
    void a_lock_that_was_released_and_taken_again_meanwhile_stays() throws IOException {
        callOf(Integer.MAX_VALUE, Instant.EPOCH);
        Files.writeString(lock, "");
        var locks = new Locks(ada.file(".git"), ada.folder(), () -> begins(lock));
        locks.recover();
        assertThat(lock).exists();
    }

    /// A command that begins in the moment in which nobody is found alive.
    private static boolean begins(Path taken) {
        try {
            var before = Files.exists(taken) ? changed(taken) : Instant.EPOCH;
            do {
                Files.deleteIfExists(taken);
                Files.writeString(taken, "");
            } while (!changed(taken).isAfter(before));
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_lock_that_was_there_before_any_command_of_ours_is_a_persons() throws IOException {
        Files.writeString(lock, "");
        callOf(Integer.MAX_VALUE, Instant.ofEpochSecond(4_000_000_000L));
        assertThatThrownBy(this::create)
                .hasMessageContaining("LF-408")
                .hasMessageContaining("topic.lock");
        assertThat(lock).exists();
    }

    @Test
    void a_lock_is_left_alone_while_a_git_works_in_the_repository() throws Exception {
        callOf(Integer.MAX_VALUE, Instant.EPOCH);
        Files.writeString(lock, "");
        var busy =
                new ProcessBuilder("git", "cat-file", "--batch")
                        .directory(ada.folder().toFile())
                        .start();
        try {
            assertThatThrownBy(this::create).hasMessageContaining("LF-408");
            assertThat(lock).exists();
        } finally {
            busy.getOutputStream().close();
            busy.waitFor();
        }
        assertThat(create()).isTrue();
    }

    @Test
    void a_locked_index_of_the_person_has_its_own_error() throws IOException {
        Files.writeString(ada.file(".git/index.lock"), "");
        Files.setLastModifiedTime(ada.file(".git/index.lock"), FileTime.fromMillis(1));
        var to = ada.git("commit-tree", "-p", "HEAD", "-m", "x", "HEAD^{tree}");
        var advance = new Advance(ada.repository().main());
        assertThatThrownBy(() -> advance.move(ada.head(), to))
                .hasMessageContaining("LF-408")
                .hasMessageContaining("index.lock");
    }

    @Test
    void an_index_lock_in_a_worktree_of_ours_needs_no_ledger() throws IOException {
        var repository = ada.repository();
        var worktree = repository.worktrees().add(ada.file(".worktrees/w"), "w", ada.head());
        var left = worktree.gitDir().resolve("index.lock");
        Files.writeString(left, "");
        Files.setLastModifiedTime(left, FileTime.fromMillis(1));
        worktree.reset("HEAD");
        assertThat(left).doesNotExist();
    }

    @Test
    void at_start_every_lock_of_dead_commands_goes_and_those_of_a_person_stay() throws IOException {
        var theirs = Files.writeString(ada.file(".git/HEAD.lock"), "theirs");
        callOf(Integer.MAX_VALUE, changed(theirs).plusNanos(1));
        var deep = lock.resolveSibling("deep").resolve("x.lock");
        Files.createDirectories(deep.resolveSibling(""));
        var ours = List.of(ada.file(".git/config.lock"), deep);
        for (var left : ours) {
            do {
                Files.writeString(left, "");
            } while (!changed(left).isAfter(changed(theirs)));
        }
        ada.repository().recover();
        assertThat(ours).allSatisfy(left -> assertThat(left).doesNotExist());
        assertThat(theirs).exists();
    }

    private static Instant changed(Path file) throws IOException {
        return ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
    }

    @Test
    void at_start_a_checkout_that_was_being_moved_is_moved_on() throws IOException {
        var from = ada.head();
        var to = ada.write("new", "x").commitAll("to");
        ada.git("reset", "-q", "--hard", from);
        ada.git("update-ref", "refs/heads/main", to);
        Files.writeString(ada.file(".git/landfast-advance"), from + "\n" + to + "\n");
        ada.repository().recover();
        assertThat(ada.git("status", "--porcelain")).isEmpty();
        assertThat(ada.read("new")).isEqualTo("x");
        assertThat(ada.file(".git/landfast-advance")).doesNotExist();
    }
}
