package dev.landfast.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Config;
import dev.landfast.definition.Definitions;
import dev.landfast.definition.Step;
import dev.landfast.definition.Steps;
import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.engine.StepInput;
import dev.landfast.journal.Budgets;
import dev.landfast.journal.Journal;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.TestClock;
import dev.landfast.journal.Tokens;
import dev.landfast.journal.Transition;
import dev.landfast.journal.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DayBudgetTest {

    private static final StepKey KEY = new StepKey("work", 1);

    @TempDir Path folder;
    private final TestClock clock = new TestClock();
    private Journal journal;

    @BeforeEach
    void open() {
        journal = Journal.open(folder, clock);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private Attempt attempt(String run, Map<String, Object> allowance) {
        var text =
                "workflow: w\nroles:\n  dev: { access: edit }\nsteps:\n  - { id: work, agent: dev }\n";
        var task = (Step.Task) Steps.find(Definitions.parse(text, "w.yaml"), "work").orElseThrow();
        var scope = Map.<String, Object>of("allowance", allowance);
        var input = new StepInput(Config.empty(), List.of(), Optional.empty(), 1, scope);
        return new Attempt(run, KEY, "d1", task, input);
    }

    private DayBudget.Answer reserve(String run, Map<String, Object> allowance) {
        return new DayBudget(journal.budgets()).reserve(attempt(run, allowance));
    }

    private void ends(String run, double cost) {
        try (var writer = journal.writer().orElseThrow()) {
            var spent = new Budgets.Spent(run, KEY, Usage.reported("m", Tokens.NONE, cost));
            writer.append(new Transition(List.of(), Map.of(), Map.of(), List.of(), List.of(spent)));
        }
    }

    @Test
    void without_a_budget_nothing_is_set_aside() {
        assertThat(reserve("r1", Map.of())).isEqualTo(DayBudget.UNBOUNDED);
        assertThat(journal.budgets().begun("r1", KEY)).isFalse();
    }

    @Test
    void an_attempt_may_spend_no_more_than_the_day_has_left() {
        reserve("r1", Map.of("reserved", 1.5, "dollars", 1.5, "less", false, "day", 2.0));
        ends("r1", 1.5);
        assertThat(reserve("r2", Map.of("reserved", 5.0, "dollars", 5.0, "less", true, "day", 2.0)))
                .isEqualTo(new DayBudget.Answer.Granted(Optional.of(0.5)));
    }

    @Test
    void a_day_that_is_used_up_parks_the_step_until_midnight() {
        reserve("r1", Map.of("reserved", 2.0, "less", true, "day", 2.0));
        ends("r1", 2.0);
        var answer = reserve("r2", Map.of("reserved", 1.0, "less", false, "day", 2.0));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        DayBudget.Answer.Refused.class,
                        refused -> {
                            assertThat(refused.result().usage()).contains(Usage.NOTHING);
                            assertThat(refused.result().outcome())
                                    .isInstanceOfSatisfying(
                                            Outcome.Blocked.class,
                                            blocked ->
                                                    assertThat(blocked.until())
                                                            .contains(
                                                                    Instant.parse(
                                                                            "2026-03-02T00:00:00Z")));
                        });
    }

    @Test
    void what_attempts_under_way_hold_is_asked_for_again_in_a_minute() {
        reserve("r1", Map.of("reserved", 2.0, "less", false, "day", 2.0));
        var blocked = refused("r2", Map.of("reserved", 1.0, "less", false, "day", 2.0));

        assertThat(blocked.kind()).isEqualTo("busy");
        assertThat(blocked.until()).contains(clock.instant().plus(Duration.ofMinutes(1)));
        assertThat(journal.budgets().begun("r2", KEY)).isFalse();
    }

    @Test
    void what_never_fits_into_a_day_is_for_a_person_who_is_told_what_to_change() {
        var blocked = refused("r1", Map.of("reserved", 5.0, "less", false, "day", 2.0));

        assertThat(blocked.until()).isEmpty();
        assertThat(blocked.reason())
                .contains("'work' takes 5.00 US dollars")
                .contains("all runs of a day may cost 2.00 US dollars");
        assertThat(blocked.remedy()).contains("budgets: day").contains("budgets: attempt");
    }

    private Outcome.Blocked refused(String run, Map<String, Object> allowance) {
        var refused = (DayBudget.Answer.Refused) reserve(run, allowance);
        return (Outcome.Blocked) refused.result().outcome();
    }
}
