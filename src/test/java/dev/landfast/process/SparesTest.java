package dev.landfast.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A shim that waits for its task.
class SparesTest {

    @TempDir Path root;
    private Workbench bench;

    @BeforeEach
    void prepare() {
        bench = new Workbench(root);
    }

    private String shim() {
        try {
            return Shim.install(bench.shims()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The shims that are there for this test, waiting ones included, without their helpers.
    private List<Long> shims() {
        return Processes.withWord(shim()).stream()
                .filter(pid -> ProcessTable.find(pid).filter(Proc::leadsSession).isPresent())
                .toList();
    }

    private List<Long> namespaces() {
        List<Long> ours = Processes.withWord(shim());
        return Processes.withWord("ready").stream().filter(ours::contains).toList();
    }

    /// After two tasks in the same environment there is one for the third.
    private long waiting(Tasks tasks) throws InterruptedException {
        tasks.start(bench.spec("/bin/true")).await();
        tasks.start(bench.spec("/bin/true")).await();
        Eventually.await("a shim waits", () -> count() == 1);
        return shims().getFirst();
    }

    private int count() {
        return shims().size();
    }

    @ParameterizedTest
    @EnumSource
    void the_next_task_in_the_same_environment_gets_it(Platform.Mode mode) throws Exception {
        Tasks tasks = bench.tasks(mode);
        long pid = waiting(tasks);
        String odd = " it's \"$HOME\" \\n * \n\u00e4 `false` '";
        TaskSpec spec =
                bench.spec("/bin/sh", "-c", "printf '%s|' \"$@\"; cat; exit 7", "x", odd, "", "go");

        Task task = tasks.start(spec);
        TaskEnd end = task.await();

        assertThat(end)
                .isInstanceOfSatisfying(
                        TaskEnd.Exited.class, exited -> assertThat(exited.code()).isEqualTo(7));
        assertThat(bench.text(task.log())).isEqualTo(odd + "||go|");
        StateDirectory files = StateDirectory.at(spec.options().stateDirectory());
        assertThat(files.shim().map(Proc::pid)).contains(pid);
        assertThat(files.shimLog()).isEmptyFile();
    }

    @Test
    void what_it_was_told_is_forgotten_and_nothing_else_is() throws Exception {
        Tasks tasks = bench.tasks();
        waiting(tasks);
        TaskSpec told = bench.script("exit 0");
        tasks.start(told).await();
        assertThat(told.options().stateDirectory().resolve("words")).isEmptyFile();

        Path dear = Files.writeString(root.resolve("dear"), "kept");
        for (String how : List.of("ln -sf DEAR", "ln -f DEAR", "rm -f WORDS; mkfifo")) {
            Eventually.await("a shim waits", () -> count() == 1);
            TaskSpec plain = bench.spec("/bin/true");
            Path words = plain.options().stateDirectory().resolve("words");
            String script =
                    how.replace("DEAR", dear.toString()).replace("WORDS", words.toString())
                            + " "
                            + words;
            TaskSpec sly =
                    new TaskSpec(
                            plain.id(),
                            List.of("/bin/sh", "-c", script),
                            plain.directory(),
                            plain.environment(),
                            plain.options());
            assertThat(tasks.start(sly).await(Duration.ofSeconds(20)))
                    .hasValueSatisfying(end -> assertThat(end.succeeded()).as(how).isTrue());
            assertThat(dear).hasContent("kept");
            assertThat(tasks.attach(sly.options().stateDirectory())).isPresent();
        }
    }

    @Test
    void what_it_was_told_is_forgotten_also_when_it_is_found_ended() throws Exception {
        Tasks tasks = bench.tasks();
        TaskSpec spec = bench.script("exit 0");
        tasks.start(spec).await();
        Path words = spec.options().stateDirectory().resolve("words");
        Files.writeString(words, "set -- 'dear'\n");

        tasks.attach(spec.options().stateDirectory());

        assertThat(words).isEmptyFile();
    }

    @Test
    void it_leads_a_session_of_its_own_and_can_be_cancelled() throws Exception {
        Tasks tasks = bench.tasks();
        long pid = waiting(tasks);
        assertThat(ProcessTable.find(pid).orElseThrow().leadsSession()).isTrue();
        Path up = root.resolve("up");
        Task task = tasks.start(bench.script("echo up >" + up + "; exec sleep 1000"));
        Eventually.await("it runs", () -> bench.said(up));

        task.cancel();

        assertThat(task.await()).isInstanceOf(TaskEnd.Cancelled.class);
        assertThat(ProcessTable.find(pid)).isEmpty();
    }

    @Test
    void a_command_in_it_hears_ctrl_c() throws Exception {
        Tasks tasks = bench.tasks();
        waiting(tasks);
        Path up = root.resolve("up");
        Task task =
                tasks.start(
                        bench.script(
                                "trap 'echo heard; exit 3' INT; echo up >"
                                        + up
                                        + "; while :; do sleep 0.05; done"));
        Eventually.await("it runs", () -> bench.said(up));

        task.cancel();

        assertThat(bench.text(task.log())).isEqualTo("heard\n");
    }

    @Test
    void without_the_namespace_it_had_ready_it_makes_another() throws Exception {
        assumeThat(Platform.mode()).isNotEqualTo(Platform.Mode.GROUP);
        Tasks tasks = bench.tasks();
        long pid = waiting(tasks);
        namespaces()
                .forEach(
                        ready -> ProcessHandle.of(ready).ifPresent(ProcessHandle::destroyForcibly));
        Eventually.await("it is gone", () -> namespaces().isEmpty());

        Task task = tasks.start(bench.script("echo there; exit 5"));

        assertThat(task.await())
                .isInstanceOfSatisfying(
                        TaskEnd.Exited.class, exited -> assertThat(exited.code()).isEqualTo(5));
        assertThat(bench.text(task.log())).isEqualTo("there\n");
        assertThat(StateDirectory.at(task.log().resolveSibling(".")).shim().map(Proc::pid))
                .contains(pid);
    }

    @Test
    void one_with_two_logs_does_not_get_it() throws Exception {
        Tasks tasks = bench.tasks();
        long pid = waiting(tasks);
        TaskSpec plain = bench.script("echo out; echo err >&2");
        TaskSpec spec =
                new TaskSpec(
                        plain.id(),
                        plain.command(),
                        plain.directory(),
                        plain.environment(),
                        plain.options().withSeparateStderr());

        Task task = tasks.start(spec);

        assertThat(task.await().succeeded()).isTrue();
        StateDirectory files = StateDirectory.at(spec.options().stateDirectory());
        assertThat(bench.text(files.log())).isEqualTo("out\n");
        assertThat(bench.text(files.stderr())).isEqualTo("err\n");
        assertThat(files.shim().map(Proc::pid)).isNotEqualTo(Optional.of(pid));
    }

    @Test
    void a_task_in_another_environment_is_started_the_usual_way() throws Exception {
        Tasks tasks = bench.tasks();
        long pid = waiting(tasks);
        Map<String, String> other = new HashMap<>(Workbench.PATH);
        other.put("OTHER", "1");
        TaskSpec plain = bench.spec("/usr/bin/env");
        TaskSpec spec =
                new TaskSpec(
                        plain.id(), plain.command(), plain.directory(), other, plain.options());
        Task task = tasks.start(spec);
        assertThat(task.await().succeeded()).isTrue();
        assertThat(bench.text(task.log())).contains("OTHER=1\n");
        assertThat(ProcessTable.find(pid)).isEmpty();
    }

    @Test
    void without_all_of_its_line_it_ends_and_claims_nothing() throws Exception {
        TaskSpec spec = bench.script("echo begun");
        StateDirectory files = StateDirectory.at(spec.options().stateDirectory());
        files.create(
                new About(
                        spec.id(),
                        1,
                        Limits.standard(),
                        new About.Control(TreeControl.PROCESS_GROUP, ContainmentLevel.NONE),
                        false));
        files.words(Shim.words(spec, files, Platform.mode()), StandardCharsets.UTF_8);
        String all = files.path() + "\n";
        List<String> line = Shim.holding(Shim.install(bench.shims()), Platform.mode());
        for (int length : List.of(0, 1, 3, all.length() / 2, all.length() - 1)) {
            Process shim = Launch.held(line, Workbench.PATH);
            try (var in = shim.outputWriter()) {
                in.write(all, 0, length);
            }
            assertThat(shim.waitFor()).isZero();
            assertThat(files.path().resolve("pid")).doesNotExist();
        }
        assertThat(files.log()).isEmptyFile();
    }

    @Test
    void one_that_has_died_is_no_obstacle() throws Exception {
        Spares spares = new Spares();
        List<String> line = Shim.holding(Shim.install(bench.shims()), Platform.mode());
        spares.prepare(line, Workbench.PATH);
        Eventually.await("it waits", () -> count() == 1);
        ProcessHandle.of(shims().getFirst()).orElseThrow().destroyForcibly();
        Eventually.await("it is gone", () -> count() == 0);

        StateDirectory files = StateDirectory.at(root);
        assertThat(spares.take(files, List.of("word"), Workbench.PATH)).isEmpty();
    }
}
