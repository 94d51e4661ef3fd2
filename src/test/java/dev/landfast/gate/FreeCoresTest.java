package dev.landfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class FreeCoresTest {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    @Test
    void there_is_one_at_least_and_never_more_than_the_machine_has() throws InterruptedException {
        assertThat(FreeCores.now()).isBetween(1, CORES);
    }

    @Test
    void while_others_keep_every_core_busy_there_is_one() throws Exception {
        var busy = new ArrayList<Process>();
        try {
            for (var i = 0; i <= CORES; i++) {
                busy.add(spinning());
            }
            assertThat(FreeCores.now()).isEqualTo(1);
        } finally {
            busy.forEach(Process::destroyForcibly);
        }
    }

    private static Process spinning() throws IOException {
        var process = new ProcessBuilder("sh", "-c", "echo; while :; do :; done").start();
        assertThat(process.getInputStream().read()).isEqualTo('\n');
        return process;
    }
}
