package dev.landfast.engine;

import static dev.landfast.engine.Plan.agent;
import static dev.landfast.engine.Plan.task;
import static dev.landfast.engine.Plan.with;
import static dev.landfast.engine.Play.ANA;
import static dev.landfast.engine.Play.blocked;
import static dev.landfast.engine.Play.fail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Step;
import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Time that passes: waits that something has to hold for, and approvals that expire.
class WaitingTest {

    private static final StepKey SOAK = new StepKey("soak", 1);

    @Test
    void a_wait_asks_again_while_time_passes_and_once_more_when_it_is_up() {
        var play = new Play(plan());
        play.script("look", up(true), up(true), up(true), up(true)).settle();
        assertThat(play.attempts()).containsExactly("look@1");

        due(play, Timing.ask(SOAK, 1));
        assertThat(play.attempts()).last().isEqualTo("soak/while.1/ask.1/look@1");
        due(play, Timing.ask(SOAK, 2));
        due(play, SOAK);

        assertThat(play.attempts())
                .containsExactly(
                        "look@1",
                        "soak/while.1/ask.1/look@1",
                        "soak/while.1/ask.2/look@1",
                        "soak/while.1/last.1/look@1",
                        "after@1");
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void a_wait_ends_as_soon_as_what_it_asks_no_longer_passes() {
        var play = new Play(plan()).script("look", up(true), fail("down")).settle();
        due(play, Timing.ask(SOAK, 1));

        assertThat(play.end().end()).isEqualTo(End.FAILED);
        assertThat(play.end().reason()).contains("look: failed");
        assertThat(play.state().node("soak")).isInstanceOf(NodeState.Done.class);
        assertThat(play.attempts()).doesNotContain("after@1");
    }

    @Test
    void a_wait_ends_as_soon_as_its_condition_no_longer_holds() {
        var play = new Play(plan()).script("look", up(true), up(false)).settle();
        due(play, Timing.ask(SOAK, 1));

        assertThat(play.end().reason()).contains("no longer true: steps.look.up");
    }

    @Test
    void what_a_broken_wait_means_is_said_by_the_definition() {
        var play = new Play(plan("escalate")).script("look", up(true), up(false)).settle();
        due(play, Timing.ask(SOAK, 1));
        assertThat(play.end().end()).isEqualTo(End.ESCALATED);

        var late = new Play(plan("blocked")).script("look", up(true), up(false)).settle();
        due(late, SOAK);
        assertThat(late.end().end()).isEqualTo(End.BLOCKED);
    }

    @Test
    void a_wait_that_broke_begins_again_with_a_retry_and_asks_anew() {
        var play = new Play(plan());
        play.script("look", up(true), fail("down"), up(true), up(true)).settle();
        due(play, Timing.ask(SOAK, 1));
        play.record(new Event.RetryRequested(Optional.empty(), 0), ANA);
        play.settle();
        due(play, SOAK);
        assertThat(play.state().ended()).as("the first wait's timer means nothing now").isEmpty();

        var again = new StepKey("soak", 2);
        due(play, Timing.ask(again, 1));
        due(play, again);

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts()).contains("soak/while.2/ask.1/look@1");
    }

    @Test
    void what_cannot_be_asked_for_want_of_an_environment_breaks_nothing() {
        var play = new Play(plan());
        play.script("look", up(true), blocked("service"), up(true), up(true)).settle();
        due(play, Timing.ask(SOAK, 1));
        assertThat(play.end().end()).isEqualTo(End.BLOCKED);
        assertThat(play.end().at()).containsExactly("soak/while.1/ask.1/look");

        play.record(new Event.RetryRequested(Optional.empty(), 0), ANA);
        play.settle();
        due(play, SOAK);

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts()).contains("soak/while.1/ask.1/look@2");
    }

    // ---- approvals

    @Test
    void an_approval_in_time_is_asked_for_once() {
        var play = new Play(signed()).settle();
        play.answer(true, "yes");

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.issued).filteredOn(Command.Await.class::isInstance).hasSize(1);
    }

    @Test
    void nothing_begins_under_an_approval_that_has_expired() {
        var play = new Play(signed()).script("deploy", Play.pending()).settle();
        play.answer(true, "yes");
        assertThat(play.attempts()).containsExactly("build@1", "deploy@1");

        due(play, new StepKey("sign!expires", 1));
        assertThat(play.state().waiting()).as("what has begun goes on").isEmpty();
        finish(play, "deploy");

        assertThat(play.state().waiting())
                .singleElement()
                .satisfies(w -> assertThat(w.ask().question()).contains("has expired"));
        assertThat(play.attempts()).doesNotContain("land@1");
        assertThat(Suggestions.of(play.state()).getFirst().verb()).isEqualTo("approve");
        play.answer(true, "still yes");
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void an_approval_that_expires_after_the_last_step_began_is_not_asked_for_again() {
        var play = new Play(signed()).script("land", Play.pending()).settle();
        play.answer(true, "yes");
        due(play, new StepKey("sign!expires", 1));
        finish(play, "land");

        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    private static dev.landfast.definition.Workflow plan() {
        return plan("fail");
    }

    private static dev.landfast.definition.Workflow plan(String onBreak) {
        var soak = task("wait", "soak");
        for (var setting :
                Map.of(
                                "wait", "7d",
                                "asks", "look",
                                "every", "1h",
                                "while", "steps.look.up",
                                "on-break", onBreak)
                        .entrySet()) {
            soak = with(soak, setting.getKey(), setting.getValue());
        }
        return Plan.of(task("probe", "look"), soak, agent("after"));
    }

    private static dev.landfast.definition.Workflow signed() {
        Step.Task sign = with(task("approve", "sign"), "expires", "2h");
        return Plan.of(agent("build"), sign, agent("deploy"), agent("land"));
    }

    private static StepResult up(boolean up) {
        return StepResult.pass(Map.of("up", up));
    }

    private static void due(Play play, StepKey timer) {
        assertThat(play.state().facts().timers()).containsKey(timer);
        play.record(new Event.TimerFired(timer));
        play.settle();
    }

    private static void finish(Play play, String step) {
        play.record(
                new Event.StepFinished(
                        new StepKey(step, 1), StepResult.pass(Map.of()), java.time.Duration.ZERO));
        play.settle();
    }
}
