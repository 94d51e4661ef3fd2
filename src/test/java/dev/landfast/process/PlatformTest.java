package dev.landfast.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What this machine offers is tried once, whoever asks first.
class PlatformTest {

    /// The first that a program asks, on as many threads at once as a gate has tools, or more.
    static final class AskedByMany {

        private static final int MANY = 64;

        public static void main(String[] args) throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Platform.Mode>> all =
                        IntStream.range(0, MANY)
                                .mapToObj(_ -> threads.submit(Platform::mode))
                                .toList();
                for (Future<Platform.Mode> each : all) {
                    System.out.println(each.get());
                }
            }
        }
    }

    @Test
    void many_who_ask_at_once_are_told_what_one_is_told() {
        String java = ProcessHandle.current().info().command().orElseThrow();
        String classes = System.getProperty("java.class.path");

        Captured said =
                Tasks.capture(
                        Capture.of(
                                        List.of(java, "-cp", classes, AskedByMany.class.getName()),
                                        Path.of("/"),
                                        Map.of())
                                .withTimeout(Duration.ofMinutes(1)));

        assertThat(said.errText()).isEmpty();
        assertThat(said.outText().lines()).hasSize(64).containsOnly(Platform.mode().name());
    }
}
