package dev.landfast.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Trees that do what they can to outlive their task. `-Dlandfast.full=true` runs all twenty with
/// the standard grace, and is wrong where one cannot be; otherwise one of each kind, and most of
/// them hurried.
class HostileTreeTest {

    private static final Duration PROMISED = Duration.ofSeconds(12);
    private static final boolean FULL = Boolean.getBoolean("landfast.full");

    /// Ignores every polite signal and goes on until it is killed.
    private static final String STUBBORN = "trap '' HUP INT QUIT TERM; while :; do sleep 0.1; done";

    /// `$0` is the word the survivors are found by.
    private static final List<String> CORPUS =
            List.of(
                    "sh -c \"$STUBBORN\" $0 & sh -c \"$STUBBORN\" $0",
                    "setsid sh -c \"$STUBBORN\" $0 & eval \"$STUBBORN\"",
                    "(setsid sh -c \"$STUBBORN\" $0 &) ; eval \"$STUBBORN\"",
                    "(env -i setsid sh -c \"$STUBBORN\" $0 &) ; eval \"$STUBBORN\"",
                    "trap '' INT TERM; while :; do setsid sh -c 'sleep 0.05' $0 & sleep 0.005; done",
                    "(env -i setsid sh -c \"exec 9<&-; (setsid sh -c \\\"$STUBBORN\\\" $0 &)\" &) ;"
                            + " eval \"$STUBBORN\"");

    /// Leaves not a single trace but its ancestry, and that is gone too. Only a namespace helps.
    private static final String TRACELESS =
            "(env -i setsid sh -c \"(setsid sh -c \\\"$STUBBORN\\\" $0 &)\""
                    + " 9<&- >/dev/null 2>&1 &) ; eval \"$STUBBORN\"";

    @TempDir Path root;
    private Workbench bench;

    Workbench bench(Path folder) {
        return new Workbench(folder);
    }

    @BeforeEach
    void prepare() {
        bench = bench(root);
    }

    static Stream<Arguments> trees() {
        List<Platform.Mode> modes =
                FULL
                        ? List.of(Platform.Mode.values())
                        : List.of(Platform.mode(), Platform.Mode.GROUP);
        return modes.stream()
                .flatMap(mode ->
                        Stream.concat(
                                        CORPUS.stream(),
                                        mode == Platform.Mode.GROUP
                                                ? Stream.of()
                                                : Stream.of(TRACELESS))
                                .map(tree -> Arguments.of(mode, tree)));
    }

    @ParameterizedTest
    @MethodSource("trees")
    void nothing_survives_a_cancel(Platform.Mode mode, String tree) throws InterruptedException {
        Duration grace = FULL ? Limits.standard().grace() : Duration.ofMillis(200);
        if (FULL) {
            assertThat(mode).as("allowed here").isGreaterThanOrEqualTo(Platform.mode());
            assertThat(trees()).hasSize(20);
        }

        Duration took = cancel(mode, tree, grace);

        assertThat(took).isLessThan(PROMISED);
    }

    @Test
    void the_standard_ladder_stays_below_twelve_seconds() throws InterruptedException {
        Platform.Mode mode = Platform.mode();
        String tree = mode == Platform.Mode.GROUP ? CORPUS.getLast() : TRACELESS;

        Duration took = cancel(mode, tree, Limits.standard().grace());

        assertThat(took).isBetween(Limits.standard().grace(), PROMISED);
    }

    private Duration cancel(Platform.Mode mode, String tree, Duration grace)
            throws InterruptedException {
        Path up = root.resolve("up");
        String script =
                "STUBBORN='" + STUBBORN.replace("'", "'\\''") + "'; echo up >" + up + "; " + tree;
        String word = "survivor-" + System.nanoTime();
        TaskSpec spec =
                bench.spec(
                        options -> options.withLimits(Limits.standard().withGrace(grace)),
                        "/bin/sh",
                        "-c",
                        script,
                        word);
        Task task = bench.tasks(mode).start(spec);
        Eventually.await("the tree is up", () -> Files.exists(up));
        // The word is also one of whoever makes the namespace, unless that was there before.
        int others = bench.warm() ? 0 : 2;
        Eventually.await("it has a child", () -> Processes.withWord(word).size() > others + 1);

        long begin = System.nanoTime();
        task.cancel();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(Processes.withWord(word)).isEmpty();
        assertThat(Processes.carrying(spec.id())).isEmpty();
        assertThat(task.await()).isInstanceOf(TaskEnd.Cancelled.class);
        return took;
    }

    @ParameterizedTest
    @EnumSource
    void a_polite_command_ends_at_the_first_rung(Platform.Mode mode) throws InterruptedException {
        Path up = root.resolve("up");
        TaskSpec spec =
                bench.script(
                        "trap 'echo bye; exit 0' INT; echo up >"
                                + up
                                + "; while :; do sleep 0.05; done");
        Task task = bench.tasks(mode).start(spec);
        Eventually.await("it is up", () -> bench.said(up));

        task.cancel();

        assertThat(task.await())
                .isInstanceOfSatisfying(
                        TaskEnd.Cancelled.class,
                        end -> assertThat(end.rung()).isEqualTo(TaskEnd.Rung.INTERRUPT));
        assertThat(bench.text(task.log())).isEqualTo("bye\n");
    }

    @Test
    void a_command_that_only_heeds_sigterm_ends_at_the_second_rung() throws InterruptedException {
        Path up = root.resolve("up");
        TaskSpec spec =
                bench.spec(
                        options ->
                                options.withLimits(
                                        Limits.standard().withGrace(Duration.ofMillis(300))),
                        "/bin/sh",
                        "-c",
                        "trap '' INT; trap 'exit 0' TERM; echo up >"
                                + up
                                + "; while :; do sleep 0.02; done");
        Task task = bench.tasks().start(spec);
        Eventually.await("it is up", () -> bench.said(up));

        task.cancel();

        assertThat(task.await())
                .isInstanceOfSatisfying(
                        TaskEnd.Cancelled.class,
                        end -> assertThat(end.rung()).isEqualTo(TaskEnd.Rung.TERMINATE));
    }

    @ParameterizedTest
    @EnumSource
    void a_task_cancelled_before_it_is_up_ends_without_its_grace(Platform.Mode mode)
            throws InterruptedException {
        TaskSpec spec = bench.spec("/bin/sleep", "1000");
        long begin = System.nanoTime();

        Task task = bench.tasks(mode).start(spec);
        task.cancel();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        assertThat(task.await()).isInstanceOf(TaskEnd.Cancelled.class);
        assertThat(Processes.carrying(spec.id())).isEmpty();
    }

    @Test
    void cancelling_an_ended_task_changes_nothing() throws InterruptedException {
        Task task = bench.tasks().start(bench.script("exit 4"));
        TaskEnd end = task.await();

        task.cancel();

        assertThat(task.await()).isEqualTo(end).isInstanceOf(TaskEnd.Exited.class);
    }
}
