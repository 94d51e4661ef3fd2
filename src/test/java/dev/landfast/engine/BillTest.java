package dev.landfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Budgets;
import dev.landfast.journal.Event;
import dev.landfast.journal.Journal;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.TestClock;
import dev.landfast.journal.Tokens;
import dev.landfast.journal.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What ends of attempts come to in the journal and in the books of the day.
@Timeout(60)
class BillTest {

    private static final Actor.Person ANA = new Actor.Person("ana", "terminal");
    private static final Usage KNOWN = Usage.reported("m", Tokens.of(1, 1), 0.25);
    private static final StepResult WAITS =
            StepResult.of(
                    new Outcome.Waiting(
                            new Ask(Ask.Kind.DONE, "do it", List.of(), Optional.empty())));

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

    /// Sets money aside as whoever starts an agent does, and ends as it was told.
    private record Asked(Budgets budgets, boolean starts, Supplier<StepResult> end)
            implements StepExecutor {

        @Override
        public String kind() {
            return "agent";
        }

        @Override
        public StepResult execute(Attempt attempt) {
            if (attempt.input().answer().isPresent()) {
                return StepResult.of(new Outcome.Pass());
            }
            if (starts) {
                budgets.reserve(
                        new Budgets.Wish(attempt.run(), attempt.key(), 1, true), Optional.of(5.0));
            }
            return end.get();
        }

        @Override
        public Optional<StepResult> probe(Attempt attempt) {
            return Optional.empty();
        }
    }

    private Optional<Usage> used(boolean starts, Supplier<StepResult> end)
            throws InterruptedException {
        var library = new Library().with("test", Plan.of(Plan.agent("one")));
        var agent = new Asked(journal.budgets(), starts, end);
        var setup = LocalDriver.Setup.of(library, List.of(agent), clock);
        try (var driver = LocalDriver.open(journal, setup).orElseThrow()) {
            var run = driver.start(Library.within("test", Map.of("run", 5.0)), "login", ANA);
            assertThat(driver.awaitRest(Duration.ofSeconds(20))).isTrue();
            var waiting = State.of(journal.entries(run)).waiting();
            for (var each : waiting) {
                var done = new Event.Answered(each.key(), true, "", Optional.empty(), Map.of());
                driver.signal(run, done, ANA);
                assertThat(driver.awaitRest(Duration.ofSeconds(20))).isTrue();
            }
            return journal.entries(run).stream()
                    .map(entry -> entry.event())
                    .filter(Event.StepFinished.class::isInstance)
                    .map(Event.StepFinished.class::cast)
                    .findFirst()
                    .orElseThrow()
                    .result()
                    .usage();
        }
    }

    private double today() {
        return journal.budgets().spent(journal.budgets().today());
    }

    @Test
    void an_agent_that_was_started_and_says_nothing_has_used_what_nobody_knows() throws Exception {
        assertThat(used(true, () -> StepResult.of(new Outcome.Lost("gone"))))
                .contains(Usage.unknown(""));
    }

    @Test
    void what_an_agent_used_is_not_forgotten_when_its_step_breaks_after_it() throws Exception {
        assertThat(
                        used(
                                true,
                                () -> {
                                    throw new IllegalStateException("our own bug");
                                }))
                .contains(Usage.unknown(""));
        assertThat(today()).isEqualTo(1);
    }

    @Test
    void where_no_agent_was_started_nothing_was_used() throws Exception {
        assertThat(used(false, () -> StepResult.of(new Outcome.Pass()))).contains(Usage.NOTHING);
        assertThat(today()).isZero();
    }

    @Test
    void what_was_used_before_a_person_was_asked_is_booked_once() throws Exception {
        assertThat(used(true, () -> WAITS.using(Optional.of(KNOWN)))).contains(Usage.NOTHING);
        assertThat(today()).isEqualTo(0.25);
    }
}
