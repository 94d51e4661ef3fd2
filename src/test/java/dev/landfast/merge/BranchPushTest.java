package dev.landfast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.failpoint.SimulatedCrash;
import dev.landfast.git.Person;
import dev.landfast.merge.BranchPush.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BranchPushTest {

    @TempDir Path temp;
    private Yard yard;
    private Person there;

    @BeforeEach
    void prepare() {
        yard = new Yard(temp);
        there = yard.in(yard.create("login", "r1"));
        there.write("a", "a").commitAll("work");
    }

    @AfterEach
    void close() {
        Failpoints.disarm();
        yard.close();
    }

    private Outcome push() {
        var start = yard.ada.git("rev-parse", "main");
        return new BranchPush(yard.repository)
                .push(new BranchPush.Wanted("feature/login", "origin", start, true));
    }

    private void isThere() {
        assertThat(push()).isEqualTo(new Outcome.Done("origin", there.head()));
        assertThat(yard.remote.git("rev-parse", "feature/login")).isEqualTo(there.head());
        assertThat(there.git("rev-parse", "--abbrev-ref", "@{upstream}"))
                .isEqualTo("origin/feature/login");
        assertThat(there.git("status", "-sb")).isEqualTo("## feature/login...origin/feature/login");
    }

    @Test
    void the_remote_has_the_same_commit_and_the_upstream_is_set() {
        isThere();
        there.write("b", "b").commitAll("more");
        isThere();
    }

    @Test
    void a_push_that_was_interrupted_is_finished() {
        Failpoints.arm("throw@merge.branch-pushed");
        assertThatThrownBy(this::push).isInstanceOf(SimulatedCrash.class);
        Failpoints.disarm();
        isThere();
    }

    @Test
    void commits_of_others_on_the_branch_are_not_overwritten() {
        isThere();
        var clone = temp.resolve("other");
        yard.ada.git(
                "clone",
                "-q",
                "-b",
                "feature/login",
                yard.remote.folder().toString(),
                clone.toString());
        var other = yard.ada.in(clone);
        var theirs = other.write("c", "c").commitAll("others");
        other.git("push", "-q");
        there.write("b", "b").commitAll("more");
        assertThat(push()).isEqualTo(new Outcome.Diverged(theirs));
        assertThat(yard.remote.git("rev-parse", "feature/login")).isEqualTo(theirs);
    }

    @Test
    void a_branch_that_was_there_before_is_somebody_elses() {
        yard.ada.git("push", "-q", "origin", "main:feature/login");
        var theirs = yard.remote.git("rev-parse", "feature/login");
        assertThat(push()).isEqualTo(new Outcome.Diverged(theirs));
        assertThat(yard.remote.git("rev-parse", "feature/login")).isEqualTo(theirs);
    }

    @Test
    void a_remote_that_is_away_is_told() {
        yard.ada.git("remote", "set-url", "origin", temp.resolve("nowhere").toString());
        assertThat(push()).isInstanceOf(Outcome.Unreachable.class);
    }
}
