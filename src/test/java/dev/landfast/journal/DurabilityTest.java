package dev.landfast.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real processes, really killed.
class DurabilityTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40, 150})
    void a_killed_writer_has_lost_no_acknowledged_event(int after) throws Exception {
        var writer = WriterProcess.start(folder, "append");
        try (var out = writer.inputReader()) {
            var run = value(out, "run ");
            value(out, "token ");
            var acknowledged = killAfter(writer, out, after);
            try (var journal = Journal.open(folder, Clock.systemUTC())) {
                var entries = journal.entries(run);
                assertThat(entries.size()).isGreaterThanOrEqualTo(acknowledged + 2);
                assertThat(journal.verify(run)).isEmpty();
                assertThat(journal.writer()).isPresent();
            }
        }
    }

    @Test
    void a_killed_process_has_lost_no_acknowledged_request() throws Exception {
        var poster = WriterProcess.start(folder, "post");
        try (var out = poster.inputReader()) {
            var run = value(out, "run ");
            var acknowledged = killAfter(poster, out, 60);
            try (var journal = Journal.open(folder, Clock.systemUTC())) {
                assertThat(journal.requests())
                        .allMatch(request -> request.run().equals(run))
                        .hasSizeGreaterThanOrEqualTo(acknowledged + 2);
            }
        }
    }

    @Test
    void a_second_writer_is_refused_while_the_first_lives() throws Exception {
        var first = WriterProcess.start(folder, "append");
        try (var out = first.inputReader();
                var journal = Journal.open(folder, Clock.systemUTC())) {
            value(out, "token ");
            assertThat(journal.writer()).isEmpty();
            var second = WriterProcess.start(folder, "append");
            try (var answer = second.inputReader()) {
                value(answer, "refused");
            }
            assertThat(second.waitFor()).isZero();
            assertThat(journal.runner().held()).isTrue();
        } finally {
            kill(first);
        }
    }

    @Test
    void looking_at_the_lock_does_not_drop_it() {
        try (var journal = Journal.open(folder, Clock.systemUTC());
                var writer = journal.writer().orElseThrow()) {
            assertThat(writer.token()).isOne();
            assertThat(journal.runner().held()).isTrue();
            assertThat(journal.writer()).isEmpty();
            assertThat(journal.runner().held()).isTrue();
        }
    }

    @Test
    void a_fenced_writer_can_never_append_again() {
        try (var journal = Journal.open(folder, Clock.systemUTC())) {
            var run = journal.submit("login", JournalTest.START, new Actor.Engine());
            var old = journal.writer().orElseThrow();
            old.append(Transition.of(old.link(run, new Actor.Engine(), JournalTest.START)));
            // What a file system does that forgets its locks.
            folder.resolve("runner.lock").toFile().delete();
            var link = old.link(run, new Actor.Engine(), new Event.Paused());
            try (var stolen = Writers.withoutLock(journal)) {
                assertThat(stolen.token()).isEqualTo(old.token() + 1);
                assertThatThrownBy(() -> old.append(Transition.of(link)))
                        .isInstanceOf(Fenced.class);
                assertThatThrownBy(old::ready).isInstanceOf(Fenced.class);
                assertThat(journal.entries(run)).hasSize(1);
                stolen.append(
                        Transition.of(stolen.link(run, new Actor.Engine(), new Event.Resumed())));
                assertThat(journal.verify(run)).isEmpty();
            }
        }
    }

    private static int killAfter(Process process, BufferedReader out, int acknowledgements)
            throws IOException, InterruptedException {
        var last = -1;
        while (last < acknowledgements) {
            last = Integer.parseInt(value(out, "ack "));
        }
        kill(process);
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.matches("ack \\d+")) {
                last = Integer.parseInt(line.substring(4));
            }
        }
        return last;
    }

    private static void kill(Process process) throws InterruptedException {
        // Through the handle, as the process would close the stream that is still to be read.
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    private static String value(BufferedReader out, String label) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(label)) {
                return line.substring(label.length());
            }
        }
        throw new IOException("the process ended before it said " + label);
    }
}
