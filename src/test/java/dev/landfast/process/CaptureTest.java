package dev.landfast.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.process.CaptureException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {

    @TempDir Path root;

    private Capture shell(String script) {
        return command("/bin/sh", "-c", script);
    }

    private Capture command(String... words) {
        return Capture.of(List.of(words), root, Workbench.PATH);
    }

    @Test
    void code_and_both_streams_come_back() {
        Captured captured = Tasks.capture(shell("printf out; printf err >&2; exit 3"));

        assertThat(captured.code()).isEqualTo(3);
        assertThat(captured.succeeded()).isFalse();
        assertThat(captured.outText()).isEqualTo("out");
        assertThat(captured.errText()).isEqualTo("err");
    }

    @Test
    void bytes_pass_unchanged_in_and_out_however_many() {
        byte[] bytes = new byte[3_000_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }

        assertThat(Tasks.capture(command("cat").withStdin(bytes)).out()).isEqualTo(bytes);
    }

    @Test
    void a_command_that_does_not_read_its_input_is_no_failure() {
        assertThat(Tasks.capture(command("true").withStdin("x".repeat(1_000_000))).code()).isZero();
    }

    @Test
    void nothing_is_inherited_and_stdin_is_empty() {
        assertThat(Tasks.capture(command("/usr/bin/env")).outText())
                .isEqualTo("PATH=/usr/bin:/bin\n");
        assertThat(Tasks.capture(command("/bin/cat")).out()).isEmpty();
        assertThat(Tasks.capture(command("/bin/pwd")).outText()).isEqualTo(root + "\n");
    }

    @Test
    void arguments_are_not_interpreted() {
        Captured captured = Tasks.capture(command("printf", "%s|", "a\nb", "-n", "$HOME", "", "*"));

        assertThat(captured.outText()).isEqualTo("a\nb|-n|$HOME||*|");
    }

    @Test
    void a_signal_is_128_and_its_number() {
        assertThat(Tasks.capture(shell("kill -s KILL $$")).code()).isEqualTo(137);
    }

    @Test
    void at_the_timeout_the_whole_tree_is_killed() {
        String word = "capture-" + System.nanoTime();
        String stubborn = "trap '' INT TERM; while :; do sleep 0.1; done";
        String script = "sh -c \"" + stubborn + "\" " + word + " & " + stubborn;

        assertThatThrownBy(() -> Tasks.capture(shell(script).withTimeout(Duration.ofMillis(300))))
                .isInstanceOfSatisfying(
                        CaptureException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT));

        assertThat(Processes.withWord(word)).isEmpty();
    }

    @Test
    void a_child_left_in_the_background_does_not_hold_us_up_for_long() {
        String word = "capture-" + System.nanoTime();

        assertThatThrownBy(() -> Tasks.capture(shell("sh -c 'sleep 1000; :' " + word + " & echo")))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("keeps its output open");

        assertThat(Processes.withWord(word)).isEmpty();
    }

    @Test
    void the_quick_way_gives_the_same_and_ends_what_descends_from_it() {
        Captured captured = Tasks.captureQuickly(shell("printf out; printf err >&2; exit 3"));

        assertThat(captured.code()).isEqualTo(3);
        assertThat(captured.outText()).isEqualTo("out");
        assertThat(captured.errText()).isEqualTo("err");
        String word = "capture-" + System.nanoTime();
        Capture slow = shell("sh -c 'sleep 1000; :' " + word + "; :");
        assertThatThrownBy(() -> Tasks.captureQuickly(slow.withTimeout(Duration.ofMillis(300))))
                .isInstanceOfSatisfying(
                        CaptureException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT));
        assertThat(Processes.withWord(word)).isEmpty();
        assertThatThrownBy(() -> Tasks.captureQuickly(command("/no/such/tool")))
                .hasMessageContaining("the executable /no/such/tool does not exist");
    }

    /// What was printed comes back; where the command itself takes its time, an error after two
    /// seconds.
    @Test
    @Timeout(60)
    void the_quick_way_does_not_wait_for_a_child_left_in_the_background() {
        String word = "capture-" + System.nanoTime();
        Capture leaving = shell("sh -c 'sleep 1000; :' " + word + " & echo hi");
        try {
            for (int i = 0; i < 5; i++) {
                assertThat(said(leaving)).containsAnyOf("hi\n", "keeps its output open");
            }
        } finally {
            Sweep.untilNoneLeft(() ->
                    Sweep.withDescendants(proc -> Processes.withWord(word).contains(proc.pid())));
        }
    }

    private static String said(Capture request) {
        try {
            return Tasks.captureQuickly(request).outText();
        } catch (CaptureException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void what_cannot_start_says_why() {
        assertThatThrownBy(() -> Tasks.capture(command("no-such-tool")))
                .isInstanceOfSatisfying(
                        CaptureException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NOT_STARTED))
                .hasMessageContaining("no executable 'no-such-tool'");
        Capture nowhere = Capture.of(List.of("/bin/true"), root.resolve("absent"), Map.of());
        assertThatThrownBy(() -> Tasks.capture(nowhere))
                .hasMessageContaining("absent does not exist");
    }

    @Test
    void an_interrupted_caller_ends_the_command_and_stays_interrupted()
            throws InterruptedException {
        Path up = root.resolve("up");
        AtomicReference<Reason> reason = new AtomicReference<>();
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                Tasks.capture(shell("echo $$ >" + up + "; exec sleep 1000"));
                            } catch (CaptureException e) {
                                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                                reason.set(e.reason());
                            }
                        });
        Eventually.await("it runs", () -> new Workbench(root).said(up));

        caller.interrupt();
        caller.join();

        assertThat(reason.get()).isEqualTo(Reason.INTERRUPTED);
        long pid = Long.parseLong(new Workbench(root).text(up).strip());
        Eventually.await("the command is gone", () -> ProcessTable.find(pid).isEmpty());
    }

    @Test
    void many_at_once_do_not_mix() throws InterruptedException {
        List<Thread> threads =
                IntStream.range(0, 40)
                        .mapToObj(i ->
                                Thread.ofVirtual()
                                        .start(() -> {
                                            String out =
                                                    Tasks.capture(command("echo", "" + i))
                                                            .outText();
                                            write(root.resolve("n" + i), out);
                                        }))
                        .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        for (int i = 0; i < 40; i++) {
            assertThat(root.resolve("n" + i)).hasContent(i + "\n");
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
