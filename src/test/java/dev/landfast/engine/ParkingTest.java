package dev.landfast.engine;

import static dev.landfast.engine.Plan.gate;
import static dev.landfast.engine.Plan.loop;
import static dev.landfast.engine.Plan.task;
import static dev.landfast.engine.Play.blocked;
import static dev.landfast.engine.Play.limited;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Workflow;
import dev.landfast.journal.Event.End;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Steps that are tried again at a moment which somebody outside has named.
class ParkingTest {

    private static final Workflow LOOP =
            Plan.of(loop("quality", 2, List.of(gate("unit")), List.of(task("run", "repair"))));

    @Test
    void a_limit_whose_end_is_named_is_waited_for_until_that_moment_whatever_the_step_says() {
        var play = new Play(LOOP).script("unit", limited(90)).settle();

        assertThat(play.issued)
                .filteredOn(Command.SetAlarm.class::isInstance)
                .singleElement()
                .isEqualTo(
                        new Command.SetAlarm(
                                new StepKey("quality.1/unit!backoff", 1),
                                Instant.EPOCH.plus(Duration.ofMinutes(90)),
                                "unit: too many"));
        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts()).containsExactly("quality.1/unit@1", "quality.1/unit@2");
    }

    @Test
    void an_end_that_has_passed_is_believed_once() {
        var play = new Play(LOOP).script("unit", limited(0), limited(0)).settle();

        assertThat(play.end().end()).isEqualTo(End.BLOCKED);
        assertThat(play.attempts()).containsExactly("quality.1/unit@1", "quality.1/unit@2");
    }

    @Test
    void a_limit_that_is_named_again_and_again_is_a_matter_for_a_person_in_the_end() {
        var limits = new StepResult[30];
        Arrays.fill(limits, limited(90));
        var step = Plan.retrying(gate("unit"), "rate-limit", 3);
        var play = new Play(Plan.of(step)).script("unit", limits).settle();

        assertThat(play.end().end()).isEqualTo(End.BLOCKED);
        assertThat(play.attempts()).hasSize(21);
    }

    @Test
    void what_waits_for_attempts_of_other_runs_waits_as_long_as_those_take() {
        var waits = new StepResult[60];
        Arrays.fill(waits, Play.limited("busy", 1_000));
        var play = new Play(Plan.of(gate("unit"))).script("unit", waits).settle();

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts()).hasSize(61);
    }

    @Test
    void an_attempt_that_is_put_off_is_none_of_those_that_a_run_may_make() {
        var plan =
                Plan.of(
                        List.of(Plan.agent("work"), Plan.agent("next")),
                        List.of(),
                        Plan.limits(null, 2, null));
        var play = new Play(plan).script("work", limited(90), limited(90)).settle();

        assertThat(play.attempts()).containsExactly("work@1", "work@2", "work@3", "next@1");
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void a_moment_that_had_passed_is_charged_to_its_own_kind_of_failure() {
        var step = Plan.retrying(gate("unit"), "network", 2);
        var play = new Play(Plan.of(step)).script("unit", limited(0), blocked("network")).settle();

        assertThat(play.attempts()).containsExactly("unit@1", "unit@2", "unit@3");
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void without_a_named_end_the_policy_for_rate_limits_holds() {
        var step = Plan.retrying(gate("unit"), "rate-limit", 2);
        var play = new Play(Plan.of(step)).script("unit", blocked("rate-limit")).settle();

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.issued).anyMatch(Command.SetTimer.class::isInstance);
    }

    @Test
    void a_login_that_is_missing_is_never_tried_again_by_itself() {
        var step = Plan.retrying(gate("unit"), "transient", 5);
        var play = new Play(Plan.of(step)).script("unit", blocked("authentication")).settle();

        assertThat(play.end().end()).isEqualTo(End.BLOCKED);
        assertThat(play.attempts()).containsExactly("unit@1");
    }
}
