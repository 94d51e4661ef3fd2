package dev.landfast.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TasksTest {

    @TempDir Path root;
    private Workbench bench;

    Workbench bench(Path folder) {
        return new Workbench(folder);
    }

    @BeforeEach
    void prepare() {
        bench = bench(root);
    }

    @ParameterizedTest
    @EnumSource
    void a_command_that_ends_by_itself_is_reported_with_code_and_output(Platform.Mode mode)
            throws InterruptedException {
        Task task = bench.tasks(mode).start(bench.script("echo out; echo err >&2; exit 7"));

        TaskEnd end = task.await();

        assertThat(end)
                .isInstanceOfSatisfying(
                        TaskEnd.Exited.class, exited -> assertThat(exited.code()).isEqualTo(7));
        assertThat(bench.text(task.log())).isEqualTo("out\nerr\n");
        assertThat(end.facts().logTruncated()).isFalse();
        assertThat(end.facts().strays()).isZero();
        assertThat(end.facts().control()).isEqualTo(mode.control());
        assertThat(end.facts().duration()).isPositive().isLessThan(Duration.ofSeconds(20));
        assertThat(task.alive()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_command_killed_by_a_signal_says_which(Platform.Mode mode) throws InterruptedException {
        TaskEnd end = bench.tasks(mode).start(bench.script("kill -s SEGV $$")).await();

        assertThat(end)
                .isInstanceOfSatisfying(
                        TaskEnd.Signalled.class, s -> assertThat(s.signal()).isEqualTo(11));
    }

    @ParameterizedTest
    @EnumSource
    void the_environment_is_exactly_what_was_given(Platform.Mode mode) throws InterruptedException {
        Map<String, String> given =
                Map.of(
                        "PATH", "/usr/bin:/bin",
                        "EMPTY", "",
                        "LINES_", "one\ntwo",
                        "PWD", "/somewhere else",
                        "with.dot", "1",
                        "_lf_state", "mine",
                        "IFS", "x",
                        "OPTIND", "9",
                        "_", "under");
        TaskSpec plain = bench.spec("/usr/bin/env", "-0");
        TaskSpec spec =
                new TaskSpec(
                        plain.id(), plain.command(), plain.directory(), given, plain.options());

        Task task = bench.tasks(mode).start(spec);
        TaskEnd end = task.await();

        Map<String, String> expected = new TreeMap<>(given);
        expected.put("LANDFAST_TASK", spec.id());
        assertThat(end.succeeded()).isTrue();
        assertThat(variables(bench.text(task.log()))).isEqualTo(expected);
    }

    /// Whoever loads a program says that it cannot load that with it.
    @ParameterizedTest
    @EnumSource(names = {"STRICT", "NONE"})
    void what_a_loader_obeys_reaches_the_command_and_nothing_that_keeps_it(ContainmentLevel level)
            throws InterruptedException {
        Workbench contained = new Workbench(root, level);
        TaskSpec plain = contained.spec("/usr/bin/env");
        Map<String, String> given =
                Map.of("PATH", "/usr/bin:/bin", "LD_PRELOAD", "/nowhere/planted.so");

        Task task =
                contained
                        .tasks()
                        .start(
                                new TaskSpec(
                                        plain.id(),
                                        plain.command(),
                                        plain.directory(),
                                        given,
                                        plain.options()));

        assertThat(task.await().succeeded()).isTrue();
        String log = contained.text(task.log());
        assertThat(log).contains("LD_PRELOAD=/nowhere/planted.so");
        assertThat(log.lines().filter(line -> line.contains("cannot be preloaded"))).hasSize(1);
        assertThat(contained.text(task.log().resolveSibling("shim.log")))
                .doesNotContain("planted.so");
    }

    private static Map<String, String> variables(String listed) {
        return List.of(listed.split("\0")).stream()
                .collect(
                        Collectors.toMap(
                                pair -> pair.substring(0, pair.indexOf('=')),
                                pair -> pair.substring(pair.indexOf('=') + 1)));
    }

    @ParameterizedTest
    @EnumSource
    void arguments_arrive_unharmed(Platform.Mode mode) throws InterruptedException {
        List<String> odd =
                List.of(
                        "two\nlines",
                        "-rf",
                        "--",
                        "",
                        "  ",
                        "$(touch x)",
                        "`id`",
                        "'\"\\",
                        "*",
                        "../up",
                        "a;b|c&d>e",
                        "%s%n",
                        "ünï",
                        "x".repeat(10_000),
                        "\t\r",
                        "!!",
                        "-");
        String[] command = new String[odd.size() + 2];
        command[0] = "/usr/bin/printf";
        command[1] = "%s\\0";
        for (int i = 0; i < odd.size(); i++) {
            command[i + 2] = odd.get(i);
        }

        Task task = bench.tasks(mode).start(bench.spec(command));

        assertThat(task.await().succeeded()).isTrue();
        assertThat(List.of(bench.text(task.log()).split("\0", -1)).subList(0, odd.size()))
                .isEqualTo(odd);
        assertThat(bench.work()).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void the_command_has_its_directory_its_session_and_no_stdin(Platform.Mode mode)
            throws InterruptedException {
        Task task =
                bench.tasks(mode)
                        .start(
                                bench.script(
                                        "pwd; cat; read -r pid name state parent group session rest"
                                                + " </proc/self/stat; [ $session = $$ ] && echo own"));

        task.await();

        assertThat(bench.text(task.log())).isEqualTo(bench.work() + "\nown\n");
    }

    @Test
    void stdin_comes_from_a_file_and_stderr_can_go_its_own_way()
            throws InterruptedException, IOException {
        Path brief = Files.writeString(root.resolve("brief"), "do it\n");
        TaskSpec spec =
                bench.spec(
                        options -> options.withStdin(brief).withSeparateStderr(),
                        "/bin/sh",
                        "-c",
                        "cat; echo bad >&2");

        Task task = bench.tasks().start(spec);

        assertThat(task.await().succeeded()).isTrue();
        assertThat(bench.text(task.log())).isEqualTo("do it\n");
        assertThat(bench.text(task.errorLog())).isEqualTo("bad\n");
    }

    @ParameterizedTest
    @EnumSource
    void what_stays_in_the_background_is_stopped_and_counted(Platform.Mode mode)
            throws InterruptedException {
        Path alive = root.resolve("alive");
        String stray = "setsid sh -c 'echo $$ >" + alive + "; exec sleep 1000' &";

        TaskSpec spec = bench.script(stray + " while [ ! -s " + alive + " ]; do :; done; exit 3");
        TaskEnd end = bench.tasks(mode).start(spec).await();

        assertThat(end).isInstanceOf(TaskEnd.Exited.class);
        assertThat(end.facts().strays()).isPositive();
        assertThat(Processes.carrying(spec.id())).isEmpty();
    }

    @Test
    void a_shell_setting_of_ours_does_not_reach_the_command() throws InterruptedException {
        Task task = bench.tasks().start(bench.script("umask; ulimit -c; ls /proc/self/fd | wc -l"));

        task.await();

        // stdin, stdout, stderr, the inherited lock, and the directory that ls reads.
        assertThat(bench.text(task.log()).lines().toList().getLast()).isEqualTo("5");
    }

    @Test
    void containment_wraps_the_command_and_its_level_is_recorded() throws InterruptedException {
        Containment echoing =
                new Containment() {
                    @Override
                    public ContainmentLevel level() {
                        return ContainmentLevel.WRITE_GUARD;
                    }

                    @Override
                    public List<String> wrap(List<String> command, Path directory) {
                        return List.of(
                                "/bin/echo", "contained in " + directory, command.getFirst());
                    }
                };

        Task task = bench.tasks().start(bench.spec(o -> o.withContainment(echoing), "/bin/false"));

        assertThat(task.await().succeeded()).isTrue();
        assertThat(task.containment()).isEqualTo(ContainmentLevel.WRITE_GUARD);
        assertThat(bench.text(task.log()))
                .isEqualTo("contained in " + bench.work() + " /bin/false\n");
    }

    @Test
    void a_state_directory_serves_one_task_only() throws InterruptedException {
        TaskSpec spec = bench.script("echo once");
        bench.tasks().start(spec).await();

        TaskEnd again = bench.tasks().start(spec).await();

        assertThat(again)
                .isInstanceOfSatisfying(
                        TaskEnd.NotStarted.class,
                        end -> assertThat(end.why()).contains("was used by another task"));
        assertThat(bench.text(again.facts().log())).isEqualTo("once\n");
    }

    @Test
    void a_missing_executable_directory_or_interpreter_is_named() throws IOException {
        Path script = Files.writeString(bench.work().resolve("tool"), "#!/no/such/thing\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path plain = Files.writeString(bench.work().resolve("plain"), "data");

        assertThat(whyNot(bench.spec("no-such-tool"))).contains("'no-such-tool'", "/usr/bin:/bin");
        assertThat(whyNot(bench.spec("/no/such/tool"))).contains("/no/such/tool does not exist");
        assertThat(whyNot(bench.spec(plain.toString()))).contains("not an executable file");
        assertThat(whyNot(bench.spec(script.toString()))).contains("interpreter /no/such/thing");
        assertThat(whyNot(in(root.resolve("absent")))).contains("absent does not exist");
        assertThat(whyNot(in(plain))).contains("is not a directory");
        assertThat(whyNot(bench.spec("/bin/echo", "a\0b"))).contains("cannot start");
        assertThat(whyNot(bench.spec(o -> o.withStdin(root.resolve("no")), "/bin/cat")))
                .contains("stdin");
    }

    @Test
    void a_directory_that_may_not_be_entered_is_named() throws IOException {
        assumeFalse(System.getProperty("user.name").equals("root"), "root may enter everything");
        Path closed = Files.createDirectory(root.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));

        assertThat(whyNot(in(closed))).contains("may not be entered");
    }

    @Test
    void an_argument_longer_than_the_kernel_takes_is_a_clear_end() {
        assertThat(whyNot(bench.spec("/bin/echo", "x".repeat(200_000)))).contains("too long");
    }

    private String whyNot(TaskSpec spec) {
        try {
            TaskEnd end = bench.tasks().start(spec).await();
            assertThat(end).isInstanceOf(TaskEnd.NotStarted.class);
            return ((TaskEnd.NotStarted) end).why();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private TaskSpec in(Path directory) {
        TaskSpec spec = bench.script("true");
        return new TaskSpec(
                spec.id(), spec.command(), directory, spec.environment(), spec.options());
    }
}
