package dev.landfast.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each level keeps a task from, and what it must not be kept from.
class GuardTest {

    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

    @TempDir Path temp;
    private Path own;
    private Path home;
    private int number;
    private Tasks tasks;

    @BeforeEach
    void folders() throws Exception {
        temp = temp.toRealPath();
        own = Files.createDirectories(temp.resolve("own"));
        home = Files.createDirectories(temp.resolve("home"));
        tasks = Tasks.open(temp.resolve("shim"));
    }

    private Guard guard(ContainmentLevel level) {
        Guard guard = Guard.of(Map.of("HOME", home.toString(), "PATH", PATH)).atMost(level);
        assertThat(guard.level()).as("what this machine reaches").isEqualTo(level);
        return guard;
    }

    private Bounds bounds() {
        return Bounds.of(Network.LOOPBACK).writing(List.of(own));
    }

    private record Said(int code, String text) {}

    private Said run(Containment containment, String script) throws InterruptedException {
        String id = "guard-" + temp.getFileName() + "-" + ++number;
        TaskSpec.Options options =
                TaskSpec.Options.in(temp.resolve("state").resolve(id)).withContainment(containment);
        Map<String, String> environment = Map.of("PATH", PATH, "HOME", home.toString());
        TaskSpec spec =
                new TaskSpec(id, List.of("/bin/sh", "-c", script), own, environment, options);
        Task task = tasks.start(spec);
        TaskEnd end = task.await();
        assertThat(task.containment()).isEqualTo(containment.level());
        assertThat(end.facts().strays()).isZero();
        String text = new Workbench(temp).text(task.log());
        return switch (end) {
            case TaskEnd.Exited(int code, TaskFacts _) -> new Said(code, text);
            case TaskEnd.Signalled(int signal, TaskFacts _) -> new Said(128 + signal, text);
            default -> throw new AssertionError(end + " " + text);
        };
    }

    @Test
    void the_levels_are_tried_not_looked_up() {
        assertThat(Trial.holds(ContainmentLevel.STRICT)).isTrue();
        assertThat(Trial.holds(ContainmentLevel.WRITE_GUARD)).isTrue();
    }

    @Test
    void a_trial_that_is_cut_off_is_made_again_and_then_said() {
        Duration tooShort = Duration.ofNanos(1);

        assertThat(Trial.strongest(List.of(tooShort, Duration.ofSeconds(40))))
                .isEqualTo(new Trial.Result(ContainmentLevel.STRICT, false));
        assertThat(Trial.strongest(List.of(tooShort, tooShort)))
                .isEqualTo(new Trial.Result(ContainmentLevel.NONE, true));
        assertThat(Guard.advice(new Trial.Result(ContainmentLevel.WRITE_GUARD, true)))
                .contains("took longer");
    }

    @ParameterizedTest
    @EnumSource
    void output_code_and_directory_are_the_commands_own(ContainmentLevel level) throws Exception {
        Said said = run(guard(level).around(bounds(), PATH), "pwd; echo x >new; exit 7");

        assertThat(said).isEqualTo(new Said(7, own + "\n"));
        assertThat(own.resolve("new")).content().isEqualTo("x\n");
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void a_signal_is_told_from_a_code(ContainmentLevel level) throws Exception {
        assertThat(run(guard(level).around(bounds(), PATH), "kill -9 $$").code()).isEqualTo(137);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void the_deeper_of_two_paths_decides(ContainmentLevel level) throws Exception {
        Path state = Files.createDirectories(own.resolve("state"));
        Path desk = Files.createDirectories(state.resolve("desk"));
        Bounds nested = bounds().hiding(List.of(state)).writing(List.of(desk));

        run(guard(level).around(nested, PATH), "echo a >state/desk/a; echo b >state/b");

        assertThat(desk.resolve("a")).exists();
        assertThat(state.resolve("b")).doesNotExist();
    }

    /// Where the shim has no namespace of its own, it is the containment alone that keeps others
    /// safe.
    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void others_are_neither_signalled_nor_looked_into(ContainmentLevel level) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sleep", "60");
        builder.environment().put("OF_ANOTHER", "a secret");
        Process other = builder.start();
        try {
            tasks = Tasks.open(temp.resolve("shim"), MonotonicClock.system(), Platform.Mode.GROUP);
            Said said =
                    run(
                            guard(level).around(bounds(), PATH),
                            "kill -9 PID; cat /proc/PID/environ; ls /proc/PID/root/"
                                    .replace("PID", Long.toString(other.pid())));

            assertThat(said.text()).doesNotContain("a secret").doesNotContain("usr");
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void what_is_hidden_cannot_be_read_and_the_persons_keys_never() throws Exception {
        Path state = Files.createDirectories(home.resolve("state"));
        Files.writeString(state.resolve("journal"), "a line");
        Files.writeString(Files.createDirectories(home.resolve(".ssh")).resolve("key"), "a key");
        Files.writeString(home.resolve("notes"), "a note");
        Bounds granted =
                bounds().reading(List.of(home, home.resolve(".ssh"))).hiding(List.of(state));

        Said said =
                run(
                        guard(ContainmentLevel.STRICT).around(granted, PATH),
                        "cat ~/state/journal ~/.ssh/key ~/notes");

        assertThat(said.text()).contains("a note").doesNotContain("a line").doesNotContain("a key");
    }

    @Test
    void a_program_is_shown_with_the_installation_it_is_part_of() throws Exception {
        Path tools = Files.createDirectories(home.resolve(".tools/python"));
        Files.createDirectories(tools.resolve("bin"));
        Files.writeString(Files.createDirectories(tools.resolve("lib")).resolve("words"), "hello");
        Path program = tools.resolve("bin/greet");
        Files.writeString(program, "#!/bin/sh\ncat " + tools + "/lib/words\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path links = Files.createDirectories(home.resolve(".local/bin"));
        Files.createSymbolicLink(links.resolve("greet"), program);
        Files.writeString(home.resolve(".local/secret"), "a secret");

        Containment held = guard(ContainmentLevel.STRICT).around(bounds(), links + ":" + PATH);
        Said said = run(held, "PATH=" + links + ":$PATH; greet; cat ~/.local/secret");

        assertThat(said.text()).startsWith("hello").doesNotContain("a secret");
    }

    @Test
    void links_where_a_task_may_write_show_the_next_task_nothing() throws Exception {
        Path secret = Files.createDirectories(temp.resolve("secret"));
        Files.writeString(secret.resolve("word"), "a secret");
        Path bin = Files.createDirectories(own.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("tool"), secret.resolve("word"));

        Containment held = guard(ContainmentLevel.STRICT).around(bounds(), bin + ":" + PATH);

        assertThat(run(held, "cat bin/tool").text()).doesNotContain("a secret");
    }

    /// Where another task may write, or where something is kept from this one.
    @Test
    void links_where_others_may_write_show_nothing_either() throws Exception {
        Path secret = program(home.resolve("secret/word"), "a secret");
        Path state = Files.createDirectories(home.resolve("state"));
        Path others = Files.createDirectories(state.resolve("bin"));
        Files.createSymbolicLink(others.resolve("tool"), secret);
        Path name = Files.createSymbolicLink(home.resolve("name"), state);

        Containment held =
                guard(ContainmentLevel.STRICT)
                        .around(
                                bounds().hiding(List.of(state)).reading(List.of(others)),
                                others + ":" + name.resolve("bin") + ":" + PATH);

        assertThat(run(held, "ls ~/state/bin; cat ~/secret/word").text())
                .contains("tool")
                .doesNotContain("a secret");
    }

    @Test
    void no_link_on_the_path_shows_what_is_hidden() throws Exception {
        Path state = Files.createDirectories(home.resolve("state/bin"));
        Path verdict = program(state.resolve("verdict"), "a secret");
        Path key = program(home.resolve(".ssh/key"), "a secret");
        Path bin = Files.createDirectories(home.resolve("tools"));
        Files.createSymbolicLink(bin.resolve("verdict"), verdict);
        Files.createSymbolicLink(bin.resolve("key"), key);
        Bounds bounds = bounds().hiding(List.of(home.resolve("state")));

        Containment held =
                guard(ContainmentLevel.STRICT).around(bounds, bin + ":" + state + ":" + PATH);
        Said said = run(held, "cat ~/state/bin/verdict ~/.ssh/key ~/tools/*");

        assertThat(said.text()).doesNotContain("a secret");
    }

    @Test
    void what_lies_beside_tools_is_not_shown_with_them() throws Exception {
        Path real = Files.createDirectories(temp.resolve("real/ada"));
        home = Files.createSymbolicLink(temp.resolve("ada"), real);
        Path own = Files.createDirectories(home.resolve("bin"));
        Path work = Files.createDirectories(home.resolve("work/bin"));
        for (String folder : List.of("", "work")) {
            Path place = home.resolve(folder);
            Files.createDirectories(place.resolve("lib"));
            Files.createDirectories(place.resolve("tools"));
            Files.writeString(place.resolve("tools/notes"), "a secret");
            Files.writeString(place.resolve("notes"), "a secret");
        }
        Path tool = program(real.resolve("bin/tool"), "#!/bin/sh");
        Path links = Files.createDirectories(home.resolve("links"));
        Files.createSymbolicLink(links.resolve("tool"), tool);
        Files.createSymbolicLink(links.resolve("home"), real);
        Files.createSymbolicLink(links.resolve("notes"), real.resolve("notes"));

        String search = "%s:%s:%s:%s:%s".formatted(links, own, work, home, PATH);
        Containment held = guard(ContainmentLevel.STRICT).around(bounds(), search);
        Said said = run(held, "cd; ls bin/tool work/lib; cat notes */notes */*/notes");

        assertThat(said.text()).contains("bin/tool").doesNotContain("a secret");
    }

    @Test
    void interpreters_are_shown_where_tools_put_them() throws Exception {
        program(
                home.resolve(".local/share/uv/python/cpython/bin/python3"),
                "#!/bin/sh\necho hello");
        Files.writeString(home.resolve(".local/share/uv/credentials"), "a secret");

        Said said =
                run(
                        guard(ContainmentLevel.STRICT).around(bounds(), PATH),
                        "cd ~/.local/share/uv; python/cpython/bin/python3; cat credentials");

        assertThat(said.text()).startsWith("hello").doesNotContain("a secret");
    }

    /// Users of services have none, and in a container nobody may have set it.
    @ParameterizedTest
    @ValueSource(strings = {"/", "/dev", "/bin", "/usr/lib", "/nonexistent", "relative", ""})
    void a_user_without_a_home_is_contained_as_well(String place) throws Exception {
        Guard guard = Guard.of(Map.of("HOME", place, "PATH", PATH));

        Said said =
                run(
                        guard.around(bounds(), PATH),
                        "echo >/dev/null && read x </proc/self/stat && echo x >new;"
                                + " echo x >TEMP/escaped; ls TEMP"
                                        .replace("TEMP", temp.toString()));

        assertThat(guard.level()).isEqualTo(ContainmentLevel.STRICT);
        assertThat(own.resolve("new")).content().isEqualTo("x\n");
        assertThat(temp.resolve("escaped")).doesNotExist();
        assertThat(said.text()).contains("own").doesNotContain("home");
    }

    private static Path program(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void a_file_can_be_shown_in_the_place_of_another() throws Exception {
        Path other = Files.writeString(temp.resolve("other"), "theirs");
        Path file = Files.writeString(own.resolve("file"), "ours");
        Containment held =
                guard(ContainmentLevel.STRICT).around(bounds().showing(file, other), PATH);

        assertThat(run(held, "cat file; echo x >file; rm -f file").text()).startsWith("theirs");
        assertThat(file).content().isEqualTo("ours");
        assertThat(other).content().isEqualTo("theirs");
    }

    @Test
    void the_network_ends_at_the_loopback_device() throws Exception {
        String look = "cut -d: -f1 /proc/net/dev | tail -n +3 | tr -d ' ' | tr '\\n' ' '";

        assertThat(run(guard(ContainmentLevel.STRICT).around(bounds(), PATH), look).text())
                .isEqualTo("lo ");
    }
}
