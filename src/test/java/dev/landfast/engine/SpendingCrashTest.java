package dev.landfast.engine;

import static dev.landfast.engine.Plan.agent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.failpoint.SimulatedCrash;
import dev.landfast.journal.Actor;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Money over crashes: the driver dies at every failpoint there is, attempts are run again, and the
/// sums of run, child run and day are what they would have been.
class SpendingCrashTest {

    private static final Actor.Person ANA = new Actor.Person("ana", "terminal");
    private static final double EACH = 0.25;

    @TempDir Path folder;
    private final TestClock clock = new TestClock();
    private final Library library =
            new Library()
                    .with(
                            "test",
                            Plan.of(
                                    agent("first"),
                                    Plan.with(Plan.task("workflow", "child"), "workflow", "inner"),
                                    agent("last")))
                    .with("inner", Plan.of(agent("x"), agent("y")));

    @AfterEach
    void disarm() {
        Failpoints.disarm();
    }

    /// An agent that costs the same each time, and is not found again after a crash.
    private record Costly(Budgets budgets) implements StepExecutor {

        @Override
        public String kind() {
            return "agent";
        }

        @Override
        public StepResult execute(Attempt attempt) {
            var input = attempt.input();
            var wish =
                    new Budgets.Wish(
                            attempt.run(),
                            attempt.key(),
                            input.reserved().orElseThrow(),
                            input.less());
            assertThat(budgets.reserve(wish, Optional.of(5.0)))
                    .isInstanceOf(Budgets.Answer.Granted.class);
            Failpoints.hit("test.after-effect");
            return StepResult.of(new Outcome.Pass())
                    .using(Optional.of(Usage.reported("m", Tokens.of(10, 1), EACH)));
        }

        @Override
        public Optional<StepResult> probe(Attempt attempt) {
            return Optional.empty();
        }
    }

    @Test
    @Timeout(300)
    void a_crash_at_any_failpoint_loses_no_cost_and_counts_none_twice() throws Exception {
        var crashed = true;
        for (var at = 0; crashed; at++) {
            crashed = play(at);
            assertThat(at).as("crashes are found").isLessThan(500);
        }
    }

    /// @param at the failpoint hit at which to crash; 0 for none
    /// @return whether it came to that crash, or none was wanted
    private boolean play(int at) throws Exception {
        try (var journal = Journal.open(folder.resolve(String.valueOf(at)), clock)) {
            var run = journal.submit("login", Library.within("test", Map.of("run", 3.0)), ANA);
            if (at > 0) {
                Failpoints.arm("throw@" + at);
            }
            var lives = 1;
            while (!ended(journal, run)) {
                lives++;
            }
            holds(journal, run, at);
            return at == 0 || lives > 1;
        }
    }

    private boolean ended(Journal journal, String run) throws InterruptedException {
        var setup =
                LocalDriver.Setup.of(library, List.of(new Costly(journal.budgets())), clock)
                        .patient(Duration.ofSeconds(5));
        try (var driver = LocalDriver.open(journal, setup).orElseThrow()) {
            assertThat(driver.awaitRest(Duration.ofSeconds(20))).isTrue();
            return driver.cause().isEmpty();
        } catch (SimulatedCrash e) {
            return false;
        } finally {
            Failpoints.disarm();
        }
    }

    private static void holds(Journal journal, String run, int at) {
        var state = State.of(journal.entries(run));
        assertThat(state.ended()).map(Event.RunEnded::end).contains(Event.End.DONE);
        assertThat(state.means().orElseThrow().gone()).as("%d", at).isCloseTo(1.0, within(1e-9));
        var inner =
                journal.runs().stream().filter(r -> !r.id().equals(run)).findFirst().orElseThrow();
        var means = State.of(journal.entries(inner.id())).means().orElseThrow();
        assertThat(means.gone()).as("%d", at).isCloseTo(0.5, within(1e-9));
        assertThat(means.limit()).as("%d", at).isCloseTo(2.75, within(1e-9));
        var budgets = journal.budgets();
        assertThat(budgets.spent(budgets.today())).as("%d", at).isCloseTo(1.0, within(1e-9));
    }
}
