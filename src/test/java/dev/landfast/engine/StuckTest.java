package dev.landfast.engine;

import static dev.landfast.engine.Play.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Config;
import dev.landfast.definition.Step;
import dev.landfast.definition.Workflow;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import dev.landfast.journal.Journal;
import dev.landfast.journal.RunSummary.Standing;
import dev.landfast.journal.RunSummary.Word;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.TestClock;
import dev.landfast.problem.DefinitionProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs that cannot go on, whoever is to blame.
@Timeout(60)
class StuckTest {

    @TempDir Path folder;
    private final Library library = new Library();
    private final Scripted work = new Scripted("work");
    private final Set<String> unreadable = Collections.synchronizedSet(new HashSet<>());
    private final List<String> swept = Collections.synchronizedList(new ArrayList<>());
    private Journal journal;
    private LocalDriver driver;

    @BeforeEach
    void open() {
        journal = Journal.open(folder, new TestClock());
        driver = carrying();
    }

    @AfterEach
    void close() {
        driver.close();
        journal.close();
    }

    private LocalDriver carrying() {
        var setup = LocalDriver.Setup.of(new Some(), List.of(work), new TestClock());
        return LocalDriver.open(journal, setup.stopping(new Swept(swept))).orElseThrow();
    }

    private record Swept(List<String> runs) implements Leftovers {

        @Override
        public void end(String run) {
            runs.add(run);
        }

        @Override
        public void end(String run, StepKey key) {
            runs.add(run + " " + key);
        }
    }

    /// The library, of which some cannot be read just now.
    private final class Some implements Workflows {

        @Override
        public Workflow of(Event.RunStarted start) {
            var name = start.pin().workflow();
            if (unreadable.contains(name)) {
                throw new DefinitionProblem("LF-300", "cannot read " + name, "test:1:1", "mend it");
            }
            return library.of(start);
        }

        @Override
        public Child child(String run, Event.RunStarted parent, Command.StartChild command) {
            return library.child(run, parent, command);
        }
    }

    @Test
    void lists_and_reasons_suggest_the_same_and_never_again_what_was_in_vain()
            throws InterruptedException {
        unreadable.add("test");
        var run = start(work("a"));
        settle();
        assertThat(standing(run).word()).isEqualTo(Word.PAUSED);
        assertThat(standing(run).next()).isEqualTo("landfast resume it").isEqualTo(suggested(run));

        driver.close();
        driver = carrying();
        settle();
        assertThat(standing(run).next())
                .as("nobody has resumed it")
                .isEqualTo("landfast resume it")
                .isEqualTo(suggested(run));

        driver.signal(run, new Event.Resumed(), ANA);
        settle();
        assertThat(standing(run).next()).isEqualTo("landfast cancel it").isEqualTo(suggested(run));

        unreadable.clear();
        driver.signal(run, new Event.Resumed(), ANA);
        settle();
        assertThat(standing(run).word()).isEqualTo(Word.DONE);
        assertThat(Suggestions.of(State.of(entries(run)))).isEmpty();
        assertThat(journal.verify(run)).isEmpty();
    }

    @Test
    void a_run_that_goes_on_after_all_suggests_what_it_waits_for() throws InterruptedException {
        unreadable.add("test");
        var run = start(work("a"));
        settle();
        unreadable.clear();
        work.on("a", asks());
        driver.signal(run, new Event.Resumed(), ANA);
        settle();
        assertThat(standing(run).next())
                .isEqualTo("landfast answer it TEXT")
                .isEqualTo(suggested(run));
    }

    @Test
    void what_was_told_to_stop_before_a_crash_is_ended_and_not_begun_again()
            throws InterruptedException {
        var begun = new CountDownLatch(1);
        var times = new AtomicInteger();
        work.on(
                "long",
                attempt -> {
                    times.incrementAndGet();
                    begun.countDown();
                    deaf();
                    return StepResult.pass(Map.of());
                });
        var run = start(work("long"));
        begun.await();
        driver.signal(run, new Event.CancelRequested("enough"), ANA);
        while (events(run, Event.StepStopping.class).isEmpty()) {
            LockSupport.parkNanos(1_000_000);
        }
        driver.close();

        driver = carrying();
        settle();

        assertThat(swept).containsExactly(run + " long@1");
        assertThat(ends(run)).containsExactly(End.CANCELLED);
        assertThat(times).hasValue(1);
    }

    /// Does not hear that it is to stop, for longer than the test takes.
    private static void deaf() {
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
            Thread.interrupted();
        }
    }

    @Test
    void what_is_under_way_is_stopped_before_a_run_is_given_up() throws InterruptedException {
        library.with("inner", Plan.of(work("asking")));
        work.on("asking", asks());
        var begun = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        work.on("long", attempt -> stays(begun, stopped))
                .on(
                        "b",
                        attempt -> {
                            begun.await();
                            return StepResult.pass(Map.of());
                        });
        var child = Plan.with(Plan.task("workflow", "c"), "workflow", "inner");
        var bad = Plan.task("workflow", "bad");
        var broken = new Step.Task(bad.head(), "workflow", Config.empty(), bad.policy());
        var run =
                start(
                        Plan.parallel(
                                "all",
                                Plan.branch(work("long")),
                                Plan.branch(child),
                                Plan.branch(work("b")),
                                Plan.branch(broken, "b")));
        settleBut(1);
        assertThat(standing(run).waits()).contains("LF-912");
        unreadable.add("test");

        driver.signal(run, new Event.CancelRequested("enough"), ANA);
        settle();

        assertThat(stopped.getCount()).as("the attempt was interrupted").isZero();
        assertThat(swept).as("what an earlier driver had begun").containsExactly(run);
        assertThat(ends(run)).containsExactly(End.CANCELLED);
        assertThat(events(run, Event.StepFinished.class))
                .filteredOn(e -> e.result().outcome() instanceof Outcome.Cancelled)
                .extracting(e -> e.key().step())
                .as("b had ended, but its end could not be written")
                .containsExactlyInAnyOrder("long", "c", "b");
        var inner = events(run, Event.ChildStarted.class).getFirst().childRun();
        assertThat(ends(inner)).containsExactly(End.CANCELLED);
        assertThat(standing(run).word()).isEqualTo(Word.CANCELLED);
        assertThat(journal.verify(run)).isEmpty();
    }

    @Test
    void a_parent_hears_at_once_that_its_child_was_given_up() throws InterruptedException {
        library.with("inner", Plan.of(work("a")));
        unreadable.add("inner");
        var run = start(Plan.with(Plan.task("workflow", "c"), "workflow", "inner"));
        settle();
        var child = events(run, Event.ChildStarted.class).getFirst().childRun();
        assertThat(standing(child).waits()).contains("LF-300");

        driver.signal(child, new Event.CancelRequested("enough"), ANA);
        settle();

        assertThat(ends(child)).containsExactly(End.CANCELLED);
        assertThat(events(run, Event.StepFinished.class))
                .singleElement()
                .extracting(e -> e.result().outcome())
                .isEqualTo(new Outcome.Cancelled());
    }

    @Test
    void what_is_said_too_late_changes_nothing_of_how_a_run_ended() throws InterruptedException {
        var run = start(work("a"));
        settle();
        unreadable.add("test");
        driver.signal(run, new Event.CancelRequested("too late"), ANA);
        settle();
        assertThat(standing(run)).isEqualTo(Standing.of(Word.DONE));
        assertThat(ends(run)).containsExactly(End.DONE);
        assertThat(journal.requests()).isEmpty();
    }

    private static StepResult stays(CountDownLatch begun, CountDownLatch stopped)
            throws InterruptedException {
        begun.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            stopped.countDown();
            throw e;
        }
        return StepResult.pass(Map.of());
    }

    private static StepResult asks() {
        var ask = new Ask(Ask.Kind.ANSWER, "Which colour?", List.of(), Optional.empty());
        return StepResult.of(new Outcome.Waiting(ask));
    }

    private static Step.Task work(String id) {
        return Plan.task("work", id);
    }

    private String start(Step... steps) {
        library.with("test", Plan.of(steps));
        return driver.start(Library.start("test"), "it", ANA);
    }

    private void settle() throws InterruptedException {
        assertThat(driver.awaitRest(Duration.ofSeconds(20))).isTrue();
    }

    /// Waits for a run to be stuck while attempts of it go on.
    private void settleBut(int stuck) {
        while (journal.runs().stream().filter(run -> run.standing().word() == Word.PAUSED).count()
                < stuck) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            Thread.onSpinWait();
        }
    }

    private Standing standing(String run) {
        return journal.run(run).orElseThrow().standing();
    }

    private String suggested(String run) {
        return Suggestions.of(State.of(entries(run))).getFirst().command("it");
    }

    private List<Entry> entries(String run) {
        return journal.entries(run);
    }

    private List<End> ends(String run) {
        return events(run, Event.RunEnded.class).stream().map(Event.RunEnded::end).toList();
    }

    private <E extends Event> List<E> events(String run, Class<E> type) {
        return entries(run).stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
