package dev.landfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Step;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import dev.landfast.journal.Journal;
import dev.landfast.journal.RunSummary.Word;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The local driver: what all drivers do, and what is its own.
class LocalDriverTest extends RunDriverContract {

    @TempDir Path folder;
    private final TestClock clock = new TestClock();
    private Journal journal;
    private LocalDriver driver;

    @BeforeEach
    void openJournal() {
        journal = Journal.open(folder, clock);
        driver = carrying(8);
    }

    @AfterEach
    void closeJournal() {
        driver.close();
        journal.close();
    }

    @Override
    RunDriver open() {
        return open(8);
    }

    private LocalDriver open(int atOnce) {
        driver.close();
        driver = carrying(atOnce);
        return driver;
    }

    private LocalDriver carrying(int atOnce) {
        var setup =
                LocalDriver.Setup.of(library, List.of(work), clock)
                        .atOnce(atOnce)
                        .patient(Duration.ofSeconds(5));
        return LocalDriver.open(journal, setup).orElseThrow();
    }

    @Override
    void settle() throws InterruptedException {
        assertThat(driver.awaitRest(Duration.ofSeconds(20))).isTrue();
    }

    @Override
    List<Entry> entries(String run) {
        return journal.entries(run);
    }

    @Override
    void advance(Duration by) {
        clock.advance(by);
    }

    @Override
    Instant clockStarts() {
        return clock.instant();
    }

    @Override
    RunDriver crash() {
        driver.close();
        return open();
    }

    @Test
    void a_result_and_the_next_step_share_one_transaction() throws InterruptedException {
        open();
        var before = journal.version();
        try (var reader = Journal.reading(folder, clock).orElseThrow()) {
            var first = reader.version();
            start(driver, work("a"), work("b"), work("c"), work("d"));
            settle();
            // A commit each: asked for, begun, three hand-overs, the end.
            assertThat(reader.version() - first).isLessThanOrEqualTo(6);
        }
        assertThat(journal.version()).isEqualTo(before);
    }

    @Test
    void the_summary_follows_the_run() throws InterruptedException {
        open();
        work.on("a", StepResult.of(new Outcome.Blocked("network", "down", "wait")));
        work.on("b", StepResult.of(new Outcome.Escalate("too hard")));
        var run = start(driver, Plan.retrying(work("a"), "network", 3), work("b"));
        settle();
        assertThat(journal.run(run).orElseThrow().standing())
                .satisfies(standing -> {
                    assertThat(standing.word()).isEqualTo(Word.PARKED);
                    assertThat(standing.wakes()).isPresent();
                    assertThat(standing.next()).isEqualTo(suggested(run));
                });
        assertThat(journal.needsRunner()).isFalse();
        advance(Duration.ofSeconds(10));
        assertThat(journal.needsRunner()).isTrue();
        settle();
        var standing = journal.run(run).orElseThrow().standing();
        assertThat(standing.word()).isEqualTo(Word.ESCALATED);
        assertThat(standing.next()).isEqualTo("landfast retry login");
    }

    @Test
    void what_a_list_says_it_waits_for_is_what_the_command_beside_it_answers()
            throws InterruptedException {
        open();
        var asked = new CountDownLatch(1);
        work.on(
                        "late",
                        attempt -> {
                            asked.await();
                            return asks(Ask.Kind.DONE, "Is it painted?");
                        })
                .on("early", attempt -> asks(Ask.Kind.ANSWER, "Which colour?"));
        var both = List.of(Plan.branch(work("late")), Plan.branch(work("early")));
        var run = start(driver, Plan.parallel("both", both.toArray(Step.Branch[]::new)));
        while (events(run, Event.StepWaiting.class).isEmpty()) {
            Thread.onSpinWait();
        }
        clock.advance(Duration.ofSeconds(1));
        asked.countDown();
        settle();
        assertThat(events(run, Event.StepWaiting.class)).hasSize(2);
        var standing = journal.run(run).orElseThrow().standing();
        assertThat(standing.waits()).isEqualTo("Which colour?");
        assertThat(standing.next())
                .startsWith("landfast answer login TEXT --step ")
                .endsWith("/early");
        assertThat(standing.next()).isEqualTo(suggested(run));
    }

    private static StepResult asks(Ask.Kind kind, String question) {
        var ask = new Ask(kind, question, List.of(), Optional.empty());
        return StepResult.of(new Outcome.Waiting(ask));
    }

    /// What 'landfast why' and reports say first.
    private String suggested(String run) {
        return Suggestions.of(State.of(journal.entries(run))).getFirst().command("login");
    }

    @Test
    void no_more_steps_run_at_once_than_allowed() throws InterruptedException {
        open(2);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        Scripted.Act act =
                attempt -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    now.decrementAndGet();
                    return StepResult.pass(Map.of());
                };
        var acts = new Scripted.Act[20];
        Arrays.fill(acts, act);
        work.on("a", acts);
        library.with("test", Plan.of(work("a")));
        for (var i = 0; i < acts.length; i++) {
            driver.start(Library.start("test"), "run-" + i, ANA);
        }
        settle();
        assertThat(work.executed()).hasSize(acts.length);
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void a_request_from_another_connection_is_noticed() throws InterruptedException {
        open();
        library.with("test", Plan.of(work("a")));
        var begun = new CountDownLatch(1);
        work.on(
                "a",
                attempt -> {
                    begun.countDown();
                    return StepResult.pass(Map.of());
                });
        try (var other = Journal.open(folder, clock)) {
            var run = other.submit("login", Library.start("test"), ANA);
            begun.await();
            settle();
            assertThat(end(run)).isEqualTo(End.DONE);
        }
    }

    @Test
    void a_definition_that_cannot_be_read_stops_its_run_and_no_other() throws InterruptedException {
        open();
        var broken = driver.start(Library.start("nowhere"), "broken", ANA);
        var run = start(driver, work("a"));
        settle();
        assertThat(end(run)).isEqualTo(End.DONE);
        var standing = journal.run(broken).orElseThrow().standing();
        assertThat(standing.word()).isEqualTo(Word.PAUSED);
        assertThat(standing.waits()).contains("LF-300");
        assertThat(journal.requests()).isEmpty();
        library.with("nowhere", Plan.of(work("b")));
        driver.signal(broken, new Event.Resumed(), ANA);
        settle();
        assertThat(end(broken)).isEqualTo(End.DONE);
        assertThat(journal.verify(broken)).isEmpty();
    }

    @Test
    void a_run_that_can_never_go_on_can_be_given_up() throws InterruptedException {
        open();
        var broken = driver.start(Library.start("nowhere"), "broken", ANA);
        settle();
        assertThat(journal.run(broken).orElseThrow().standing().next())
                .isEqualTo("landfast resume broken");
        driver.signal(broken, new Event.Resumed(), ANA);
        settle();
        assertThat(journal.run(broken).orElseThrow().standing().next())
                .isEqualTo("landfast cancel broken");
        driver.signal(broken, new Event.CancelRequested("enough"), ANA);
        settle();
        assertThat(end(broken)).isEqualTo(End.CANCELLED);
        assertThat(journal.run(broken).orElseThrow().standing().word()).isEqualTo(Word.CANCELLED);
        assertThat(journal.verify(broken)).isEmpty();
    }

    @Test
    void a_second_driver_is_refused_while_the_first_lives() {
        open();
        var setup = LocalDriver.Setup.of(library, List.of(work), clock);
        try (var other = Journal.open(folder, clock)) {
            assertThat(LocalDriver.open(other, setup)).isEmpty();
        }
    }

    @Test
    void a_thousand_events_are_taken_up_again_in_a_moment() throws InterruptedException {
        open();
        var acts = new Scripted.Act[250];
        Arrays.setAll(acts, i -> attempt -> Play.fail("E" + i));
        work.on("unit", acts);
        var loop = Plan.loop("quality", 300, List.of(work("unit")), List.of(work("repair")));
        var run = start(driver, loop);
        settle();
        assertThat(end(run)).isEqualTo(End.DONE);
        var begun = System.nanoTime();
        var entries = journal.entries(run);
        var read = System.nanoTime();
        var state = State.of(entries);
        var decision = Decider.decide(library.of(Library.start("test")), state);
        var decided = System.nanoTime();
        assertThat(entries).hasSizeGreaterThan(1000);
        assertThat(decision.commands()).isEmpty();
        System.out.printf(
                "%d events: read in %d ms, folded and decided in %d ms%n",
                entries.size(), (read - begun) / 1_000_000, (decided - read) / 1_000_000);
        assertThat(Duration.ofNanos(decided - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_run_is_the_same_live_and_replayed() throws InterruptedException {
        open();
        work.on("unit", attempt -> Play.fail("E1"), attempt -> Play.fail("E2"));
        var run =
                start(
                        driver,
                        Plan.loop("quality", 4, List.of(work("unit")), List.of(work("repair"))));
        settle();
        assertThat(end(run)).isEqualTo(End.DONE);
        var entries = journal.entries(run);
        for (var entry : entries) {
            if (entry.event() instanceof Event.StepScheduled e) {
                var workflow = library.of(Library.start("test"));
                assertThat(Replay.command(workflow, entries, e.key()).key()).isEqualTo(e.key());
            }
        }
        assertThat(journal.verify(run)).isEmpty();
    }
}
