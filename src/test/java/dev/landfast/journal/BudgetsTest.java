package dev.landfast.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.landfast.journal.Budgets.Answer;
import dev.landfast.journal.Budgets.Wish;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a day may cost, over all runs of a repository.
class BudgetsTest {

    private static final Optional<Double> DAY = Optional.of(1.0);

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

    private Answer reserve(String run, double dollars) {
        return journal.budgets().reserve(new Wish(run, key(1), dollars, false), DAY);
    }

    private static StepKey key(int attempt) {
        return new StepKey("a", attempt);
    }

    private void settle(String run, Double cost) {
        settle(run, Usage.reported("m", Tokens.NONE, cost));
    }

    private void settle(String run, Usage usage) {
        try (var writer = journal.writer().orElseThrow()) {
            writer.append(
                    new Transition(
                            List.of(),
                            Map.of(),
                            Map.of(),
                            List.of(),
                            List.of(new Budgets.Spent(run, key(1), usage))));
        }
    }

    @Test
    void a_reserve_counts_until_the_real_cost_is_known() {
        assertThat(reserve("r1", 0.6)).isEqualTo(new Answer.Granted(0.6));
        assertThat(reserve("r2", 0.6)).isEqualTo(new Answer.Busy());
        settle("r1", 0.2);
        assertThat(reserve("r2", 0.6)).isEqualTo(new Answer.Granted(0.6));
        assertThat(journal.budgets().spent(journal.budgets().today())).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void what_stays_unknown_counts_as_it_was_reserved() {
        reserve("r1", 0.6);
        settle("r1", Usage.unknown("m"));
        assertThat(reserve("r2", 0.6)).isEqualTo(new Answer.Over(0.6));
        settle("r3", Usage.unknown("m"));
        assertThat(journal.budgets().spent(journal.budgets().today())).isCloseTo(1.6, within(1e-9));
        assertThat(journal.budgets().history()).isEmpty();
    }

    @Test
    void an_attempt_that_asks_again_reserves_nothing_more() {
        reserve("r1", 0.6);
        assertThat(reserve("r1", 0.6)).isEqualTo(new Answer.Granted(0.6));
        assertThat(journal.budgets().begun("r1", key(1))).isTrue();
        assertThat(journal.budgets().begun("r1", key(2))).isFalse();
    }

    @Test
    void what_an_attempt_uses_before_it_waits_and_after_counts_once_each() {
        reserve("r1", 0.6);
        settle("r1", 0.25);
        assertThat(journal.budgets().begun("r1", key(1))).isFalse();
        settle("r1", 0.125);
        assertThat(journal.budgets().spent(journal.budgets().today())).isEqualTo(0.375);
    }

    @Test
    void of_an_unknown_cost_that_is_bounded_no_more_than_the_bound_counts() {
        reserve("r1", 0.6);
        settle("r1", Usage.unknown("m").atMost(0.125));
        assertThat(journal.budgets().spent(journal.budgets().today())).isEqualTo(0.125);
        assertThat(journal.budgets().history()).isEmpty();
    }

    @Test
    void less_than_a_cent_is_no_reason_to_wait_for_another_day() {
        assertThat(reserve("r1", 0.005)).isEqualTo(new Answer.Granted(0.005));
        assertThat(journal.budgets().reserve(new Wish("r2", key(1), 0.001, true), DAY))
                .isEqualTo(new Answer.Granted(0.001));
        assertThatThrownBy(() -> new Wish("r3", key(1), -1, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoever_can_do_with_less_takes_what_is_left() {
        reserve("r1", 0.7);
        var less = journal.budgets().reserve(new Wish("r2", key(1), 5, true), DAY);
        assertThat(less)
                .isInstanceOfSatisfying(
                        Answer.Granted.class,
                        g -> assertThat(g.dollars()).isCloseTo(0.3, within(1e-9)));
    }

    @Test
    void a_new_day_begins_at_midnight_in_utc_by_the_clock() {
        reserve("r1", 1.0);
        settle("r1", 1.0);
        assertThat(reserve("r2", 0.6)).isEqualTo(new Answer.Over(1.0));

        clock.advance(
                Duration.between(clock.instant(), journal.budgets().tomorrow()).minusMillis(1));
        assertThat(reserve("r2", 0.6)).isEqualTo(new Answer.Over(1.0));
        clock.advance(Duration.ofMillis(1));
        assertThat(reserve("r2", 0.6)).isEqualTo(new Answer.Granted(0.6));
    }
}
