package dev.landfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class FreeCoresTest {

    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final String SPIN = "while :; do :; done";

    @Test
    void there_is_one_at_least_and_never_more_than_the_machine_has() throws InterruptedException {
        assertThat(FreeCores.now()).isBetween(1, CORES);
    }

    @Test
    void while_others_keep_every_core_busy_there_is_one() throws Exception {
        var busy = new ArrayList<Long>();
        try {
            for (var i = 0; i <= CORES; i++) {
                busy.add(strange());
            }
            assertThat(FreeCores.now()).isEqualTo(1);
        } finally {
            busy.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    @Test
    void what_it_started_itself_is_no_load() throws Exception {
        assumeThat(CORES).isGreaterThan(1);
        assumeThat(FreeCores.now()).as("nobody else works here").isEqualTo(CORES);
        var own = new ProcessBuilder("sh", "-c", SPIN).start();
        try {
            var most = 0;
            for (var i = 0; i < 20 && most < CORES; i++) {
                most = Math.max(most, FreeCores.now());
            }
            assertThat(most).isEqualTo(CORES);
        } finally {
            own.destroyForcibly();
        }
    }

    /// One whose parent has ended, so that it is nobody's child here.
    private static long strange() throws Exception {
        var process = new ProcessBuilder("sh", "-c", "(" + SPIN + ") >/dev/null & echo $!").start();
        try (var said = process.inputReader()) {
            var pid = Long.parseLong(said.readLine());
            assertThat(process.waitFor()).isZero();
            return pid;
        }
    }
}
