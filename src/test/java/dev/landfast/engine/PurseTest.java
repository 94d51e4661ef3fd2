package dev.landfast.engine;

import static dev.landfast.engine.Plan.agent;
import static dev.landfast.engine.Plan.gate;
import static dev.landfast.engine.Plan.task;
import static dev.landfast.engine.Plan.with;
import static dev.landfast.engine.Play.ANA;
import static dev.landfast.engine.Play.fail;
import static dev.landfast.engine.Play.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.landfast.definition.Step;
import dev.landfast.definition.Workflow;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.Tokens;
import dev.landfast.journal.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The money of a run that was told what it may spend.
class PurseTest {

    private static final Usage FREE_GUESS = Usage.unpriced("m", Tokens.of(1, 1));

    private static StepResult cost(double dollars) {
        return used(Usage.reported("m", Tokens.of(1, 1), dollars));
    }

    private static StepResult unknown() {
        return used(FREE_GUESS);
    }

    private static StepResult used(Usage usage) {
        return StepResult.of(new Outcome.Pass()).using(Optional.of(usage));
    }

    private static Map<String, Object> run(double dollars) {
        return Map.of("run", dollars);
    }

    private static Workflow two() {
        return Plan.of(agent("one"), agent("two"));
    }

    private static List<Event.Noted> notes(Play play) {
        return play.journal.stream()
                .map(entry -> entry.event())
                .filter(Event.Noted.class::isInstance)
                .map(Event.Noted.class::cast)
                .toList();
    }

    @Test
    void an_attempt_is_told_the_least_of_its_own_bound_and_what_is_left() {
        var play = Play.within(two(), Map.of("run", 5.0, "attempt", 2.0, "day", 9.0));
        play.script("one", cost(1.5)).settle();

        assertThat(play.input("one@1").dollars()).contains(2.0);
        assertThat(play.input("one@1").reserved()).contains(2.0);
        assertThat(play.input("one@1").less()).isFalse();
        assertThat(play.input("one@1").day()).contains(9.0);
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void without_a_bound_of_its_own_an_attempt_may_take_all_that_is_left() {
        var play = Play.within(two(), run(5)).script("one", cost(1.5)).settle();

        assertThat(play.input("one@1").dollars()).contains(5.0);
        assertThat(play.input("two@1").dollars()).contains(3.5);
        assertThat(play.input("two@1").less()).isTrue();
    }

    @Test
    void what_a_step_has_cost_before_is_set_aside_and_bounds_nothing() {
        var budgets = Map.<String, Object>of("run", 5.0, "estimates", Map.of("test/two", 0.5));
        var play = Play.within(two(), budgets).script("one", cost(1)).settle();

        assertThat(play.input("two@1").reserved()).contains(0.5);
        assertThat(play.input("two@1").dollars()).contains(4.0);
    }

    @Test
    void no_attempt_starts_that_the_run_cannot_pay_and_the_run_keeps_what_it_has() {
        var plan = Plan.of(agent("one"), with(agent("two"), "budget", 2.0));
        var play = Play.within(plan, run(3)).script("one", cost(1.5)).settle();

        assertThat(play.attempts()).containsExactly("one@1");
        assertThat(play.end().end()).isEqualTo(End.ESCALATED);
        assertThat(play.end().at()).contains(FoldRetry.BUDGET);
        assertThat(play.end().reason())
                .contains("the run may cost 3.00 US dollars, 1.50 US dollars are spent")
                .contains("another attempt of two may take 2.00 US dollars");
    }

    @Test
    void all_attempts_at_a_step_share_its_budget() {
        var loop = Plan.loop("quality", 9, List.of(gate("unit")), List.of(agent("mend")));
        var play = Play.within(Plan.of(loop), Map.of("step", 1.0));
        play.script("unit", fail("A"), fail("B"), fail("C"), fail("D"));
        play.script("mend", cost(0.6), cost(0.5), cost(0.1)).settle();

        assertThat(play.attempts()).filteredOn(a -> a.contains("mend@")).hasSize(2);
        assertThat(play.end().reason()).contains("the step mend may cost 1.00 US dollars");
    }

    @Test
    void an_unknown_cost_counts_as_what_was_set_aside() {
        var plan = Plan.of(agent("one"), agent("two"), agent("three"));
        var play = Play.within(plan, Map.of("run", 2.5, "attempt", 1.0));
        play.script("one", unknown()).script("two", unknown()).settle();

        assertThat(play.attempts()).containsExactly("one@1", "two@1");
        assertThat(play.end().reason()).contains("2 of unknown cost count with what was set aside");
    }

    @Test
    void of_an_unknown_cost_at_least_what_is_known_of_it_counts() {
        var plan = Plan.of(agent("one"), agent("two"));
        var more = new Usage("m", Tokens.NONE, 2.2, Usage.Basis.UNKNOWN);
        var play = Play.within(plan, Map.of("run", 2.5, "attempt", 1.0));
        play.script("one", used(more)).settle();

        assertThat(play.attempts()).containsExactly("one@1");
    }

    @Test
    void an_attempt_that_used_nothing_leaves_all_to_the_others() {
        var play = Play.within(two(), run(5)).script("one", used(Usage.NOTHING)).settle();
        assertThat(play.input("two@1").dollars()).contains(5.0);
    }

    @Test
    void a_child_run_is_told_what_is_left_and_counts_once() {
        var plan = Plan.of(agent("one"), task("workflow", "child"), agent("two"));
        var play = Play.within(plan, run(5));
        play.script("one", cost(1)).script("child", cost(2.5)).settle();

        assertThat(play.input("child@1").dollars()).contains(4.0);
        assertThat(play.input("two@1").dollars().orElseThrow()).isCloseTo(1.5, within(1e-9));
        assertThat(play.journal)
                .extracting(entry -> entry.event())
                .contains(
                        new Event.ChildStarted(new StepKey("child", 1), "child", Optional.of(4.0)));
    }

    @Test
    void what_runs_beside_waits_for_money_that_may_come_free() {
        var both = Plan.parallel("both", Plan.branch(agent("one")), Plan.branch(agent("two")));
        var play = Play.within(Plan.of(both), run(5)).script("one", pending()).settle();
        assertThat(play.attempts()).containsExactly("both/one@1");
        assertThat(play.state().ended()).isEmpty();

        play.record(new Event.StepFinished(new StepKey("both/one", 1), cost(1), Duration.ZERO));
        play.settle();
        assertThat(play.input("both/two@1").dollars()).contains(4.0);
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void while_a_person_is_waited_for_the_money_is_free() {
        var ask = new Ask(Ask.Kind.DONE, "do it", List.of(), Optional.empty());
        var both = Plan.parallel("both", Plan.branch(agent("one")), Plan.branch(agent("two")));
        var play = Play.within(Plan.of(both), run(5));
        play.script("one", StepResult.of(new Outcome.Waiting(ask))).settle();

        assertThat(play.input("both/two@1").dollars()).contains(5.0);
        assertThat(play.state().ended()).isEmpty();
    }

    @Test
    void a_budget_that_is_nearly_gone_is_spoken_of_once() {
        var plan = Plan.of(agent("one"), agent("two"), agent("three"));
        var play = Play.within(plan, run(5));
        play.script("one", cost(3.9)).script("two", cost(0.2)).script("three", cost(0.2)).settle();

        assertThat(notes(play))
                .singleElement()
                .isEqualTo(
                        new Event.Noted(
                                "budget run 5.00 US dollars",
                                "4.10 US dollars of 5.00 US dollars are spent"));
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void from_which_share_on_is_for_the_project_to_say() {
        var play = Play.within(two(), Map.of("run", 5.0, "warn", 0.1));
        play.script("one", cost(0.6)).settle();
        assertThat(notes(play)).hasSize(1);
    }

    @Test
    void a_retry_grants_the_budget_once_more() {
        var play = Play.within(two(), run(2)).script("one", cost(2)).settle();
        assertThat(play.end().end()).isEqualTo(End.ESCALATED);
        play.record(new Event.RetryRequested(Optional.empty(), 0), ANA);
        play.settle();

        assertThat(play.input("two@1").dollars()).contains(2.0);
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void a_retry_that_names_an_amount_grants_that_and_no_more() {
        var play = Play.within(two(), run(2)).script("one", cost(2)).settle();
        play.record(new Event.RetryRequested(Optional.empty(), 0, Optional.of(0.5)), ANA);
        play.settle();

        assertThat(play.input("two@1").dollars()).contains(0.5);
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void what_bounds_attempts_and_steps_does_not_bound_a_child_run() {
        var child = task("workflow", "child");
        var plan = Plan.of(child, with(task("workflow", "small"), "budget", 0.5));
        var play = Play.within(plan, Map.of("attempt", 1.0, "step", 2.0, "run", 9.0));
        play.script("child", cost(4)).settle();

        assertThat(play.input("child@1").dollars()).contains(9.0);
        assertThat(play.input("small@1").dollars()).contains(0.5);
        assertThat(play.end().end()).isEqualTo(End.DONE);
        assertThat(notes(play)).isEmpty();
    }

    @Test
    void a_step_may_name_its_budget_where_nothing_else_is_bounded() {
        var plan = Plan.of(with(agent("one"), "budget", 0.5), agent("two"));
        var play = Play.within(plan, Map.of()).settle();

        assertThat(play.input("one@1").dollars()).contains(0.5);
        assertThat(play.input("two@1").dollars()).isEmpty();
        assertThat(play.input("two@1").reserved()).contains(Budget.RESERVE);
    }

    @Test
    void what_is_used_before_a_person_is_asked_stays_spent() {
        var ask = new Ask(Ask.Kind.DONE, "do it", List.of(), Optional.empty());
        var waits = StepResult.of(new Outcome.Waiting(ask));
        var known = Usage.reported("m", Tokens.of(1, 1), 1.5);
        var play = Play.within(Plan.of(agent("one")), run(5));
        play.script("one", waits.using(Optional.of(known)), used(Usage.NOTHING)).settle();
        assertThat(play.state().means().orElseThrow().gone()).isEqualTo(1.5);

        play.answer(true, "done");
        play.settle();
        assertThat(play.state().means().orElseThrow().gone()).isEqualTo(1.5);
    }

    @Test
    void what_is_not_known_before_a_person_is_asked_counts_as_it_was_set_aside() {
        var ask = new Ask(Ask.Kind.DONE, "do it", List.of(), Optional.empty());
        var waits = StepResult.of(new Outcome.Waiting(ask));
        var play = Play.within(Plan.of(agent("one")), Map.of("run", 5.0, "attempt", 2.0));
        play.script("one", waits.using(Optional.of(FREE_GUESS)), cost(0.5)).settle();
        assertThat(play.state().means().orElseThrow().gone()).isEqualTo(2.0);

        play.answer(true, "done");
        play.settle();
        assertThat(play.state().means().orElseThrow().gone()).isEqualTo(2.5);
    }

    @Test
    void an_unknown_cost_that_is_bounded_counts_as_its_bound() {
        var play = Play.within(two(), run(5)).script("one", used(FREE_GUESS.atMost(0.25))).settle();

        assertThat(play.input("two@1").dollars()).contains(4.75);
    }

    @Test
    void an_attempt_of_unknown_cost_is_not_under_way_once_its_step_begins_anew() {
        var plan = Plan.of(agent("one"));
        var play = Play.within(plan, Map.of("run", 5.0, "attempt", 4.5));
        play.script("one", StepResult.of(new Outcome.Escalate("no")), pending()).settle();
        play.record(new Event.RetryRequested(Optional.empty(), 0), ANA);
        play.settle();

        assertThat(notes(play)).hasSize(1);
        assertThat(play.end().reason()).contains("1 of unknown cost");
    }

    @Test
    void a_retry_after_a_child_has_used_its_budget_grants_the_budget_once_more() {
        var over = StepResult.of(new Outcome.Escalate("budget: the run may cost 5"));
        var ended =
                new StepResult(
                        over.outcome(),
                        Map.of("over-budget", true),
                        List.of(),
                        List.of(),
                        cost(5).usage());
        var play = Play.within(Plan.of(task("workflow", "child")), run(5));
        play.script("child", ended).settle();
        play.record(new Event.RetryRequested(Optional.empty(), 0), ANA);
        play.settle();

        assertThat(play.input("child@2").dollars()).contains(5.0);
        assertThat(play.end().end()).isEqualTo(End.DONE);
    }

    @Test
    void a_child_says_of_itself_that_its_budget_is_used_and_bounds_what_is_not_known() {
        var child = Play.within(two(), Map.of("run", 2.0, "attempt", 1.5));
        child.script("one", unknown()).settle();
        var result = ChildResult.of("c", child.journal).orElseThrow();

        assertThat(result.outputs()).containsEntry("over-budget", true);
        assertThat(result.usage()).contains(FREE_GUESS.atMost(1.5));
    }

    @Test
    void what_cleans_up_is_never_told_less_than_nothing_and_waits_for_no_other_day() {
        var limits = new Workflow.Limits(Optional.empty(), Optional.empty(), Optional.empty());
        var plan =
                Plan.of(
                        List.<Step>of(agent("one")),
                        List.of(agent("last"), with(agent("cheap"), "budget", 0.25)),
                        limits);
        var play = Play.within(plan, Map.of("run", 1.0, "day", 3.0)).script("one", cost(2.5));
        play.settle();

        assertThat(play.input("always/last@1").dollars()).contains(Budget.RESERVE);
        assertThat(play.input("always/last@1").reserved()).contains(Budget.RESERVE);
        assertThat(play.input("always/last@1").day()).isEmpty();
        assertThat(play.input("always/cheap@1").dollars()).contains(0.25);
    }

    @Test
    void what_cleans_up_is_paid_for_in_any_case() {
        var limits = new Workflow.Limits(Optional.empty(), Optional.empty(), Optional.empty());
        var plan =
                Plan.of(List.<Step>of(agent("one"), agent("two")), List.of(agent("last")), limits);
        var play = Play.within(plan, run(1)).script("one", cost(1)).settle();

        assertThat(play.attempts()).containsExactly("one@1", "always/last@1");
        assertThat(play.end().end()).isEqualTo(End.ESCALATED);
    }
}
