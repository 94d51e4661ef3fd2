package dev.landfast.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeLimitTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir Path root;
    private Workbench bench;

    @BeforeEach
    void prepare() {
        bench = new Workbench(root);
    }

    private TaskSpec limited(UnaryOperator<Limits> change, String script) {
        Limits limits = change.apply(Limits.standard().withGrace(Duration.ofMillis(200)));
        return bench.spec(options -> options.withLimits(limits), "/bin/sh", "-c", script);
    }

    @Test
    void a_task_that_takes_too_long_is_stopped() throws InterruptedException {
        TaskSpec spec =
                limited(
                        limits -> limits.withWall(SHORT),
                        "trap '' INT TERM; while :; do echo .; sleep 0.02; done");

        TaskEnd end = bench.tasks().start(spec).await();

        assertThat(end)
                .isInstanceOfSatisfying(
                        TaskEnd.TimedOut.class,
                        out -> assertThat(out.timer()).isEqualTo(TaskEnd.Timer.WALL));
        assertThat(end.facts().duration()).isBetween(SHORT, Duration.ofSeconds(10));
        assertThat(Processes.carrying(spec.id())).isEmpty();
    }

    @Test
    void a_task_that_says_nothing_is_stopped() throws InterruptedException {
        TaskSpec spec = limited(limits -> limits.withIdle(SHORT), "echo hello; sleep 1000");

        TaskEnd end = bench.tasks().start(spec).await();

        assertThat(end)
                .isInstanceOfSatisfying(
                        TaskEnd.TimedOut.class,
                        out -> assertThat(out.timer()).isEqualTo(TaskEnd.Timer.IDLE));
    }

    @Test
    void a_task_that_keeps_talking_is_not_idle_even_when_its_log_is_full()
            throws InterruptedException {
        TaskSpec spec =
                limited(
                        limits -> limits.withIdle(Duration.ofSeconds(1)).withLogBytes(4096),
                        "seq 1 5000; i=0; while [ $i -lt 100 ]; do seq 1 200; sleep 0.02; i=$((i+1)); done");

        TaskEnd end = bench.tasks().start(spec).await();

        assertThat(end.succeeded()).as("%s", end).isTrue();
        assertThat(end.facts().duration()).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void the_wall_limit_counts_on_when_another_program_takes_over() throws InterruptedException {
        AtomicLong now = new AtomicLong(1_000_000_000_000L);
        TaskSpec spec = limited(limits -> limits, "sleep 1000");
        Task first = Tasks.open(bench.shims(), now::get).start(spec);
        Path state = spec.options().stateDirectory();
        Eventually.await("the task began", () -> StateDirectory.at(state).begun());
        long afterTheLimit = now.get() + Duration.ofHours(2).toNanos();

        Task second = Tasks.open(bench.shims(), () -> afterTheLimit).attach(state).orElseThrow();

        assertThat(second.await())
                .isInstanceOfSatisfying(
                        TaskEnd.TimedOut.class,
                        out -> assertThat(out.timer()).isEqualTo(TaskEnd.Timer.WALL));
        assertThat(first.await()).isInstanceOf(TaskEnd.TimedOut.class);
    }

    @Test
    void silence_counts_from_the_last_output_that_was_seen() {
        AtomicLong now = new AtomicLong();
        AtomicLong output = new AtomicLong();
        Limits limits = Limits.standard().withIdle(Duration.ofSeconds(10));
        About about =
                new About(
                        "t",
                        0,
                        limits,
                        new About.Control(TreeControl.PROCESS_GROUP, ContainmentLevel.NONE),
                        false);
        Watch watch = new Watch(about, now::get, output::get);

        now.set(Duration.ofSeconds(9).toNanos());
        assertThat(watch.exceeded()).isEmpty();
        output.set(5);
        assertThat(watch.exceeded()).isEmpty();
        now.set(Duration.ofSeconds(18).toNanos());
        assertThat(watch.exceeded()).isEmpty();
        assertThat(watch.untilNextLook(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(1));
        now.set(Duration.ofSeconds(19).toNanos());
        assertThat(watch.exceeded()).contains(StateDirectory.Reason.IDLE);
    }
}
