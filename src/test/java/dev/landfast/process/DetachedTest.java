package dev.landfast.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs that live on by themselves.
class DetachedTest {

    /// Starts what says which signals it ignores.
    static final class Starter {

        private Starter() {}

        public static void main(String[] args) throws IOException {
            Detached.start(
                    List.of("/bin/sh", "-c", "grep SigIgn /proc/self/status; echo told"),
                    Path.of("/"),
                    Map.of("PATH", "/usr/bin:/bin"),
                    Path.of(args[0]));
        }
    }

    @TempDir Path root;

    @Test
    void one_that_is_started_in_the_background_of_a_script_can_still_be_interrupted()
            throws Exception {
        Path log = root.resolve("log");
        var java = ProcessHandle.current().info().command().orElseThrow();
        var script =
                "%s -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp '%s' '%s' '%s' &\nwait"
                        .formatted(
                                java,
                                System.getProperty("java.class.path"),
                                Starter.class.getName(),
                                log);
        Process shell = new ProcessBuilder("/bin/sh", "-c", script).inheritIO().start();
        assertThat(shell.waitFor()).isZero();
        Eventually.await("it was there", () -> says(log).contains("told"));

        var ignored = says(log).lines().findFirst().orElseThrow().split("\\s+", 2)[1];
        assertThat(Long.parseUnsignedLong(ignored, 16) & 0b10).as(ignored).isZero();
    }

    private static String says(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
