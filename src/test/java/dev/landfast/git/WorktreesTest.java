package dev.landfast.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.failpoint.SimulatedCrash;
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

final class WorktreesTest {

    @TempDir Path temp;
    private Person ada;
    private Repository repository;
    private Path place;

    @BeforeEach
    void prepare() {
        ada = Person.withRepository(temp);
        ada.write("a/b", "x\n").commitAll("files");
        repository = ada.repository();
        place = ada.file(".worktrees/login");
    }

    @AfterEach
    void disarm() {
        Failpoints.disarm();
    }

    private Checkout add() {
        return repository.worktrees().add(place, "feature/login", ada.head());
    }

    private void isWhole() {
        var there = ada.in(place);
        assertThat(there.git("status", "--porcelain")).isEmpty();
        assertThat(there.git("rev-parse", "--abbrev-ref", "HEAD")).isEqualTo("feature/login");
        assertThat(there.head()).isEqualTo(ada.head());
        assertThat(ada.git("worktree", "list", "--porcelain")).doesNotContain("locked", "prunable");
        assertThat(repository.worktrees().isHalfMade(place)).isFalse();
    }

    @Test
    void a_new_one_is_on_its_own_branch_and_whole() {
        assertThat(add().head())
                .isEqualTo(new Head.OnBranch("feature/login", Optional.of(ada.head())));
        isWhole();
        assertThat(repository.worktrees().open(place)).isPresent();
        assertThat(repository.worktrees().holding("feature/login"))
                .extracting(Checkout::path)
                .containsExactly(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git.worktree-noted",
                "git.worktree-branch",
                "git.worktree-administered",
                "git.worktree-linked",
                "git.worktree-filled"
            })
    void making_one_goes_on_after_a_crash(String at) {
        Failpoints.arm("throw@" + at);
        assertThatThrownBy(this::add).isInstanceOf(SimulatedCrash.class);
        Failpoints.disarm();
        add();
        isWhole();
    }

    @Test
    void every_half_made_state_is_finished() throws IOException {
        crashAfterTheBranch();
        Files.createDirectories(place);
        add();
        isWhole();
    }

    @Test
    void an_administration_without_a_folder_is_made_anew() throws IOException {
        crashAfterTheBranch();
        var own = Files.createDirectories(ada.file(".git/worktrees/login"));
        Files.writeString(own.resolve("gitdir"), place.resolve(".git") + "\n");
        Files.writeString(own.resolve("locked"), "initializing");
        add();
        isWhole();
    }

    @Test
    void an_administration_that_leads_nowhere_yet_is_made_anew() throws IOException {
        crashAfterTheBranch();
        var own = Files.createDirectories(ada.file(".git/worktrees/login"));
        Files.writeString(own.resolve("locked"), "initializing");
        add();
        isWhole();
    }

    @Test
    void a_link_without_administration_is_made_anew() throws IOException {
        crashAfterTheBranch();
        Files.createDirectories(place);
        Files.writeString(place.resolve(".git"), "gitdir: " + ada.file(".git/worktrees/login"));
        add();
        isWhole();
    }

    @Test
    void the_draft_of_a_link_is_not_in_the_way() throws IOException {
        crashAfterTheBranch();
        Files.createDirectories(place);
        Files.writeString(place.resolve(".git.4711-3"), "gitdir: ");
        add();
        isWhole();
    }

    @Test
    void one_that_was_locked_and_half_filled_is_filled() throws IOException {
        Failpoints.arm("throw@git.worktree-linked");
        assertThatThrownBy(this::add).isInstanceOf(SimulatedCrash.class);
        Failpoints.disarm();
        Files.writeString(ada.file(".git/worktrees/login/locked"), "initializing");
        Files.writeString(ada.file(".git/worktrees/login/index.lock"), "");
        ada.in(place).write("README.md", "hal");
        add();
        isWhole();
    }

    private void crashAfterTheBranch() {
        Failpoints.arm("throw@git.worktree-branch");
        assertThatThrownBy(this::add).isInstanceOf(SimulatedCrash.class);
        Failpoints.disarm();
    }

    @Test
    void a_branch_of_somebody_else_is_refused() {
        ada.git("branch", "feature/login");
        assertThatThrownBy(this::add).hasMessageContaining("LF-421");
        assertThat(place).doesNotExist();
    }

    @Test
    void a_folder_of_somebody_else_is_refused_and_left_alone() {
        ada.write(".worktrees/login/notes", "mine\n");
        assertThatThrownBy(this::add).hasMessageContaining("LF-422");
        assertThat(ada.read(".worktrees/login/notes")).isEqualTo("mine\n");
        assertThat(ada.git("branch", "--list", "feature/login")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"git.worktree-set-aside", "git.worktree-unlinked"})
    void taking_one_away_goes_on_after_a_crash(String at) {
        add();
        Failpoints.arm("throw@" + at);
        assertThatThrownBy(() -> repository.worktrees().remove(place))
                .isInstanceOf(SimulatedCrash.class);
        Failpoints.disarm();
        repository.worktrees().remove(place);
        assertThat(place).doesNotExist();
        assertThat(ada.file(".worktrees/.removed")).doesNotExist();
        assertThat(ada.git("worktree", "list").lines()).hasSize(1);
        ada.git("branch", "-D", "feature/login");
        add();
        isWhole();
    }

    @Test
    void one_that_is_still_looked_at_is_not_deleted_by_the_removal_of_another() {
        add();
        var worktrees = repository.worktrees();
        var other = ada.file(".worktrees/other");
        worktrees.add(other, "feature/other", ada.head());
        worktrees.remove(
                place,
                gone -> {
                    worktrees.remove(other);
                    assertThat(gone.resolve("a/b")).exists();
                });
        assertThat(ada.file(".worktrees")).isEmptyDirectory();
    }

    @Test
    void only_worktrees_of_ours_are_taken_away() {
        var worktrees = repository.worktrees();
        assertThatThrownBy(() -> worktrees.remove(ada.folder()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> worktrees.remove(temp.resolve("home")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_rebase_of_a_branch_counts_as_holding_it() {
        ada.git("checkout", "-q", "-b", "side");
        ada.write("README.md", "side\n").commitAll("side");
        ada.git("checkout", "-q", "main");
        ada.write("README.md", "main\n").commitAll("main");
        ada.git("checkout", "-q", "side");
        ada.tryGit("rebase", "main");
        assertThat(repository.worktrees().holding("side"))
                .extracting(Checkout::path)
                .containsExactly(ada.folder());
    }
}
