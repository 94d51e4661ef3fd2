package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.cli.Session.Streams;
import dev.landfast.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whoever follows a run sees its end, whatever becomes of the process that carries it.
@Timeout(60)
class WatchTest {

    private static final String LAUNCHER = "landfast.launcher";

    @TempDir private Path folder;
    private Shell shell;
    private Path begun;
    private Path go;
    private Path asked;
    private String before;

    @BeforeEach
    void a_run_whose_step_takes_until_it_is_told() throws IOException {
        shell = Shell.with(folder).onRealTime();
        begun = folder.resolve("begun");
        go = folder.resolve("go");
        asked = folder.resolve("asked");
        shell.commit(
                ".landfast/workflows/napping.yaml",
                """
                workflow: napping
                about: Takes its time
                steps:
                  - { id: place, worktree: create }
                  - { id: nap, run: "touch '%s'; while [ -e '%s' -a ! -e '%s' ]; do sleep 0.05; done" }
                """
                        .formatted(begun, begun, go));
        var launcher = Files.writeString(folder.resolve("launcher"), "#!/bin/sh\n: > " + asked);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        before = System.getProperty(LAUNCHER, "");
        System.setProperty(LAUNCHER, launcher.toString());
    }

    @AfterEach
    void as_before() throws IOException {
        Files.writeString(go, "");
        System.setProperty(LAUNCHER, before);
    }

    @Test
    void watch_as_json_has_a_dead_runner_replaced() throws Exception {
        replaces("\"type\":\"step-scheduled\"", "watch", "napping-1", "--json");
    }

    @Test
    void logs_that_are_followed_have_a_dead_runner_replaced() throws Exception {
        replaces("== nap", "logs", "-f", "napping-1");
    }

    /// @param seen what the command prints of the step, so that it has found the first runner
    private void replaces(String seen, String... command) throws Exception {
        var started = shell.landfast("run", "napping", "--trust", "--detach");
        assertThat(started.code()).as(started.err()).isZero();
        var runner = shell.carrying();
        until(() -> Files.exists(begun));
        shell.set("LANDFAST_RUNNER", "on");
        var out = new ByteArrayOutputStream();
        var code = CompletableFuture.supplyAsync(() -> landfast(out, command));
        until(() -> code.isDone() || out.toString(StandardCharsets.UTF_8).contains(seen));
        assertThat(code).isNotDone();

        runner.interrupt();
        runner.join();
        until(() -> code.isDone() || Files.exists(asked));
        assertThat(code).isNotDone();
        Files.createFile(go);
        var next = shell.carrying();

        assertThat(code.get()).isZero();
        next.join();
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertThat(Thread.currentThread().isInterrupted()).as("out of time").isFalse();
            Thread.onSpinWait();
        }
    }

    private int landfast(ByteArrayOutputStream out, String... command) {
        var terminal = new Terminal(false, 120);
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Main.run(
                List.of(command),
                shell.surroundings(),
                new Streams(print, print, terminal, terminal));
    }
}
