package dev.landfast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.failpoint.SimulatedCrash;
import dev.landfast.git.Person;
import dev.landfast.merge.Landing.Candidate;
import dev.landfast.merge.Landing.Manner;
import dev.landfast.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LandingTest {

    @TempDir Path temp;
    private Yard yard;
    private Workspace login;
    private Person there;
    private String tested;
    private Optional<String> remote = Optional.of("origin");

    @BeforeEach
    void prepare() {
        yard = new Yard(temp);
        login = yard.create("login", "r1");
        there = yard.in(login);
        there.write("app/main.py", "print(1)\n");
        tested = there.write("app/login.py", "x = 1\n").commitAll("feat: login");
    }

    @AfterEach
    void close() {
        Failpoints.disarm();
        yard.close();
    }

    private Manner manner(boolean squash, boolean turn) {
        var stamp = Yard.stamp("r1", "landing.1/land@1");
        return new Manner(remote, "Merge feature/login", squash, stamp, () -> turn);
    }

    private Candidate candidate() {
        var tree = yard.repository.refs().tree(tested).orElseThrow();
        return new Candidate("feature/login", "main", tested, tree);
    }

    private LandingOutcome land() {
        return new Landing(yard.repository).land(candidate(), manner(false, true));
    }

    /// Base, remote and the person's checkout have it, once.
    private void isLandedOnce() {
        var main = yard.ada.git("rev-parse", "main");
        assertThat(yard.ada.git("log", "main", "--format=%H", "--grep=Landfast-Tip: ").lines())
                .hasSize(1);
        assertThat(yard.ada.git("merge-base", "--is-ancestor", tested, "main")).isEmpty();
        assertThat(yard.ada.git("status", "--porcelain", "--", "app")).isEmpty();
        assertThat(yard.ada.read("app/login.py")).isEqualTo("x = 1\n");
        if (remote.isPresent()) {
            assertThat(yard.remote.git("rev-parse", "main")).isEqualTo(main);
        }
    }

    @Test
    void what_was_tested_lands_as_a_merge_with_its_trailers_and_the_same_tree() {
        var before = yard.ada.head();
        var landed = (LandingOutcome.Landed) land();
        isLandedOnce();
        assertThat(landed.commit()).isEqualTo(yard.ada.head());
        assertThat(landed.remote()).contains("origin");
        assertThat(yard.ada.git("log", "-1", "--format=%P")).isEqualTo(before + " " + tested);
        assertThat(yard.ada.git("rev-parse", "main^{tree}")).isEqualTo(candidate().tree());
        assertThat(yard.ada.git("log", "-1", "--format=%B"))
                .contains(
                        "Landfast-Run: r1",
                        "Landfast-Workflow: feature",
                        "Landfast-Tip: " + tested,
                        "Landfast-Tree: " + candidate().tree());
        assertThat(((LandingOutcome.Landed) land()).commit()).isEqualTo(landed.commit());
        isLandedOnce();
    }

    @Test
    void squashed_it_lands_as_one_commit_and_once() {
        var landing = new Landing(yard.repository);
        var landed = (LandingOutcome.Landed) landing.land(candidate(), manner(true, true));
        assertThat(yard.ada.git("log", "-1", "--format=%P").split(" ")).hasSize(1);
        assertThat(landing.land(candidate(), manner(true, true))).isEqualTo(landed);
    }

    @ParameterizedTest
    @CsvSource({
        "merge.land-made, true",
        "merge.land-pushed, true",
        "git.advance-locked, true",
        "git.advance-tree, true",
        "git.advance-ref, true",
        "git.advance-index, true",
        "merge.land-local, true",
        "merge.land-made, false",
        "git.advance-tree, false",
        "git.advance-ref, false",
        "git.advance-index, false",
        "merge.land-local, false"
    })
    void it_lands_exactly_once_whenever_it_is_interrupted(String place, boolean pushes) {
        remote = remote.filter(_ -> pushes);
        yard.ada.write("notes.txt", "unfinished\n");
        Failpoints.arm("throw@" + place);
        assertThatThrownBy(this::land).isInstanceOf(SimulatedCrash.class);
        Failpoints.disarm();
        assertThat(land()).isInstanceOf(LandingOutcome.Landed.class);
        isLandedOnce();
        assertThat(yard.ada.git("status", "--porcelain")).isEqualTo("?? notes.txt");
    }

    @Test
    void the_persons_edits_elsewhere_stay_as_they_are() {
        yard.ada.write("README.md", "staged\n").git("add", "README.md");
        yard.ada.write("README.md", "edited\n");
        assertThat(land()).isInstanceOf(LandingOutcome.Landed.class);
        isLandedOnce();
        assertThat(yard.ada.git("status", "--porcelain")).isEqualTo("MM README.md");
    }

    @Test
    void edits_of_what_lands_are_waited_for_and_nothing_is_pushed() {
        var before = yard.ada.head();
        yard.ada.write("app/main.py", "mine\n");
        assertThat(land())
                .isEqualTo(
                        new LandingOutcome.WaitsForCheckout(
                                yard.ada.folder().toString(),
                                List.of("app/main.py"),
                                "has edits of files that land",
                                false));
        assertThat(yard.remote.git("rev-parse", "main")).isEqualTo(before);
        assertThat(yard.ada.read("app/main.py")).isEqualTo("mine\n");
        yard.ada.git("checkout", "-q", "app/main.py");
        assertThat(land()).isInstanceOf(LandingOutcome.Landed.class);
        isLandedOnce();
    }

    @Test
    void edits_made_between_push_and_checkout_are_waited_for_too() {
        Failpoints.arm("throw@merge.land-pushed");
        assertThatThrownBy(this::land).isInstanceOf(SimulatedCrash.class);
        Failpoints.disarm();
        yard.ada.write("app/main.py", "mine\n");
        var waits = (LandingOutcome.WaitsForCheckout) land();
        assertThat(waits.pushed()).isTrue();
        yard.ada.git("checkout", "-q", "app/main.py");
        assertThat(land()).isInstanceOf(LandingOutcome.Landed.class);
        isLandedOnce();
    }

    @Test
    void a_checkout_in_the_middle_of_something_is_waited_for() {
        yard.ada.git("checkout", "-q", "-b", "side");
        yard.ada.write("README.md", "side\n").commitAll("side");
        yard.ada.git("checkout", "-q", "main");
        yard.ada.write("README.md", "main\n").commitAll("main");
        yard.ada.git("push", "-q", "origin", "main");
        there.git("merge", "-q", "main");
        tested = there.head();
        yard.ada.tryGit("merge", "side");
        assertThat(land())
                .isInstanceOfSatisfying(
                        LandingOutcome.WaitsForCheckout.class,
                        w -> assertThat(w.why()).contains("merge"));
        yard.ada.git("merge", "--abort");
        assertThat(land()).isInstanceOf(LandingOutcome.Landed.class);
    }

    @Test
    void a_base_that_nobody_has_checked_out_moves_alone() {
        yard.ada.git("checkout", "-q", "-b", "elsewhere");
        assertThat(land()).isInstanceOf(LandingOutcome.Landed.class);
        assertThat(yard.ada.git("rev-parse", "main"))
                .isEqualTo(yard.remote.git("rev-parse", "main"));
        assertThat(yard.ada.file("app/login.py")).doesNotExist();
    }

    @Test
    void a_base_that_moved_on_the_remote_is_no_failure() {
        var now = yard.pushedByOthers(temp, "other.py", "o = 1\n");
        assertThat(land()).isEqualTo(new LandingOutcome.BaseMoved(now));
    }

    @Test
    void a_base_that_moved_here_is_no_failure() {
        remote = Optional.empty();
        var now = yard.ada.write("other.py", "o = 1\n").commitAll("mine");
        assertThat(land()).isEqualTo(new LandingOutcome.BaseMoved(now));
    }

    @Test
    void after_the_base_was_merged_in_it_lands_on_top_of_the_others() {
        var now = yard.pushedByOthers(temp, "other.py", "o = 1\n");
        var target = (Targets.Target.At) new Targets(yard.repository).look("main", remote);
        assertThat(target.commit()).isEqualTo(now);
        yard.conflicts().update(login, now, Yard.stamp("r1", "landing.2/conflicts@1"));
        tested = there.head();
        assertThat(land()).isInstanceOf(LandingOutcome.Landed.class);
        isLandedOnce();
        assertThat(yard.ada.read("other.py")).isEqualTo("o = 1\n");
    }

    @Test
    void a_local_base_that_lagged_behind_is_brought_along_after_a_crash() {
        var now = yard.pushedByOthers(temp, "other.py", "o = 1\n");
        new Targets(yard.repository).look("main", remote);
        yard.conflicts().update(login, now, Yard.stamp("r1", "landing.2/conflicts@1"));
        tested = there.head();
        Failpoints.arm("throw@git.advance-ref");
        assertThatThrownBy(this::land).isInstanceOf(SimulatedCrash.class);
        Failpoints.disarm();
        assertThat(land()).isInstanceOf(LandingOutcome.Landed.class);
        isLandedOnce();
        assertThat(yard.ada.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void commits_the_person_has_not_pushed_stop_it() {
        var mine = yard.ada.write("mine.py", "m = 1\n").commitAll("not pushed yet");
        assertThat(land()).isEqualTo(new LandingOutcome.Unpublished(List.of(mine)));
        assertThat(yard.remote.git("log", "--format=%s", "main")).doesNotContain("not pushed");
    }

    @Test
    void a_push_that_the_remote_rejects_is_a_failure_with_its_words() throws IOException {
        var hook = yard.remote.file("hooks/pre-receive");
        Files.writeString(hook, "#!/bin/sh\necho 'main is frozen until Monday' >&2\nexit 1\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        var before = yard.ada.head();
        assertThat(land())
                .isInstanceOfSatisfying(
                        LandingOutcome.PushRejected.class,
                        r -> assertThat(r.words()).contains("main is frozen until Monday"));
        assertThat(yard.ada.head()).isEqualTo(before);
    }

    @Test
    void a_remote_that_cannot_be_reached_is_told_from_one_that_refuses() {
        yard.ada.git("remote", "set-url", "origin", temp.resolve("nowhere").toString());
        assertThat(land()).isInstanceOf(LandingOutcome.RemoteUnreachable.class);
    }

    @Test
    void what_was_not_tested_does_not_land() {
        var candidate = candidate();
        there.write("app/login.py", "x = 2\n").commitAll("sneaked in");
        var landing = new Landing(yard.repository);
        assertThat(landing.land(candidate, manner(false, true)))
                .isEqualTo(new LandingOutcome.Untested(there.head()));
        tested = there.head();
        var otherTree = new Candidate("feature/login", "main", tested, candidate.tree());
        assertThat(landing.land(otherTree, manner(false, true)))
                .isInstanceOf(LandingOutcome.Untested.class);
    }

    @Test
    void without_the_turn_nothing_happens() {
        var before = yard.ada.head();
        assertThat(new Landing(yard.repository).land(candidate(), manner(false, false)))
                .isEqualTo(new LandingOutcome.TurnLost());
        assertThat(yard.remote.git("rev-parse", "main")).isEqualTo(before);
    }

    @Test
    void a_branch_without_anything_new_has_nothing_to_land() {
        there.git("reset", "-q", "--hard", "main");
        tested = there.head();
        assertThat(land()).isEqualTo(new LandingOutcome.NothingToLand());
    }
}
