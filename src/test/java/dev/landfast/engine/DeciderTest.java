package dev.landfast.engine;

import static dev.landfast.engine.Plan.agent;
import static dev.landfast.engine.Plan.gate;
import static dev.landfast.engine.Plan.loop;
import static dev.landfast.engine.Plan.task;
import static dev.landfast.engine.Play.blocked;
import static dev.landfast.engine.Play.fail;
import static dev.landfast.engine.Play.lost;
import static dev.landfast.engine.Play.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import dev.landfast.journal.Finding;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeciderTest {

    @Test
    void runs_the_steps_one_after_the_other_to_the_end() {
        var play = new Play(Plan.feature()).settle();

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts())
                .containsExactly(
                        "worktree@1",
                        "implement@1",
                        "commit@1",
                        "quality.1/unit@1",
                        "quality.1/review@1",
                        "integration@1",
                        "push@1",
                        "landing.1/update@1",
                        "landing.1/final@1",
                        "landing.1/land@1",
                        "cleanup@1");
    }

    @Test
    void a_failing_step_hands_all_its_findings_and_only_those_to_the_repair() {
        var play = new Play(Plan.feature()).script("unit", fail("E1", "E2")).settle();

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.input("quality.1/repair@1").findings())
                .extracting(Finding::rule)
                .containsExactly("E1", "E2");
        assertThat(play.attempts())
                .containsSubsequence(
                        "quality.1/unit@1",
                        "quality.1/repair@1",
                        "quality.1/commit-repair@1",
                        "quality.2/unit@1",
                        "quality.2/review@1",
                        "integration@1")
                .doesNotContain("quality.1/review@1");
    }

    @Test
    void escalates_when_the_limit_is_reached() {
        var play =
                new Play(Plan.feature())
                        .script("unit", fail("A"), fail("B"), fail("C"), fail("D"), fail("E"))
                        .settle();

        assertThat(play.end().end()).isEqualTo(End.ESCALATED);
        assertThat(play.end().reason()).contains("limit: round 4 of 4");
        assertThat(play.end().at()).containsExactly("quality");
        assertThat(play.attempts()).filteredOn(a -> a.contains("/repair@")).hasSize(3);
    }

    @Test
    void an_exhausted_loop_has_one_more_round_after_a_retry_and_what_was_granted() {
        var play =
                new Play(loopOfOne(2))
                        .script("unit", fail("A"), fail("B"), fail("C"), fail("D"), fail("E"))
                        .settle();
        play.record(new Event.RetryRequested(Optional.empty(), 0), Play.ANA);
        play.settle();
        assertThat(play.attempts()).last().isEqualTo("quality.3/unit@1");
        play.record(new Event.RetryRequested(Optional.empty(), 1), Play.ANA);
        play.settle();

        assertThat(play.end().reason()).contains("round 5 of 5");
        assertThat(play.attempts()).last().isEqualTo("quality.5/unit@1");
    }

    @Test
    void the_same_failure_on_the_same_tree_ends_a_loop_early() {
        var play =
                new Play(loopOfOne(9))
                        .script("unit", onTree("t1", fail("A")), onTree("t1", fail("A")))
                        .settle();

        assertThat(play.end().end()).isEqualTo(End.ESCALATED);
        assertThat(play.end().reason()).contains("no progress");
    }

    @Test
    void a_tree_that_comes_back_with_its_failure_ends_a_loop_early() {
        var play =
                new Play(loopOfOne(9))
                        .script(
                                "unit",
                                onTree("t1", fail("A")),
                                onTree("t2", fail("B")),
                                onTree("t1", fail("A")))
                        .settle();

        assertThat(play.end().reason()).contains("no progress");
        assertThat(play.attempts()).contains("quality.3/unit@1");
    }

    @Test
    void an_environment_failure_is_recovered_and_the_same_step_runs_again_in_the_same_round() {
        var play = new Play(Plan.feature()).script("unit", blocked("service")).settle();

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts())
                .containsSubsequence(
                        "quality.1/unit@1",
                        "quality.1/unit/recover.1/debug-unit@1",
                        "quality.1/unit@2",
                        "quality.1/review@1");
    }

    @Test
    void an_environment_failure_without_remedy_blocks_and_a_retry_runs_the_same_step_again() {
        var play = new Play(loopOfOne(2)).script("unit", blocked("service")).settle();
        assertThat(play.end().end()).isEqualTo(End.BLOCKED);
        assertThat(play.end().at()).containsExactly("quality.1/unit");

        play.record(new Event.RetryRequested(Optional.empty(), 0), Play.ANA);
        play.settle();

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts()).containsExactly("quality.1/unit@1", "quality.1/unit@2");
    }

    @Test
    void a_class_in_the_retry_policy_is_tried_again_after_a_delay() {
        var step = Plan.retrying(gate("unit"), "network", 3);
        var play = new Play(Plan.of(step)).script("unit", blocked("network"), blocked("network"));
        play.settle();

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.issued)
                .filteredOn(Command.SetTimer.class::isInstance)
                .hasSize(2)
                .allSatisfy(c ->
                        assertThat(((Command.SetTimer) c).delay().toMillis())
                                .isBetween(750L, 2500L));
    }

    @Test
    void a_full_disk_is_waited_for_whatever_the_step_says_and_not_for_ever() {
        var full = new StepResult[14];
        Arrays.fill(full, blocked("disk-full"));
        var play = new Play(loopOfOne(2)).script("unit", full).settle();

        assertThat(play.end().end()).isEqualTo(End.BLOCKED);
        assertThat(play.issued)
                .filteredOn(Command.SetTimer.class::isInstance)
                .extracting(c -> ((Command.SetTimer) c).delay())
                .hasSize(13)
                .satisfies(waits -> {
                    assertThat(waits.getFirst()).isLessThan(Duration.ofSeconds(2));
                    assertThat(waits.getLast()).isEqualTo(Duration.ofMinutes(1));
                });
        assertThat(play.attempts()).allMatch(key -> key.startsWith("quality.1/unit@")).hasSize(14);
    }

    @Test
    void a_lost_attempt_is_run_again_three_times_and_then_waits_for_a_person() {
        var play = new Play(Plan.of(agent("work"))).script("work", lost(), lost(), lost(), lost());
        play.settle();

        assertThat(play.end().end()).isEqualTo(End.BLOCKED);
        assertThat(play.attempts()).containsExactly("work@1", "work@2", "work@3", "work@4");
    }

    @Test
    void a_repair_through_a_loop_goes_through_it_again_and_then_tries_the_step_again() {
        var play = new Play(Plan.feature()).script("integration", fail("I1")).settle();

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.input("integration/repair.1/repair@1").findings())
                .extracting(Finding::rule)
                .containsExactly("I1");
        assertThat(play.attempts())
                .containsSubsequence(
                        "integration@1",
                        "integration/repair.1/repair@1",
                        "integration/repair.1/commit-repair@1",
                        "integration/through.1/quality.1/unit@1",
                        "integration/through.1/quality.1/review@1",
                        "integration@2",
                        "push@1");
    }

    @Test
    void inside_a_loop_a_repair_through_another_starts_the_next_round() {
        var play = new Play(Plan.feature()).script("final", fail("F1"), fail("F2")).settle();

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts())
                .containsSubsequence(
                        "landing.1/final@1",
                        "landing.1/final/repair.1/repair@1",
                        "landing.1/final/through.1/quality.1/unit@1",
                        "landing.2/update@1",
                        "landing.2/final@1",
                        "landing.2/final/repair.2/repair@1",
                        "landing.3/update@1",
                        "landing.3/land@1");
    }

    @Test
    void a_loop_goes_round_again_without_a_repair_while_its_condition_holds() {
        var moved = StepResult.pass(Map.of("moved", true));
        var play = new Play(Plan.feature()).script("land", moved).settle();

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts()).contains("landing.2/land@1").doesNotContain("landing.3/land@1");
    }

    @Test
    void late_duplicate_and_foreign_results_change_nothing() {
        var play = new Play(Plan.of(agent("a"), agent("b"))).script("b", pending()).settle();
        var before = play.state().nodes();
        var key = new dev.landfast.journal.StepKey("a", 1);
        for (var odd : List.of(key, new dev.landfast.journal.StepKey("b", 2))) {
            play.record(new Event.StepFinished(odd, fail("X"), java.time.Duration.ZERO));
            play.record(new Event.StepScheduled(key, "agent"));
        }

        assertThat(play.state().nodes()).isEqualTo(before);
        assertThat(play.decide().commands()).isEmpty();
    }

    @Test
    void cancelling_stops_what_runs_undoes_groups_and_runs_what_always_runs() {
        var group =
                Plan.group(
                        "staging",
                        List.of(agent("deploy"), agent("verify")),
                        List.of(agent("undo-1"), agent("undo-2")));
        var plan =
                Plan.of(List.of(group), List.of(agent("archive")), Plan.limits(null, null, null));
        var play = new Play(plan).script("verify", pending()).settle();
        play.record(new Event.CancelRequested("enough"), Play.ANA);
        play.settle();

        assertThat(play.end().end()).isEqualTo(End.CANCELLED);
        assertThat(play.attempts())
                .containsExactly(
                        "staging/deploy@1",
                        "staging/verify@1",
                        "staging/undo/undo-2@1",
                        "staging/undo/undo-1@1",
                        "always/archive@1");
        play.record(new Event.RetryRequested(Optional.empty(), 0), Play.ANA);
        play.settle();
        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts())
                .containsSubsequence("staging/deploy@2", "staging/verify@2", "always/archive@2");
    }

    @Test
    void whoever_cancels_while_a_group_is_undone_is_not_asked_any_more() {
        var group = Plan.group("staging", List.of(agent("deploy")), List.of(agent("roll-back")));
        var ask =
                new dev.landfast.journal.Ask(
                        dev.landfast.journal.Ask.Kind.ANSWER,
                        "which?",
                        List.of(),
                        Optional.empty());
        var waits = StepResult.of(new StepResult.Outcome.Waiting(ask));
        var play = new Play(Plan.of(group)).script("deploy", fail("A")).script("roll-back", waits);
        play.settle();
        assertThat(play.decide().standing()).isEqualTo(Decider.Standing.WAITING);
        play.record(new Event.CancelRequested("enough"), Play.ANA);
        play.settle();

        assertThat(play.end().end()).isEqualTo(End.CANCELLED);
    }

    @Test
    void a_paused_run_records_results_and_starts_nothing() {
        var play = new Play(Plan.of(agent("a"), agent("b"))).script("a", pending()).settle();
        play.record(new Event.Paused(), Play.ANA);
        play.record(
                new Event.StepFinished(
                        new dev.landfast.journal.StepKey("a", 1),
                        StepResult.pass(Map.of()),
                        java.time.Duration.ZERO));
        assertThat(play.decide().commands()).isEmpty();
        assertThat(play.decide().standing()).isEqualTo(Decider.Standing.PAUSED);
        play.record(new Event.Resumed(), Play.ANA);
        play.settle();
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void an_attempt_that_waits_goes_on_with_the_answer() {
        var ask =
                new dev.landfast.journal.Ask(
                        dev.landfast.journal.Ask.Kind.ANSWER,
                        "which?",
                        List.of(),
                        Optional.empty());
        var play =
                new Play(Plan.of(agent("a")))
                        .script("a", StepResult.of(new Outcome.Waiting(ask)))
                        .settle();
        assertThat(play.decide().standing()).isEqualTo(Decider.Standing.WAITING);
        play.answer(true, "this");

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts()).containsExactly("a@1");
        assertThat(play.input("a@1").answer().orElseThrow().text()).isEqualTo("this");
    }

    @Test
    void a_retry_from_a_step_forgets_it_and_everything_after_it() {
        var play = new Play(Plan.feature()).script("push", blocked("network")).settle();
        play.record(new Event.RetryRequested(Optional.of("unit"), 0), Play.ANA);
        play.settle();

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts())
                .containsSubsequence(
                        "push@1",
                        "quality.2/unit@1",
                        "quality.2/review@1",
                        "integration@2",
                        "push@2")
                .doesNotContain("commit@2");
    }

    private static dev.landfast.definition.Workflow loopOfOne(int rounds) {
        return Plan.of(
                loop("quality", rounds, List.of(gate("unit")), List.of(task("run", "repair"))));
    }

    private static StepResult onTree(String tree, StepResult result) {
        return new StepResult(
                result.outcome(),
                Map.of("tree", tree),
                result.findings(),
                List.of(),
                Optional.empty());
    }
}
