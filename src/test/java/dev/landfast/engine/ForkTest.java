package dev.landfast.engine;

import static dev.landfast.engine.Plan.agent;
import static dev.landfast.engine.Plan.task;
import static dev.landfast.engine.Play.blocked;
import static dev.landfast.engine.Play.fail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A new run seeded with what another had reached, and runs that are entered in the middle.
class ForkTest {

    @Test
    void a_fork_begins_at_its_step_with_the_results_before_it_and_a_worktree_of_its_own() {
        var first = new Play(Plan.feature()).script("push", blocked("network")).settle();
        var fork = Forks.of(Plan.feature(), first.state(), "r1", "integration");
        var second = new Play(Plan.feature(), fork).settle();

        assertThat(second.end().end()).isEqualTo(End.DONE);
        assertThat(second.attempts())
                .containsExactly(
                        "worktree@1",
                        "integration@1",
                        "push@1",
                        "landing.1/update@1",
                        "landing.1/final@1",
                        "landing.1/land@1",
                        "cleanup@1");
        assertThat(fork.commit()).contains("c1");
        assertThat(second.input("integration@1").scope().get("steps").toString())
                .contains("review={outcome=pass}");
    }

    @Test
    void a_fork_starts_from_the_candidate_that_was_there_not_from_the_newest() {
        var first =
                new Play(Plan.feature())
                        .script("unit", fail("A"), fail("B"))
                        .script("push", blocked("network"))
                        .settle();

        assertThat(fork(first, "unit").commit()).contains("c1");
        assertThat(fork(first, "integration").commit()).contains("c3");
        assertThat(fork(first, "commit").commit()).isEmpty();
    }

    @Test
    void what_was_not_committed_yet_is_known_to_be_there() {
        var first = new Play(Plan.feature()).script("push", blocked("network")).settle();

        assertThat(unsaved(first, "commit")).isTrue();
        assertThat(unsaved(first, "unit")).isFalse();
        assertThat(unsaved(first, "implement")).isFalse();
        assertThat(Forks.attempts(Plan.feature(), first.state(), "implement"))
                .containsExactly(new StepKey("implement", 1));
        assertThat(Forks.committed(Plan.feature(), first.state(), "commit")).contains("c1");
    }

    @Test
    void an_agent_that_changed_nothing_left_nothing_behind() {
        var first =
                new Play(Plan.of(agent("look"), task("push", "push")))
                        .script("look", StepResult.pass(Map.of("changed", 0L)))
                        .script("push", blocked("network"))
                        .settle();
        var plan = Plan.of(agent("look"), task("push", "push"));

        assertThat(
                        Forks.hasUnsaved(
                                plan, first.state(), Forks.of(plan, first.state(), "r1", "push")))
                .isFalse();
    }

    @Test
    void a_fork_of_a_fork_knows_what_the_first_had_reached() {
        var first = new Play(Plan.feature()).script("push", blocked("network")).settle();
        var second =
                new Play(Plan.feature(), fork(first, "integration"))
                        .script("land", blocked("network"))
                        .settle();
        var third = fork(second, "push");

        assertThat(third.seed()).containsKeys("unit", "review", "integration", "commit");
        assertThat(new Play(Plan.feature(), third).settle().attempts())
                .startsWith("worktree@1", "push@1");
    }

    @Test
    void a_fork_into_a_loop_begins_with_its_first_round() {
        var first =
                new Play(Plan.feature())
                        .script("unit", fail("A"))
                        .script("push", blocked("network"))
                        .settle();
        var second = new Play(Plan.feature(), fork(first, "review")).settle();

        assertThat(second.attempts())
                .startsWith("worktree@1", "quality.1/review@1", "integration@1");
    }

    @Test
    void a_run_entered_at_a_step_leaves_out_what_comes_before() {
        var play = new Play(Plan.feature(), Event.Origin.Fork.at("push")).settle();

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts()).startsWith("push@1");
    }

    @Test
    void a_child_entered_at_a_step_repairs_through_a_loop_that_it_has_left_out() {
        var child = new Event.Origin.Child("r1", new StepKey("land", 1), Optional.of("push"));
        var play = new Play(Plan.feature(), child).script("final", fail("F")).settle();

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts())
                .startsWith("push@1")
                .contains("landing.1/final/through.1/quality.1/unit@1", "landing.2/land@1");
    }

    private static Event.Origin.Fork fork(Play play, String from) {
        return Forks.of(Plan.feature(), play.state(), "r1", from);
    }

    private static boolean unsaved(Play play, String from) {
        return Forks.hasUnsaved(Plan.feature(), play.state(), fork(play, from));
    }
}
