package dev.landfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Ask;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.problem.EnvironmentProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What every driver of runs must do, wherever it keeps its journal and wherever steps run.
abstract class RunDriverContract extends RunRecoveryContract {

    @Test
    void carries_a_run_from_its_first_step_to_its_end() throws InterruptedException {
        try (var driver = open()) {
            var run = start(driver, work("a"), work("b"), work("c"));
            settle();
            assertThat(end(run)).isEqualTo(End.DONE);
            assertThat(work.executed()).containsExactly("a@1", "b@1", "c@1");
            assertThat(entries(run).getFirst().actor()).isEqualTo(ANA);
            assertThat(entries(run)).extracting(Entry::seq).startsWith(1L, 2L, 3L);
        }
    }

    @Test
    void an_attempt_is_given_run_key_and_definition() throws InterruptedException {
        try (var driver = open()) {
            var run = start(driver, work("a"));
            settle();
            var attempt = work.attempts().getFirst();
            assertThat(attempt.run()).isEqualTo(run);
            assertThat(attempt.key()).isEqualTo(new StepKey("a", 1));
            assertThat(attempt.definition()).isEqualTo("d1");
        }
    }

    @Test
    void an_attempt_that_waits_goes_on_with_what_a_person_says() throws InterruptedException {
        var ask = new Ask(Ask.Kind.ANSWER, "Which one?", List.of(), Optional.empty());
        try (var driver = open()) {
            work.on(
                    "a",
                    attempt -> StepResult.of(new Outcome.Waiting(ask)),
                    attempt ->
                            StepResult.pass(
                                    Map.of("said", attempt.input().answer().orElseThrow().text())));
            var run = start(driver, work("a"));
            settle();
            assertThat(events(run, Event.StepWaiting.class)).hasSize(1);
            driver.signal(
                    run,
                    new Event.Answered(
                            new StepKey("a", 1), true, "this", Optional.empty(), Map.of()),
                    ANA);
            settle();
            assertThat(end(run)).isEqualTo(End.DONE);
            assertThat(work.executed()).containsExactly("a@1", "a@1");
            assertThat(events(run, Event.StepFinished.class))
                    .singleElement()
                    .extracting(e -> e.result().outputs().get("said"))
                    .isEqualTo("this");
        }
    }

    @Test
    void late_and_repeated_signals_change_nothing() throws InterruptedException {
        try (var driver = open()) {
            var run = start(driver, work("a"));
            settle();
            var answer =
                    new Event.Answered(
                            new StepKey("a", 1), true, "late", Optional.empty(), Map.of());
            driver.signal(run, answer, ANA);
            driver.signal(run, answer, ANA);
            driver.signal(run, new Event.CancelRequested("too late"), ANA);
            settle();
            assertThat(end(run)).isEqualTo(End.DONE);
            assertThat(work.executed()).containsExactly("a@1");
            assertThat(events(run, Event.RunEnded.class)).hasSize(1);
        }
    }

    @Test
    void a_cancelled_run_stops_the_step_that_is_under_way() throws InterruptedException {
        try (var driver = open()) {
            var begun = new CountDownLatch(1);
            work.on(
                    "a",
                    attempt -> {
                        begun.countDown();
                        new CountDownLatch(1).await();
                        return StepResult.pass(Map.of());
                    });
            var run = start(driver, work("a"), work("b"));
            begun.await();
            driver.signal(run, new Event.CancelRequested("not needed"), ANA);
            settle();
            assertThat(end(run)).isEqualTo(End.CANCELLED);
            assertThat(work.executed()).containsExactly("a@1");
            assertThat(events(run, Event.StepFinished.class))
                    .singleElement()
                    .extracting(e -> e.result().outcome())
                    .isEqualTo(new Outcome.Cancelled());
        }
    }

    @Test
    void a_paused_run_starts_nothing_until_it_is_resumed() throws InterruptedException {
        try (var driver = open()) {
            var begun = new CountDownLatch(1);
            var release = new CountDownLatch(1);
            work.on(
                    "a",
                    attempt -> {
                        begun.countDown();
                        release.await();
                        return StepResult.pass(Map.of());
                    });
            var run = start(driver, work("a"), work("b"));
            begun.await();
            driver.signal(run, new Event.Paused(), ANA);
            while (events(run, Event.Paused.class).isEmpty()) {
                Thread.onSpinWait();
            }
            release.countDown();
            settle();
            assertThat(work.executed()).containsExactly("a@1");
            driver.signal(run, new Event.Resumed(), ANA);
            settle();
            assertThat(end(run)).isEqualTo(End.DONE);
        }
    }

    @Test
    void a_stopped_run_goes_on_when_a_retry_is_asked_for() throws InterruptedException {
        try (var driver = open()) {
            work.on("a", StepResult.of(new Outcome.Escalate("too hard")));
            var run = start(driver, work("a"), work("b"));
            settle();
            assertThat(end(run)).isEqualTo(End.ESCALATED);
            driver.signal(run, new Event.RetryRequested(Optional.empty(), 0), ANA);
            settle();
            assertThat(end(run)).isEqualTo(End.DONE);
            assertThat(work.executed()).containsExactly("a@1", "a@2", "b@1");
        }
    }

    @Test
    void a_timer_goes_off_when_its_time_has_come_and_not_before() throws InterruptedException {
        try (var driver = open()) {
            work.on("a", StepResult.of(new Outcome.Blocked("network", "down", "wait")));
            var run = start(driver, Plan.retrying(work("a"), "network", 3));
            settle();
            assertThat(work.executed()).containsExactly("a@1");
            advance(Duration.ofSeconds(10));
            settle();
            assertThat(end(run)).isEqualTo(End.DONE);
            assertThat(work.executed()).containsExactly("a@1", "a@2");
        }
    }

    @Test
    void a_child_run_is_a_run_of_its_own_whose_end_is_a_result() throws InterruptedException {
        library.with("inner", Plan.of(work("x"), work("y")));
        try (var driver = open()) {
            var child = Plan.with(Plan.task("workflow", "c"), "workflow", "inner");
            var run = start(driver, work("a"), child, work("b"));
            settle();
            assertThat(end(run)).isEqualTo(End.DONE);
            assertThat(work.executed()).containsExactly("a@1", "x@1", "y@1", "b@1");
            var started = events(run, Event.ChildStarted.class);
            assertThat(started).hasSize(1);
            assertThat(end(started.getFirst().childRun())).isEqualTo(End.DONE);
        }
    }

    @Test
    void branches_run_side_by_side() throws InterruptedException {
        try (var driver = open()) {
            var together = new CyclicBarrier(2);
            Scripted.Act meet =
                    attempt -> {
                        try {
                            together.await(10, TimeUnit.SECONDS);
                        } catch (java.util.concurrent.BrokenBarrierException
                                | java.util.concurrent.TimeoutException e) {
                            return StepResult.of(new Outcome.Escalate("alone"));
                        }
                        return StepResult.pass(Map.of());
                    };
            work.on("a", meet).on("b", meet);
            var run =
                    start(
                            driver,
                            Plan.parallel("both", Plan.branch(work("a")), Plan.branch(work("b"))));
            settle();
            assertThat(end(run)).isEqualTo(End.DONE);
        }
    }

    @Test
    void many_runs_get_on_side_by_side() throws InterruptedException {
        try (var driver = open()) {
            library.with("test", Plan.of(work("a"), work("b")));
            var runs =
                    java.util.stream.IntStream.range(0, 30)
                            .mapToObj(i -> driver.start(Library.start("test"), "run-" + i, ANA))
                            .toList();
            settle();
            assertThat(runs).doesNotHaveDuplicates().allMatch(run -> end(run) == End.DONE);
            assertThat(work.executed()).hasSize(60);
        }
    }

    @Test
    void a_result_over_the_limit_is_refused_and_says_so() throws InterruptedException {
        try (var driver = open()) {
            work.on("a", StepResult.pass(Map.of("log", "x".repeat(Attempts.RESULT_BYTES))));
            var run = start(driver, work("a"));
            settle();
            assertThat(events(run, Event.StepFinished.class).getFirst().result().outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Broken.class, b -> assertThat(b.reason()).contains("LF-911"));
        }
    }

    @Test
    void an_executor_that_throws_is_our_bug_and_is_recorded_as_one() throws InterruptedException {
        try (var driver = open()) {
            work.on(
                    "a",
                    attempt -> {
                        throw new IllegalStateException("oops");
                    });
            var run = start(driver, work("a"));
            settle();
            assertThat(events(run, Event.StepFinished.class).getFirst().result().outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Broken.class, b -> assertThat(b.reason()).contains("oops"));
        }
    }

    @Test
    void a_problem_around_the_executor_blocks_and_is_not_held_against_the_code()
            throws InterruptedException {
        try (var driver = open()) {
            work.on(
                    "a",
                    attempt -> {
                        throw new EnvironmentProblem(
                                "LF-524", "cannot be written", "/", "check the rights");
                    });
            work.on(
                    "b",
                    attempt -> {
                        throw new UncheckedIOException(new IOException("Permission denied"));
                    });
            var run = start(driver, work("a"), work("b"));
            settle();
            assertThat(end(run)).isEqualTo(End.BLOCKED);
            driver.signal(run, new Event.RetryRequested(Optional.empty(), 0), ANA);
            settle();
            assertThat(end(run)).isEqualTo(End.BLOCKED);
            assertThat(events(run, Event.StepFinished.class))
                    .extracting(e -> e.result().outcome())
                    .filteredOn(Outcome.Blocked.class::isInstance)
                    .extracting(o -> ((Outcome.Blocked) o).kind())
                    .containsExactly("service", "service");
        }
    }

    @Test
    void a_kind_nobody_can_carry_out_blocks_the_run() throws InterruptedException {
        try (var driver = open()) {
            var run = start(driver, Plan.task("teleport", "a"));
            settle();
            assertThat(end(run)).isEqualTo(End.BLOCKED);
        }
    }
}
