package dev.landfast.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class ManyTasksTest {

    private static final int STEPS = 13;
    private static final int ROUNDS = 30;

    @TempDir Path root;
    private Workbench bench;

    @BeforeEach
    void prepare() {
        bench = new Workbench(root);
    }

    @Test
    void tasks_at_the_same_time_keep_their_ends_and_logs_apart() throws InterruptedException {
        Tasks tasks = bench.tasks();
        List<Task> started = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            started.add(tasks.start(bench.script("echo " + i + "; exit " + i)));
        }

        for (int i = 0; i < started.size(); i++) {
            int code = i;
            assertThat(started.get(i).await())
                    .isInstanceOfSatisfying(
                            TaskEnd.Exited.class, end -> assertThat(end.code()).isEqualTo(code));
            assertThat(started.get(i).log()).hasContent(i + "\n");
        }
    }

    /// Medians of rounds in turn, so that a busy moment weighs on both sides. Full runs only: the
    /// figure means something on a machine that does nothing else.
    @Test
    @EnabledIfSystemProperty(named = "landfast.full", matches = "true")
    void thirteen_trivial_tasks_cost_less_than_ten_milliseconds_each_over_a_shell()
            throws InterruptedException {
        Tasks tasks = bench.tasks();
        List<Duration> ours = new ArrayList<>();
        List<Duration> shell = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ours.add(timed(() -> inTurn(tasks)));
            shell.add(timed(this::inShell));
        }

        Duration each = median(ours).minus(median(shell)).dividedBy(STEPS);

        assertThat(each).isLessThan(Duration.ofMillis(10));
    }

    private void inTurn(Tasks tasks) throws InterruptedException {
        for (int i = 0; i < STEPS; i++) {
            assertThat(tasks.start(bench.spec("/bin/true")).await().succeeded()).isTrue();
        }
    }

    private void inShell() {
        String script = "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do /bin/true; done";
        List<String> command = List.of("/bin/sh", "-c", script);
        assertThat(Tasks.capture(Capture.of(command, root, Workbench.PATH)).succeeded()).isTrue();
    }

    private static Duration timed(Work work) throws InterruptedException {
        long begin = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static Duration median(List<Duration> durations) {
        return durations.stream().sorted().toList().get(durations.size() / 2);
    }

    private interface Work {
        void run() throws InterruptedException;
    }
}
