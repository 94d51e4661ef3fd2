package dev.landfast.engine;

import static dev.landfast.engine.Plan.agent;
import static dev.landfast.engine.Plan.gate;
import static dev.landfast.engine.Play.ANA;
import static dev.landfast.engine.Play.fail;
import static dev.landfast.engine.Play.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import dev.landfast.journal.Finding;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a person remarks on a change is mended like what a gate has found.
class CommentsTest {

    private final Play play =
            new Play(
                    Plan.of(
                            agent("implement"),
                            Plan.loop(
                                    "quality", 3, List.of(gate("unit")), List.of(agent("repair"))),
                            agent("after")));

    private void comment(String text) {
        play.record(new Event.Commented(new Finding.Place("a.py", 7), text), ANA);
    }

    private List<String> told(String key) {
        return play.input(key).findings().stream().map(Finding::message).toList();
    }

    /// What was left open by a script ends well.
    private void ends(String path) {
        play.record(
                new Event.StepFinished(
                        new StepKey(path, 1), StepResult.pass(Map.of()), Duration.ofMillis(1)));
        play.settle();
    }

    @Test
    void a_round_that_is_green_is_repaired_for_it_and_measured_again() {
        play.script("implement", pending()).settle();
        comment("rename it");
        ends("implement");

        assertThat(told("quality.1/repair@1")).containsExactly("rename it");
        assertThat(play.attempts())
                .containsSubsequence("quality.1/unit@1", "quality.1/repair@1", "quality.2/unit@1");
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void it_goes_along_with_what_a_gate_found() {
        play.script("unit", pending(), fail("A")).settle();
        comment("rename it");
        play.record(
                new Event.StepFinished(
                        new StepKey("quality.1/unit", 1), fail("B"), Duration.ofMillis(1)));
        play.settle();

        assertThat(told("quality.1/repair@1")).containsExactly("B", "rename it");
        assertThat(told("quality.2/repair@1")).containsExactly("A");
    }

    @Test
    void said_during_a_repair_it_is_for_the_next() {
        play.script("unit", fail("A")).script("repair", pending()).settle();
        comment("rename it");
        ends("quality.1/repair");

        assertThat(told("quality.1/repair@1")).containsExactly("A");
        assertThat(told("quality.2/repair@1")).containsExactly("rename it");
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void several_are_told_together_and_each_once() {
        play.script("implement", pending()).settle();
        comment("one");
        comment("two");
        ends("implement");

        assertThat(told("quality.1/repair@1")).containsExactly("one", "two");
        assertThat(play.attempts()).doesNotContain("quality.2/repair@1");
    }

    @Test
    void in_the_last_round_it_stops_the_run_like_any_finding() {
        play.script("unit", fail("A"), fail("B"), pending()).settle();
        comment("rename it");
        ends("quality.3/unit");

        assertThat(play.end().end()).isEqualTo(End.ESCALATED);
        assertThat(play.end().reason()).contains("round 3 of 3", "ana: rename it");
        assertThat(play.end().findings()).extracting(Finding::message).contains("rename it");

        play.record(new Event.RetryRequested(Optional.empty(), 0), ANA);
        play.settle();
        assertThat(play.end().reason()).contains("ana: rename it");
        play.record(new Event.RetryRequested(Optional.empty(), 1), ANA);
        play.settle();
        assertThat(told("quality.5/repair@1")).containsExactly("rename it");
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void said_to_a_run_that_has_stopped_it_is_told_once_that_goes_on() {
        play.script("unit", fail("A"), fail("B"), fail("C")).settle();
        assertThat(play.end().end()).isEqualTo(End.ESCALATED);
        comment("rename it");
        play.record(new Event.RetryRequested(Optional.empty(), 1), ANA);
        play.settle();

        assertThat(told("quality.4/repair@1")).containsExactly("rename it");
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void a_loop_is_not_deaf_because_something_goes_on_beside_it() {
        var loop = Plan.loop("quality", 3, List.of(gate("unit")), List.of(agent("repair")));
        var beside =
                new Play(
                        Plan.of(
                                Plan.parallel(
                                        "both", Plan.branch(loop), Plan.branch(agent("other")))));
        beside.script("unit", pending()).script("other", pending()).settle();
        beside.record(new Event.Commented(new Finding.Place("a.py", 7), "rename it"), ANA);
        beside.record(
                new Event.StepFinished(
                        new StepKey("both/quality.1/unit", 1),
                        StepResult.pass(Map.of()),
                        Duration.ofMillis(1)));
        beside.settle();

        assertThat(beside.attempts()).contains("both/quality.1/repair@1");
    }

    @Test
    void what_comes_after_the_loop_changes_nothing_and_is_not_said_to_be_heeded() {
        play.script("after", pending()).settle();
        comment("too late");
        ends("after");

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts()).doesNotContain("quality.1/repair@1");
        assertThat(play.journal).noneMatch(entry -> entry.event() instanceof Event.Noted);
    }

    @Test
    void an_agent_may_not_comment_and_nobody_else_may_say_it_was_heeded() {
        play.script("implement", pending()).settle();
        play.record(
                new Event.Commented(new Finding.Place("a.py", 7), "no"),
                new Actor.Agent("reviewer", "x"));
        comment("rename it");
        play.record(new Event.Noted("comment " + play.journal.size(), "quality.9"), ANA);
        ends("implement");

        assertThat(told("quality.1/repair@1")).containsExactly("rename it");
    }
}
