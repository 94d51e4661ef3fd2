package dev.landfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Step;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every driver must do about runs that another one has left, with what both contracts need.
@Timeout(30)
abstract class RunRecoveryContract {

    static final Actor.Person ANA = new Actor.Person("ana", "terminal");

    final Library library = new Library();
    final Scripted work = new Scripted("work");

    /// A driver with the executor {@link #work}, on a store that outlives it.
    abstract RunDriver open();

    /// Returns when nothing can get on by itself before the clock moves.
    abstract void settle() throws InterruptedException;

    abstract List<Entry> entries(String run);

    abstract void advance(Duration by);

    /// What the clock says before it is moved.
    abstract Instant clockStarts();

    /// The driver dies without notice and another one takes its place.
    abstract RunDriver crash();

    static Step.Task work(String id) {
        return Plan.task("work", id);
    }

    String start(RunDriver driver, Step... steps) {
        library.with("test", Plan.of(steps));
        return driver.start(Library.start("test"), "login", ANA);
    }

    End end(String run) {
        return entries(run).reversed().stream()
                .filter(entry -> entry.event() instanceof Event.RunEnded)
                .map(entry -> ((Event.RunEnded) entry.event()).end())
                .findFirst()
                .orElseThrow(() -> new AssertionError("not ended: " + entries(run)));
    }

    <E extends Event> List<E> events(String run, Class<E> type) {
        return entries(run).stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Test
    void what_was_started_is_carried_on_by_the_next_driver() throws InterruptedException {
        try (var driver = open()) {
            var release = new CountDownLatch(1);
            var begun = new CountDownLatch(1);
            work.on(
                    "a",
                    attempt -> {
                        begun.countDown();
                        release.await();
                        return StepResult.pass(Map.of());
                    });
            var run = start(driver, work("a"), work("b"));
            begun.await();
            try (var next = crash()) {
                settle();
                assertThat(end(run)).isEqualTo(End.DONE);
                assertThat(work.executed()).containsExactly("a@1", "a@1", "b@1");
                assertThat(next.capabilities()).isNotNull();
            } finally {
                release.countDown();
            }
        }
    }

    @Test
    void a_repeated_attempt_is_given_the_same() throws InterruptedException {
        try (var driver = open()) {
            var never = new CountDownLatch(1);
            var begun = new CountDownLatch(1);
            work.on("a", StepResult.pass(Map.of("commit", "c1")));
            work.on(
                    "b",
                    attempt -> {
                        begun.countDown();
                        never.await();
                        return StepResult.pass(Map.of());
                    });
            start(driver, work("a"), work("b"));
            begun.await();
            try (var next = crash()) {
                settle();
                var inputs =
                        work.attempts().stream()
                                .filter(attempt -> attempt.key().path().equals("b"))
                                .map(StepExecutor.Attempt::input)
                                .toList();
                assertThat(inputs).hasSize(2);
                assertThat(inputs.get(0)).isEqualTo(inputs.get(1));
                assertThat(next).isNotNull();
            } finally {
                never.countDown();
            }
        }
    }

    @Test
    void what_a_probe_finds_is_recorded_and_not_done_again() throws InterruptedException {
        try (var driver = open()) {
            var never = new CountDownLatch(1);
            var begun = new CountDownLatch(1);
            work.on(
                    "a",
                    attempt -> {
                        begun.countDown();
                        never.await();
                        return StepResult.pass(Map.of());
                    });
            work.left("a@1", StepResult.pass(Map.of("commit", "c1")));
            var run = start(driver, work("a"));
            begun.await();
            try (var next = crash()) {
                settle();
                assertThat(end(run)).isEqualTo(End.DONE);
                assertThat(work.executed()).containsExactly("a@1");
                assertThat(events(run, Event.StepFinished.class))
                        .singleElement()
                        .extracting(e -> e.result().outputs().get("commit"))
                        .isEqualTo("c1");
                assertThat(next).isNotNull();
            } finally {
                never.countDown();
            }
        }
    }

    @Test
    void a_parked_step_is_tried_again_at_the_named_moment_also_by_the_next_driver()
            throws InterruptedException {
        try (var driver = open()) {
            var until = clockStarts().plus(Duration.ofHours(3));
            var limit = new Outcome.Blocked("rate-limit", "quota", "wait", Optional.of(until));
            work.on("a", StepResult.of(limit));
            var run = start(driver, work("a"));
            settle();
            assertThat(events(run, Event.TimerSet.class))
                    .singleElement()
                    .extracting(Event.TimerSet::at)
                    .isEqualTo(until);
            try (var next = crash()) {
                advance(Duration.ofHours(3).minusSeconds(1));
                settle();
                assertThat(work.executed()).containsExactly("a@1");
                advance(Duration.ofSeconds(1));
                settle();
                assertThat(work.executed()).containsExactly("a@1", "a@2");
                assertThat(end(run)).isEqualTo(End.DONE);
                assertThat(next).isNotNull();
            }
        }
    }

    @Test
    void a_timer_outlives_the_driver_that_set_it() throws InterruptedException {
        try (var driver = open()) {
            work.on("a", StepResult.of(new Outcome.Blocked("network", "down", "wait")));
            var run = start(driver, Plan.retrying(work("a"), "network", 3));
            settle();
            try (var next = crash()) {
                settle();
                assertThat(work.executed()).containsExactly("a@1");
                advance(Duration.ofSeconds(10));
                settle();
                assertThat(end(run)).isEqualTo(End.DONE);
                assertThat(next).isNotNull();
            }
        }
    }
}
