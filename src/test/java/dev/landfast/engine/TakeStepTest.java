package dev.landfast.engine;

import static dev.landfast.engine.Plan.agent;
import static dev.landfast.engine.Play.ANA;
import static dev.landfast.engine.Play.blocked;
import static dev.landfast.engine.Play.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A person takes a step from the agent that is at it.
class TakeStepTest {

    private static final StepKey FIRST = new StepKey("implement", 1);
    private static final StepKey SECOND = new StepKey("implement", 2);

    private final Play play = new Play(Plan.of(agent("implement"), agent("write-tests")));

    private static StepResult waits() {
        return StepResult.of(
                new Outcome.Waiting(new Ask(Ask.Kind.DONE, "do it", List.of(), Optional.empty())));
    }

    private void taken(StepResult... after) {
        play.script("implement", pending()).script("implement", after).settle();
        play.record(new Event.StepTaken(FIRST), ANA);
        play.settle();
    }

    private void give(StepKey key) {
        play.record(
                new Event.Answered(
                        key, false, "go on", Optional.empty(), Map.of(Event.Answered.BACK, true)),
                ANA);
        play.settle();
    }

    @Test
    void the_attempt_is_stopped_and_the_next_one_is_theirs() {
        taken(waits());

        assertThat(play.issued).contains(new Command.StopStep(FIRST));
        assertThat(play.input("implement@1").taken()).isEmpty();
        assertThat(play.input("implement@2").taken()).contains("ana");
        assertThat(play.state().isTaken(SECOND)).isTrue();
        assertThat(play.state().waiting()).hasSize(1);

        play.answer(true, "did it");
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void handed_back_it_goes_on_and_may_be_taken_again() {
        taken(waits(), pending());
        give(SECOND);

        assertThat(play.input("implement@2").answer().orElseThrow().handsBack()).isTrue();
        assertThat(play.state().working("agent")).containsExactly(SECOND);

        play.script("implement", waits());
        play.record(new Event.StepTaken(SECOND), ANA);
        play.settle();
        assertThat(play.input("implement@3").taken()).contains("ana");
        play.answer(true, "");
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void after_an_environment_failure_it_is_the_agents_that_it_was_handed_back_to() {
        taken(waits(), blocked("network"));
        give(SECOND);
        play.record(new Event.RetryRequested(Optional.empty(), 0), ANA);
        play.settle();

        assertThat(play.input("implement@3").taken()).isEmpty();
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void what_has_ended_or_is_asked_by_an_agent_cannot_be_taken() {
        play.script("implement", pending()).settle();
        play.record(new Event.StepTaken(FIRST), new Actor.Agent("developer", "x"));
        play.record(new Event.StepTaken(SECOND), ANA);
        play.record(new Event.StepTaken(new StepKey("write-tests", 1)), ANA);
        play.settle();

        assertThat(play.issued).doesNotContain(new Command.StopStep(FIRST));
        assertThat(play.state().working("agent")).containsExactly(FIRST);
    }

    @Test
    void however_the_stopped_attempt_ends_the_next_is_theirs() {
        for (var end : List.of(blocked("service"), Play.limited(60), Play.lost())) {
            var each = new Play(Plan.of(agent("implement")));
            each.script("implement", pending(), waits()).settle();
            each.record(new Event.StepTaken(FIRST), ANA);
            each.record(new Event.StepStopping(FIRST));
            each.record(new Event.StepFinished(FIRST, end, Duration.ofMillis(1)));
            each.settle();
            assertThat(each.input("implement@2").taken()).contains("ana");
        }
    }

    @Test
    void an_attempt_that_ended_well_before_it_was_stopped_leaves_nothing_to_take() {
        play.script("implement", pending()).script("write-tests", Play.fail("A")).settle();
        play.record(new Event.StepTaken(FIRST), ANA);
        play.record(new Event.StepFinished(FIRST, StepResult.pass(Map.of()), Duration.ofMillis(1)));
        play.settle();
        play.record(new Event.RetryRequested(Optional.of("implement"), 0), ANA);
        play.settle();

        assertThat(play.input("implement@2").taken()).isEmpty();
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void a_person_costs_nothing_of_a_budget_that_is_used_up() {
        var poor = Play.within(Plan.of(agent("implement")), Map.of("run", 1.0));
        poor.script("implement", pending(), waits()).settle();
        poor.record(new Event.StepTaken(FIRST), ANA);
        poor.settle();

        assertThat(poor.input("implement@2").reserved()).isEmpty();
        assertThat(poor.state().waiting()).hasSize(1);
        poor.answer(true, "did it");
        assertThat(poor.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void a_paused_run_hands_it_over_once_it_goes_on() {
        play.script("implement", pending(), waits()).settle();
        play.record(new Event.Paused(), ANA);
        play.record(new Event.StepTaken(FIRST), ANA);
        play.settle();
        assertThat(play.issued).contains(new Command.StopStep(FIRST));
        assertThat(play.attempts()).doesNotContain("implement@2");

        play.record(new Event.Resumed(), ANA);
        play.settle();
        assertThat(play.input("implement@2").taken()).contains("ana");
    }
}
