package dev.landfast.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivalTest {

    @TempDir Path root;
    private final String id = "survivor-" + UUID.randomUUID();
    private Workbench bench;
    private Path state;

    Workbench bench(Path folder) {
        return new Workbench(folder);
    }

    @BeforeEach
    void prepare() {
        bench = bench(root);
        state = bench.state(id);
    }

    /// Another JVM starts the task, is killed by SIGKILL once `up` exists, and is buried.
    private void startedByAProgramThatIsKilled(Path up, String script)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-Xshare:auto"));
        command.add(Starter.class.getName());
        command.add(state.toString());
        command.addAll(List.of(bench.root().toString(), Boolean.toString(bench.warm()), id));
        command.addAll(List.of("/bin/sh", "-c", script));
        Process program = new ProcessBuilder(command).inheritIO().start();
        Eventually.await("the task is up", () -> bench.said(up));
        program.destroyForcibly().waitFor();
    }

    @Test
    void a_task_outlives_the_program_that_started_it_and_gives_its_end_to_the_next()
            throws IOException, InterruptedException {
        Path up = root.resolve("up");
        Path go = root.resolve("go");
        startedByAProgramThatIsKilled(
                up,
                "echo first; echo up >"
                        + up
                        + "; until [ -e "
                        + go
                        + " ]; do sleep 0.02; done;"
                        + " echo last; exit 5");

        Task task = bench.tasks().attach(state).orElseThrow();
        assertThat(task.alive()).isTrue();
        assertThat(task.await(Duration.ofMillis(50))).isEmpty();
        Files.createFile(go);
        TaskEnd end = task.await();

        assertThat(end)
                .isInstanceOfSatisfying(
                        TaskEnd.Exited.class, exited -> assertThat(exited.code()).isEqualTo(5));
        assertThat(bench.text(task.log())).isEqualTo("first\nlast\n");
        assertThat(task.id()).isEqualTo(id);
    }

    @Test
    void a_task_that_ended_while_nobody_watched_is_found_ended()
            throws IOException, InterruptedException {
        Path up = root.resolve("up");
        startedByAProgramThatIsKilled(up, "echo up >" + up + "; exit 6");
        StateDirectory files = StateDirectory.at(state);
        Eventually.await("the shim wrote the result", () -> files.result().isPresent());

        Task task = bench.tasks().attach(state).orElseThrow();

        assertThat(task.alive()).isFalse();
        assertThat(task.await())
                .isInstanceOfSatisfying(
                        TaskEnd.Exited.class, exited -> assertThat(exited.code()).isEqualTo(6));
    }

    @Test
    void a_task_found_again_can_be_cancelled() throws IOException, InterruptedException {
        Path up = root.resolve("up");
        startedByAProgramThatIsKilled(up, "echo up >" + up + "; exec sleep 1000");

        Task task = bench.tasks().attach(state).orElseThrow();
        task.cancel();

        assertThat(task.await()).isInstanceOf(TaskEnd.Cancelled.class);
        assertThat(Processes.carrying(id)).isEmpty();
    }

    @Test
    void a_stop_that_was_begun_before_the_crash_is_carried_on()
            throws IOException, InterruptedException {
        Path up = root.resolve("up");
        startedByAProgramThatIsKilled(
                up, "echo up >" + up + "; trap '' INT TERM; while :; do sleep 1; done");
        StateDirectory.at(state)
                .stop(new StateDirectory.Stop(StateDirectory.Reason.WALL, TaskEnd.Rung.KILL));

        Task task = bench.tasks().attach(state).orElseThrow();

        assertThat(task.await())
                .isInstanceOfSatisfying(
                        TaskEnd.TimedOut.class,
                        end -> assertThat(end.timer()).isEqualTo(TaskEnd.Timer.WALL));
        assertThat(Processes.carrying(id)).isEmpty();
    }

    @Test
    void a_killed_shim_means_lost_and_nothing_of_the_task_goes_on() throws InterruptedException {
        Path up = root.resolve("up");
        TaskSpec spec = bench.script("echo up >" + up + "; exec sleep 1000");
        Task task = bench.tasks().start(spec);
        Eventually.await("the task is up", () -> bench.said(up));

        Sweep.kill(shimOf(spec).orElseThrow());

        assertThat(task.await()).isInstanceOf(TaskEnd.Lost.class);
        assertThat(Processes.carrying(spec.id())).isEmpty();
    }

    @Test
    void a_shim_killed_while_nobody_watched_means_lost_for_the_next_program()
            throws IOException, InterruptedException {
        Path up = root.resolve("up");
        startedByAProgramThatIsKilled(up, "echo up >" + up + "; exec sleep 1000");
        Proc shim = StateDirectory.at(state).shim().orElseThrow();
        Sweep.kill(shim);
        Eventually.await("it is dead", () -> ProcessTable.find(shim.pid()).isEmpty());

        Task task = bench.tasks().attach(state).orElseThrow();

        assertThat(task.alive()).isFalse();
        assertThat(task.await())
                .isInstanceOfSatisfying(
                        TaskEnd.Lost.class,
                        end -> assertThat(end.why()).contains("without writing a result"));
        assertThat(Processes.carrying(id)).isEmpty();
    }

    @Test
    void a_second_shim_on_the_same_state_is_refused() throws IOException, InterruptedException {
        Path up = root.resolve("up");
        TaskSpec spec = bench.script("echo up >>" + up + "; exec sleep 1000");
        Task task = bench.tasks().start(spec);
        Eventually.await("the task is up", () -> bench.said(up));
        StateDirectory files = StateDirectory.at(spec.options().stateDirectory());

        Process second =
                Launch.detached(
                        commandLine(spec, files),
                        root.resolve("second.log"),
                        spec.environment(),
                        Optional.empty());

        assertThat(second.waitFor()).isEqualTo(Shim.TAKEN);
        assertThat(bench.text(up)).isEqualTo("up\n");
        assertThat(task.alive()).isTrue();
        task.cancel();
    }

    @Test
    void a_start_that_never_came_to_a_shim_is_not_started_and_stays_so()
            throws IOException, InterruptedException {
        TaskSpec spec = bench.script("echo ran");
        StateDirectory files = StateDirectory.at(spec.options().stateDirectory());
        files.create(about(spec));

        TaskEnd end = bench.tasks().attach(files.path()).orElseThrow().await();
        Process late =
                Launch.detached(
                        commandLine(spec, files),
                        root.resolve("late.log"),
                        spec.environment(),
                        Optional.empty());

        assertThat(end).isInstanceOf(TaskEnd.NotStarted.class);
        assertThat(late.waitFor()).isEqualTo(Shim.TAKEN);
        assertThat(files.log()).isEmptyFile();
        assertThat(bench.tasks().attach(files.path()).orElseThrow().await())
                .isInstanceOf(TaskEnd.NotStarted.class);
    }

    @Test
    void a_start_that_a_crash_cut_off_at_its_first_file_can_be_made_again()
            throws IOException, InterruptedException {
        TaskSpec spec = bench.script("exit 3");
        Path folder = spec.options().stateDirectory();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("about"), "");

        assertThat(bench.tasks().attach(folder)).isEmpty();
        assertThat(bench.tasks().start(spec).await())
                .isInstanceOfSatisfying(
                        TaskEnd.Exited.class, exited -> assertThat(exited.code()).isEqualTo(3));
    }

    @Test
    void nothing_is_found_where_no_task_was_started() {
        assertThat(bench.tasks().attach(bench.state("nobody"))).isEmpty();
    }

    /// Somebody else has the shim's number by now: here, a process with our number and start time
    /// in a directory it has nothing to do with, and one with the right number but another start.
    @Test
    void a_process_that_only_shares_the_number_of_the_shim_is_never_touched()
            throws IOException, InterruptedException {
        Process innocent = new ProcessBuilder("/bin/sleep", "1000").start();
        Proc proc = ProcessTable.find(innocent.pid()).orElseThrow();
        try {
            for (long start : new long[] {proc.start() + 1, proc.start()}) {
                TaskSpec spec = bench.script("true");
                StateDirectory files = StateDirectory.at(spec.options().stateDirectory());
                files.create(about(spec));
                Files.writeString(files.path().resolve("pid"), proc.pid() + " " + start + "\n");
                Files.writeString(files.path().resolve("course"), "begun\n");

                Task task = bench.tasks().attach(files.path()).orElseThrow();
                task.cancel();

                assertThat(task.await()).isInstanceOf(TaskEnd.Lost.class);
                assertThat(innocent.isAlive()).isTrue();
            }
            Sweep.kill(new Proc(proc.pid(), 1, 1, 1, proc.start() + 1));
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly().waitFor();
        }
    }

    private static About about(TaskSpec spec) {
        About.Control control = new About.Control(Platform.mode().control(), ContainmentLevel.NONE);
        return new About(spec.id(), System.nanoTime(), spec.options().limits(), control, false);
    }

    private static Optional<Proc> shimOf(TaskSpec spec) {
        return StateDirectory.at(spec.options().stateDirectory()).shim();
    }

    private List<String> commandLine(TaskSpec spec, StateDirectory files) throws IOException {
        Path script = Shim.install(bench.shims());
        return Shim.running(script, Shim.words(spec, files, Platform.mode()));
    }
}
