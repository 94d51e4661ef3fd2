package dev.landfast.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.process.Capture;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What interpreters say of themselves, and how long that holds.
class PythonsTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

    private static final String SETTLED = "SETTLED_NS = 2_000_000_000";

    @TempDir Path folder;
    private Path probe;
    private Path asked;

    @BeforeEach
    void prepare() throws IOException {
        asked = folder.resolve("asked");
        probe = folder.resolve("probe.py");
        changesSettleAfter(0);
    }

    /// The probe that ships, which also counts how often it is run.
    private void changesSettleAfter(long nanos) throws IOException {
        var shipped = Files.readString(new Resources(folder).named("probe.py"));
        assertThat(shipped).contains(SETTLED);
        Files.writeString(
                probe,
                shipped.replace(SETTLED, "SETTLED_NS = " + nanos)
                        + "open(%s, 'a').write('x')\n".formatted(quoted(asked)));
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }

    private Pythons pythons(Path python) {
        return new Pythons(List.of(python), new PythonProbe(probe, ENVIRONMENT, new Store(folder)));
    }

    private Python ask(Path python) {
        return pythons(python).with();
    }

    private long times() throws IOException {
        return Files.exists(asked) ? Files.size(asked) : 0;
    }

    private Path environment() throws IOException {
        var venv = folder.resolve("venv");
        var made =
                Tasks.capture(
                        Capture.of(
                                List.of(
                                        "/usr/bin/python3",
                                        "-m",
                                        "venv",
                                        "--without-pip",
                                        venv.toString()),
                                folder,
                                ENVIRONMENT));
        assertThat(made.succeeded()).isTrue();
        return venv;
    }

    private static Path packages(Path venv) throws IOException {
        try (var found = Files.find(venv, 5, (path, _) -> path.endsWith("site-packages"))) {
            return found.findFirst().orElseThrow();
        }
    }

    private Path script(String text) throws IOException {
        var python = folder.resolve("python");
        Files.writeString(python, "#!/bin/sh\n" + text + "\n");
        assertThat(python.toFile().setExecutable(true)).isTrue();
        return python;
    }

    @Test
    void an_answer_holds_until_something_changes_that_it_was_taken_from() throws Exception {
        var venv = environment();
        var python = venv.resolve("bin/python");
        var paths = Files.writeString(packages(venv).resolve("more.pth"), "/nowhere\n");

        var first = ask(python);
        assertThat(ask(python)).isEqualTo(first);
        assertThat(times()).isEqualTo(1);

        Files.createDirectory(packages(venv).resolve("black-99.dist-info"));
        assertThat(ask(python).fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(times()).isEqualTo(2);

        assertThat(ask(python)).isEqualTo(ask(python));
        assertThat(times()).isEqualTo(2);
        var more = Files.createDirectory(folder.resolve("more"));
        Files.createDirectory(more.resolve("mypy-99.dist-info"));
        // In its place: the folder it is in stays as it was.
        Files.writeString(paths, more + "\n");
        assertThat(ask(python).fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(times()).isEqualTo(3);
    }

    @Test
    void what_changed_a_moment_ago_may_change_again_in_the_same_one() throws Exception {
        changesSettleAfter(3_600_000_000_000L);
        var python = environment().resolve("bin/python");

        ask(python);
        ask(python);

        assertThat(times()).isEqualTo(2);
    }

    @Test
    void what_starts_another_interpreter_is_asked_each_time() throws IOException {
        var python = script("exec /usr/bin/python3 \"$@\"");

        ask(python);
        ask(python);

        assertThat(times()).isEqualTo(2);
    }

    @Test
    void a_tool_that_is_missing_is_the_environments_fault() throws IOException {
        var python = script("exec /usr/bin/python3 -S \"$@\"");
        var pythons = pythons(python);

        assertThatThrownBy(() -> pythons.with("pytest"))
                .isInstanceOfSatisfying(
                        Unmeasured.class,
                        e -> {
                            assertThat(e.verdict().cause()).isEqualTo(Verdict.Cause.MISSING_TOOL);
                            assertThat(e.verdict().remedy()).contains("install pytest");
                        });
    }
}
