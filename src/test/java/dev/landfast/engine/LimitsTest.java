package dev.landfast.engine;

import static dev.landfast.engine.Plan.agent;
import static dev.landfast.engine.Plan.gate;
import static dev.landfast.engine.Plan.with;
import static dev.landfast.engine.Play.ANA;
import static dev.landfast.engine.Play.fail;
import static dev.landfast.engine.Play.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Step;
import dev.landfast.definition.Workflow;
import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.Tokens;
import dev.landfast.journal.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What steps and runs may use: time, attempts, money.
class LimitsTest {

    private static final StepKey WORK = new StepKey("work", 1);

    // ---- time of a step

    @Test
    void an_attempt_over_its_time_is_stopped_and_counts_as_a_failure_of_the_environment() {
        var play = new Play(Plan.of(timed(agent("work")))).script("work", pending()).settle();
        due(play, Timing.timeout(WORK, 0));

        assertThat(play.issued).contains(new Command.StopStep(WORK));
        assertThat(play.end().end()).isEqualTo(End.BLOCKED);
        assertThat(play.end().reason()).contains("took too long");
    }

    @Test
    void an_attempt_over_its_time_is_tried_again_where_transient_failures_are() {
        var step = Plan.retrying(timed(agent("work")), "transient", 2);
        var play = new Play(Plan.of(step)).script("work", pending()).settle();
        due(play, Timing.timeout(WORK, 0));

        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(play.attempts()).containsExactly("work@1", "work@2");
    }

    @Test
    void an_attempt_over_its_time_is_recovered_where_the_definition_says_how() {
        var step = Plan.recovering(timed(agent("work")), agent("mend"));
        var play = new Play(Plan.of(step)).script("work", pending()).settle();
        due(play, Timing.timeout(WORK, 0));

        assertThat(play.attempts()).containsExactly("work@1", "work/recover.1/mend@1", "work@2");
    }

    @Test
    void a_time_limit_of_an_attempt_that_has_ended_means_nothing() {
        var play = new Play(Plan.of(timed(agent("work")), agent("next")));
        play.script("work", pending()).script("next", pending()).settle();
        finish(play, "work");
        due(play, Timing.timeout(WORK, 0));

        assertThat(play.issued).noneMatch(Command.StopStep.class::isInstance);
        finish(play, "next");
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    // ---- time of a run

    @Test
    void a_run_over_its_time_stops_what_is_under_way_and_escalates() {
        var limits = Plan.limits(Duration.ofHours(1), null, null);
        var plan =
                Plan.of(List.of(agent("work"), agent("next")), List.of(agent("archive")), limits);
        var play = new Play(plan).script("work", pending()).settle();
        due(play, new StepKey(Timing.WALL, 1));

        assertThat(play.end().end()).isEqualTo(End.ESCALATED);
        assertThat(play.end().reason()).contains("the run may take 60 min");
        assertThat(play.attempts()).containsExactly("work@1", "always/archive@1");
    }

    @Test
    void a_retry_grants_the_time_of_a_run_once_more() {
        var limits = Plan.limits(Duration.ofHours(1), null, null);
        var plan = Plan.of(List.of(agent("work")), List.of(), limits);
        var play = new Play(plan).script("work", pending()).settle();
        due(play, new StepKey(Timing.WALL, 1));
        play.record(new Event.RetryRequested(Optional.empty(), 0), ANA);
        play.settle();

        assertThat(play.state().facts().timers()).containsKey(new StepKey(Timing.WALL, 2));
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    // ---- attempts and money

    @Test
    void no_agent_starts_beyond_the_number_of_attempts() {
        var play = new Play(loop(null, 3)).script("unit", fail("A"), fail("B"), fail("C")).settle();

        assertThat(play.end().reason()).contains("3 agent attempts of 3 are used");
        assertThat(play.attempts()).filteredOn(a -> a.contains("mend@")).hasSize(2);
    }

    @Test
    void no_agent_starts_that_could_exceed_the_cost() {
        var play = new Play(loop(3.0, null));
        play.script("work", cost(1.9)).script("unit", fail("A"), fail("B"), fail("C"));
        play.script("mend", cost(0.3), cost(0.3)).settle();

        // 1.9 + 0.3 are spent; with the usual reserve of 1 the next could come to 3.2.
        assertThat(play.end().end()).isEqualTo(End.ESCALATED);
        assertThat(play.end().reason()).contains("could exceed 3.0 US dollars");
        assertThat(play.attempts()).filteredOn(a -> a.contains("mend@")).hasSize(1);
    }

    @Test
    void an_attempt_of_unknown_cost_keeps_what_was_reserved_for_it() {
        var play = new Play(loop(2.5, null)).script("unit", fail("A"), fail("B"), fail("C"));
        play.script("work", unknown()).script("mend", unknown()).settle();

        assertThat(play.attempts()).filteredOn(a -> a.contains("mend@")).hasSize(1);
        assertThat(play.end().reason()).contains("2.5 US dollars");
    }

    @Test
    void a_step_that_names_its_budget_reserves_that() {
        var plan =
                Plan.of(
                        List.of(
                                with(agent("cheap"), "budget", 0.1),
                                with(agent("dear"), "budget", 5.0)),
                        List.of(),
                        Plan.limits(null, null, 2.0));
        var play = new Play(plan).settle();

        assertThat(play.attempts()).containsExactly("cheap@1");
        assertThat(play.end().reason()).contains("2.0 US dollars");
    }

    @Test
    void a_retry_grants_the_cost_once_more_and_resets_nothing() {
        var play = new Play(loop(2.0, null)).script("unit", fail("A"), fail("B"), fail("C"));
        play.script("work", cost(1.5)).script("mend", cost(0.9), cost(0.9)).settle();
        assertThat(play.end().at()).contains(FoldRetry.BUDGET);
        play.record(new Event.RetryRequested(Optional.empty(), 0), ANA);
        play.settle();

        // 4 are allowed now: 1.5 + 0.9 + 0.9 are spent and the third mend does not fit.
        assertThat(play.attempts()).filteredOn(a -> a.contains("mend@")).hasSize(2);
        assertThat(play.end().reason()).contains("4.0 US dollars");
    }

    private static Workflow loop(
            @org.jspecify.annotations.Nullable Double cost,
            @org.jspecify.annotations.Nullable Integer attempts) {
        return Plan.of(
                List.of(
                        agent("work"),
                        Plan.loop("quality", 9, List.of(gate("unit")), List.of(agent("mend")))),
                List.of(),
                Plan.limits(null, attempts, cost));
    }

    private static Step.Task timed(Step.Task task) {
        return Plan.timed(task, Duration.ofMinutes(5));
    }

    private static StepResult cost(double dollars) {
        return used(new Usage("m", Tokens.of(1, 1), dollars, Usage.Basis.REPORTED));
    }

    private static StepResult unknown() {
        return used(new Usage("m", Tokens.of(1, 1), 0, Usage.Basis.UNKNOWN));
    }

    private static StepResult used(Usage usage) {
        return new StepResult(
                new StepResult.Outcome.Pass(), Map.of(), List.of(), List.of(), Optional.of(usage));
    }

    private static void due(Play play, StepKey timer) {
        assertThat(play.state().facts().timers()).containsKey(timer);
        play.record(new Event.TimerFired(timer));
        play.settle();
    }

    private static void finish(Play play, String step) {
        var passed = StepResult.pass(Map.of());
        play.record(new Event.StepFinished(new StepKey(step, 1), passed, Duration.ZERO));
        play.settle();
    }
}
