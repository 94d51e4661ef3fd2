package dev.landfast.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLimitTest {

    private static final String REACHED = "[landfast: log limit reached";
    private static final int MARKS = 400;

    @TempDir Path root;
    private Workbench bench;

    Workbench bench(Path folder) {
        return new Workbench(folder);
    }

    @BeforeEach
    void prepare() {
        bench = bench(root);
    }

    private TaskSpec limited(long bytes, String script) {
        return bench.spec(
                options -> options.withLimits(Limits.standard().withLogBytes(bytes)),
                "/bin/sh",
                "-c",
                script);
    }

    @Test
    void a_gigabyte_of_output_fills_neither_disk_nor_heap()
            throws IOException, InterruptedException {
        long limit = 8L << 20;
        long before = usedHeap();

        TaskSpec spec =
                limited(limit, "dd if=/dev/zero bs=1M count=1024 status=none; echo the end");
        Task task = bench.tasks().start(spec);
        long most = 0;
        while (task.await(Duration.ofMillis(20)).isEmpty()) {
            most = Math.max(most, size(spec.options().stateDirectory()));
        }

        TaskEnd end = task.await();
        assertThat(end.succeeded()).isTrue();
        assertThat(end.facts().logTruncated()).isTrue();
        assertThat(most).isLessThan(limit + (8L << 20));
        assertThat(Files.size(task.log())).isBetween(limit * 3 / 4, limit + MARKS);
        assertThat(bench.text(task.log()))
                .contains(REACHED, "bytes left out]")
                .endsWith("the end\n");
        assertThat(usedHeap() - before).isLessThan(32L << 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {4096, 10_000, 65_536, 1_000_000})
    void what_is_left_out_is_counted_to_the_byte(long limit)
            throws IOException, InterruptedException {
        TaskSpec spec = limited(limit, "seq 1 300000");
        String whole = numbers(300_000);

        Task task = bench.tasks().start(spec);

        assertThat(task.await().succeeded()).isTrue();
        String log = bench.text(task.log());
        String head = log.substring(0, log.indexOf("\n" + REACHED));
        String tail = log.substring(log.indexOf("left out]\n") + "left out]\n".length());
        assertThat(log).contains("left out]");
        String number =
                log.substring(log.lastIndexOf("[landfast: ") + 11, log.indexOf(" bytes left out]"));
        assertThat(whole).startsWith(head).endsWith(tail);
        assertThat(head.length() + tail.length() + Long.parseLong(number))
                .isEqualTo(whole.length());
        assertThat(head.length()).isGreaterThan((int) (limit / 2));
        assertThat(tail.length()).isGreaterThan((int) (limit / 10));
        assertThat(Files.size(task.log())).isLessThan(limit + MARKS);
    }

    /// Slow writers give one short read each, which is where counting reads could go wrong.
    @Test
    void output_below_the_limit_is_complete_however_it_comes() throws InterruptedException {
        TaskSpec spec = limited(8192, "i=0; while [ $i -lt 900 ]; do echo $i; i=$((i+1)); done");

        Task task = bench.tasks().start(spec);

        assertThat(task.await().facts().logTruncated()).isFalse();
        String expected =
                Stream.iterate(0, i -> i + 1)
                        .limit(900)
                        .map(i -> i + "\n")
                        .reduce("", String::concat);
        assertThat(bench.text(task.log())).isEqualTo(expected);
    }

    @Test
    void output_is_in_the_log_as_soon_as_it_is_written() throws InterruptedException {
        Path go = root.resolve("go");
        TaskSpec spec = bench.script("printf half; until [ -e " + go + " ]; do sleep 0.02; done");

        Task task = bench.tasks().start(spec);

        Eventually.await("half a line is there", () -> bench.text(task.log()).equals("half"));
        task.cancel();
    }

    @Test
    void each_of_two_logs_has_its_own_limit() throws IOException, InterruptedException {
        TaskSpec spec =
                bench.spec(
                        options ->
                                options.withLimits(Limits.standard().withLogBytes(8192))
                                        .withSeparateStderr(),
                        "/bin/sh",
                        "-c",
                        "seq 1 9999 >&2; echo small");

        Task task = bench.tasks().start(spec);

        assertThat(task.await().facts().logTruncated()).isTrue();
        assertThat(bench.text(task.log())).isEqualTo("small\n");
        assertThat(bench.text(task.errorLog())).contains(REACHED).endsWith("9999\n");
        assertThat(Files.size(task.errorLog())).isLessThan(8192 + MARKS);
    }

    @Test
    void a_state_directory_that_takes_no_file_is_a_clear_end()
            throws IOException, InterruptedException {
        try (SmallDisk disk = SmallDisk.of(root.resolve("disk"), 64)) {
            disk.fill();

            TaskEnd end = bench.tasks().start(on(disk, "echo never")).await();

            assertThat(end)
                    .isInstanceOfSatisfying(
                            TaskEnd.NotStarted.class,
                            none -> assertThat(none.why()).contains("No space left on device"));
        }
    }

    @Test
    void a_disk_that_fills_up_under_a_task_costs_output_but_not_its_end()
            throws IOException, InterruptedException {
        try (SmallDisk disk = SmallDisk.of(root.resolve("disk"), 1024)) {
            Task task = bench.tasks().start(on(disk, "seq 1 1000000; exit 9"));

            TaskEnd end = task.await();

            assertThat(end)
                    .isInstanceOfSatisfying(
                            TaskEnd.Exited.class, exited -> assertThat(exited.code()).isEqualTo(9));
            assertThat(end.facts().logTruncated()).isTrue();
            assertThat(bench.text(task.log())).startsWith("1\n2\n3\n");
        }
    }

    private TaskSpec on(SmallDisk disk, String script) {
        TaskSpec spec = bench.script(script);
        Path state = disk.place().resolve("state");
        return new TaskSpec(
                spec.id(),
                spec.command(),
                spec.directory(),
                spec.environment(),
                TaskSpec.Options.in(state));
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static String numbers(int last) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= last; i++) {
            text.append(i).append('\n');
        }
        return text.toString();
    }

    /// A file system of a few KiB; only root can make one.
    private record SmallDisk(Path place) implements AutoCloseable {

        static SmallDisk of(Path place, int kibibytes) throws IOException {
            assumeTrue(System.getProperty("user.name").equals("root"), "only root can mount");
            Files.createDirectories(place);
            String size = "size=" + kibibytes + "k";
            assumeTrue(run("mount", "-t", "tmpfs", "-o", size, "tmpfs", place.toString()));
            return new SmallDisk(place);
        }

        void fill() throws IOException {
            try {
                Files.writeString(
                        place.resolve("filler"), "x".repeat(1 << 20), StandardCharsets.US_ASCII);
            } catch (IOException full) {
                assertThat(full).hasMessageContaining("No space left");
            }
        }

        @Override
        public void close() {
            assertThat(run("umount", place.toString())).isTrue();
        }

        private static boolean run(String... command) {
            Map<String, String> path = Map.of("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
            return Tasks.capture(Capture.of(List.of(command), Path.of("/"), path)).succeeded();
        }
    }
}
