package dev.landfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Step;
import dev.landfast.definition.Workflow;
import dev.landfast.failpoint.Failpoints;
import dev.landfast.failpoint.SimulatedCrash;
import dev.landfast.failpoint.Toll;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import dev.landfast.journal.Journal;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The driver dies at every failpoint there is, and the run ends as if nothing had happened.
class CrashTest {

    private static final Actor.Person ANA = new Actor.Person("ana", "terminal");

    @TempDir Path folder;
    private final Library library =
            new Library().with("test", workflow()).with("inner", Plan.of(work("x"), work("y")));

    private static Workflow workflow() {
        return Plan.of(
                work("first"),
                Plan.retrying(work("flaky"), "network", 3),
                Plan.loop("quality", 4, List.of(work("unit")), List.of(work("repair"))),
                Plan.parallel("both", Plan.branch(work("left")), Plan.branch(work("right"))),
                Plan.with(Plan.task("workflow", "child"), "workflow", "inner"),
                work("asks"),
                work("last"));
    }

    private static Step.Task work(String id) {
        return Plan.task("work", id);
    }

    @AfterEach
    void disarm() {
        Failpoints.disarm();
    }

    @Test
    @Timeout(300)
    void a_crash_at_any_failpoint_costs_nothing_and_repeats_nothing() throws Exception {
        var undisturbed = play("none", Optional.empty());
        assertThat(undisturbed.crashes()).isZero();
        assertThat(undisturbed.effects().values()).containsOnly(1);
        var at = 1;
        for (var outcome = play("1", Optional.of(1)); outcome.crashes() > 0; ) {
            assertThat(outcome.effects())
                    .as("crash at hit %d", at)
                    .isEqualTo(undisturbed.effects());
            assertThat(outcome.chain()).as("crash at hit %d", at).isTrue();
            at++;
            outcome = play(String.valueOf(at), Optional.of(at));
        }
        Toll.figure("engine alone: crashed at each of %d failpoint hits".formatted(at - 1));
        assertThat(at).isGreaterThan(80);
    }

    @Test
    @Timeout(300)
    void crash_after_crash_is_survived_too() throws Exception {
        var undisturbed = play("none", Optional.empty());
        for (var every : List.of(7, 11, 23)) {
            var outcome = play("every-" + every, Optional.of(-every));
            assertThat(outcome.effects()).isEqualTo(undisturbed.effects());
            assertThat(outcome.crashes()).isGreaterThan(2);
            assertThat(outcome.chain()).isTrue();
        }
    }

    /// @param effects how often each happened, the run's id replaced by its workflow
    private record Outcome(Map<String, Integer> effects, int crashes, boolean chain) {}

    /// @param at the failpoint at which to crash, negative for one crash after another
    private Outcome play(String name, Optional<Integer> at) throws Exception {
        var clock = new TestClock();
        var ledger = new Ledger();
        var crashes = 0;
        try (var journal = Journal.open(folder.resolve(name), clock)) {
            var run = journal.submit("login", Library.start("test"), ANA);
            var ended = false;
            for (var life = 0; !ended; life++) {
                if (at.isPresent() && (at.get() < 0 || life == 0)) {
                    Failpoints.arm("throw@" + Math.abs(at.get()));
                }
                ended = live(journal, clock, ledger, run);
                Failpoints.disarm();
                crashes += ended ? 0 : 1;
            }
            var byWorkflow = new TreeMap<String, Integer>();
            for (var effect : ledger.effects().entrySet()) {
                var id = effect.getKey().substring(0, effect.getKey().indexOf(' '));
                var what = effect.getKey().substring(id.length());
                byWorkflow.put(id.equals(run) ? "test" + what : "inner" + what, effect.getValue());
            }
            var chain = journal.runs().stream().allMatch(r -> journal.verify(r.id()).isEmpty());
            return new Outcome(byWorkflow, crashes, chain);
        }
    }

    /// One life of a driver.
    ///
    /// @return whether the run ended in it
    private boolean live(Journal journal, TestClock clock, Ledger ledger, String run)
            throws InterruptedException {
        var setup =
                LocalDriver.Setup.of(library, List.of(ledger.executor("work")), clock)
                        .atOnce(4)
                        .patient(Duration.ofSeconds(5));
        try (var driver = LocalDriver.open(journal, setup).orElseThrow()) {
            while (true) {
                assertThat(driver.awaitRest(Duration.ofSeconds(20)))
                        .as(() -> whatIsUnderWay(journal, run))
                        .isTrue();
                if (driver.cause().isPresent()) {
                    assertThat(driver.cause().get()).isInstanceOf(SimulatedCrash.class);
                    return false;
                }
                switch (journal.run(run).orElseThrow().standing().word()) {
                    case DONE -> {
                        return true;
                    }
                    case PARKED -> clock.advance(Duration.ofSeconds(20));
                    case WAITING -> driver.signal(run, answer(), ANA);
                    case QUEUED, RUNNING, PAUSED, ESCALATED, FAILED, BLOCKED, CANCELLED ->
                            throw new AssertionError(journal.run(run) + " " + journal.entries(run));
                }
            }
        } catch (SimulatedCrash e) {
            return false;
        }
    }

    private static String whatIsUnderWay(Journal journal, String run) {
        return "%s, inbox %s, %s, %s"
                .formatted(
                        journal.run(run),
                        journal.requests(),
                        journal.entries(run),
                        Thread.getAllStackTraces());
    }

    private static Event.Answered answer() {
        return new Event.Answered(new StepKey("asks", 1), true, "this", Optional.empty(), Map.of());
    }
}
