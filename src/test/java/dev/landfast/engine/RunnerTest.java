package dev.landfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import dev.landfast.journal.Journal;
import dev.landfast.journal.RunSummary.Word;
import dev.landfast.problem.EnvironmentProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real runner processes.
@Timeout(120)
class RunnerTest {

    private static final Actor.Person ANA = new Actor.Person("ana", "terminal");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;
    private final List<Process> started = new ArrayList<>();
    private Journal journal;

    @BeforeEach
    void open() {
        journal = Journal.open(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() throws InterruptedException {
        journal.close();
        for (var process : started) {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    private Runner.Start starting(String failpoint) {
        return (state, log) -> started.add(RunnerProcess.start(state, log, failpoint));
    }

    @Test
    void one_is_started_carries_the_run_to_its_end_and_goes() throws Exception {
        assertThat(Runner.ensure(journal, starting(""), PATIENCE))
                .isEqualTo(Runner.Presence.NOT_NEEDED);
        var run = journal.submit("login", Library.start("test"), ANA);
        assertThat(Runner.ensure(journal, starting(""), PATIENCE))
                .isEqualTo(Runner.Presence.STARTED);
        assertThat(started.getFirst().waitFor()).isZero();
        assertThat(journal.run(run).orElseThrow().standing().word()).isEqualTo(Word.DONE);
        assertThat(Files.readString(folder.resolve("runner.log"))).contains("Retired");
        assertThat(RunnerProcess.effects(folder)).hasSize(13).doesNotHaveDuplicates();
        assertThat(journal.needsRunner()).isFalse();
        assertThat(journal.runner().held()).isFalse();
    }

    @Test
    void a_second_one_goes_at_once() throws Exception {
        try (var writer = journal.writer().orElseThrow()) {
            assertThat(writer.token()).isOne();
            var second = RunnerProcess.start(folder, folder.resolve("second.log"), "");
            started.add(second);
            assertThat(second.waitFor()).isZero();
            assertThat(Files.readString(folder.resolve("second.log"))).contains("Second");
        }
    }

    @Test
    void a_request_made_while_one_is_about_to_go_is_not_lost() throws Exception {
        for (var i = 0; i < 3; i++) {
            var run = journal.submit("run-" + i, Library.start("test"), ANA);
            Runner.ensure(journal, starting(""), PATIENCE);
            while (!journal.run(run).orElseThrow().standing().word().ended()) {
                Thread.onSpinWait();
                if (!journal.runner().held()) {
                    Runner.ensure(journal, starting(""), PATIENCE);
                }
            }
        }
        assertThat(journal.requests()).isEmpty();
        assertThat(RunnerProcess.effects(folder)).hasSize(39);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "halt@1",
                "halt@3",
                "halt@10",
                "halt@17",
                "halt@26",
                "halt@33",
                "halt@engine.after-step#13"
            })
    void one_that_was_killed_is_followed_by_another_that_ends_the_run(String failpoint)
            throws Exception {
        var run = journal.submit("login", Library.start("test"), ANA);
        var first = RunnerProcess.start(folder, folder.resolve("first.log"), failpoint);
        started.add(first);
        assertThat(first.waitFor()).isEqualTo(137);
        var acknowledged = journal.entries(run);
        assertThat(Runner.ensure(journal, starting(""), PATIENCE))
                .isEqualTo(Runner.Presence.STARTED);
        assertThat(started.getLast().waitFor()).isZero();
        assertThat(journal.run(run).orElseThrow().standing().word()).isEqualTo(Word.DONE);
        assertThat(journal.entries(run).subList(0, acknowledged.size())).isEqualTo(acknowledged);
        assertThat(journal.verify(run)).isEmpty();
        assertThat(RunnerProcess.effects(folder)).hasSize(13).doesNotHaveDuplicates();
    }

    @Test
    void one_that_does_not_come_up_is_reported_with_its_log() {
        journal.submit("login", Library.start("test"), ANA);
        assertThatThrownBy(() -> Runner.ensure(journal, (state, log) -> {}, Duration.ofMillis(50)))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessageContaining("LF-507")
                .hasMessageContaining("runner.log");
    }

    @Test
    void a_step_costs_little_more_than_its_own_work() throws Exception {
        var run = journal.submit("warm", Library.start("test"), ANA);
        var log = folder.resolve("runner.log");
        started.add(RunnerProcess.start(folder, log, ""));
        assertThat(started.getFirst().waitFor(60, TimeUnit.SECONDS)).isTrue();
        var entries = journal.entries(run);
        var took = Duration.between(entries.getFirst().at(), entries.getLast().at());
        System.out.println("13 durable steps on a cold runner: " + took.toMillis() + " ms");
        assertThat(entries.getLast().event()).isInstanceOf(Event.RunEnded.class);
    }
}
