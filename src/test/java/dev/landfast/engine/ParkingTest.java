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
