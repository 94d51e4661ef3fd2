package dev.landfast.engine;

import static dev.landfast.engine.Plan.agent;
import static dev.landfast.engine.Plan.gate;
import static dev.landfast.engine.Plan.task;
import static dev.landfast.engine.Play.ANA;
import static dev.landfast.engine.Play.blocked;
import static dev.landfast.engine.Play.fail;
import static dev.landfast.engine.Play.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Going on with a run that stopped: at the step that failed, or from another.
class RetryTest {

    @Test
    void from_a_step_before_it_keeps_what_came_earlier() {
        var play = new Play(Plan.feature()).script("push", blocked("network")).settle();
        retry(play, "commit", 0);

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts())
                .containsSubsequence("push@1", "commit@2", "quality.2/unit@1", "push@2")
                .doesNotContain("implement@2");
    }

    @Test
    void from_a_step_inside_a_loop_begins_a_new_round() {
        var play = new Play(Plan.feature()).script("push", blocked("network")).settle();
        retry(play, "review", 0);

        assertThat(play.attempts()).contains("quality.2/unit@1", "quality.2/review@1", "push@2");
    }

    @Test
    void from_a_step_of_a_group_that_is_undone_as_a_whole_does_the_whole_group_again() {
        var group =
                Plan.group(
                        "staging",
                        List.of(agent("deploy"), gate("verify")),
                        List.of(agent("roll-back")));
        var play = new Play(Plan.of(group, agent("after")));
        play.script("verify", fail("A")).settle();
        assertThat(play.attempts()).last().isEqualTo("staging/undo/roll-back@1");
        retry(play, "verify", 0);

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts()).contains("staging/deploy@2", "staging/verify@2", "after@1");
    }

    @Test
    void is_not_suggested_again_because_the_undoing_went_wrong_another_way() {
        var group = Plan.group("staging", List.of(gate("verify")), List.of(agent("roll-back")));
        var play = new Play(Plan.of(group));
        play.script("verify", fail("A"), fail("A")).script("roll-back", fail("B"), fail("C"));
        play.settle();
        assertThat(Suggestions.of(play.state()).getFirst().verb()).isEqualTo("retry");
        retry(play, "verify", 0);

        assertThat(play.end().end()).isEqualTo(End.FAILED);
        assertThat(Suggestions.of(play.state()).getFirst().verb()).isEqualTo("shell");
    }

    @Test
    void grants_as_many_rounds_as_were_given_and_resets_no_counter() {
        var loop = Plan.loop("quality", 2, List.of(gate("unit")), List.of(agent("mend")));
        var play = new Play(Plan.of(loop));
        play.script("unit", fail("A"), fail("B"), fail("C"), fail("D"), fail("E"), fail("F"));
        play.settle();
        retry(play, "unit", 2);

        assertThat(play.end().end()).isEqualTo(End.ESCALATED);
        assertThat(play.end().reason()).contains("round 5 of 5");
        assertThat(play.input("quality.5/unit@1").visit()).isEqualTo(5);
    }

    @Test
    void runs_a_step_that_its_condition_would_skip_when_it_is_the_one_that_is_named() {
        var never = Plan.when(agent("extra"), Plan.lookup("steps.a.never"));
        var play = new Play(Plan.of(agent("a"), never, task("push", "push")));
        play.script("push", blocked("network")).settle();
        assertThat(play.attempts()).doesNotContain("extra@1");
        retry(play, "extra", 0);

        assertThat(play.attempts()).containsSubsequence("extra@1", "push@2");
    }

    @Test
    void means_nothing_while_a_run_goes_on_and_after_it_is_done() {
        var play = new Play(Plan.of(agent("a"), agent("b"))).script("b", pending()).settle();
        retry(play, "a", 0);
        assertThat(play.attempts()).containsExactly("a@1", "b@1");

        var done = new Play(Plan.of(agent("a"))).settle();
        retry(done, "a", 0);
        assertThat(done.attempts()).containsExactly("a@1");
        assertThat(done.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void does_again_what_runs_whatever_the_outcome() {
        var plan =
                Plan.of(
                        List.of(task("push", "push")),
                        List.of(agent("archive")),
                        Plan.limits(null, null, null));
        var play = new Play(plan).script("push", blocked("network")).settle();
        retry(play, "push", 0);

        assertThat(play.attempts())
                .containsExactly("push@1", "always/archive@1", "push@2", "always/archive@2");
    }

    private static void retry(Play play, String from, int more) {
        play.record(new Event.RetryRequested(Optional.of(from), more), ANA);
        play.settle();
    }
}
