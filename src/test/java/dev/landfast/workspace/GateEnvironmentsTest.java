package dev.landfast.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.process.Containment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GateEnvironmentsTest {

    private static final Path PYTHON = Path.of("/usr/bin/python3");

    @TempDir Path temp;
    private Bench bench;

    @BeforeEach
    void prepare() {
        bench = new Bench(temp);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private GateEnvironments environments() {
        return new GateEnvironments(
                bench.repository,
                temp.resolve("state/environments"),
                Map.of("PATH", "/usr/bin:/bin"));
    }

    private PythonEnvironments.Made made(
            GateEnvironments environments, PythonChoice choice, String commit) {
        return environments.of(choice, commit, (_, _) -> Containment.none());
    }

    private String commit(String file, String text) {
        bench.ada.write(file, text).commitAll("change");
        return bench.repository.refs().commit("main").orElseThrow();
    }

    @Test
    void it_is_filled_anew_when_what_is_declared_changes_and_only_then() throws IOException {
        var calls = temp.resolve("calls");
        var managed =
                new PythonChoice.Managed(
                        PYTHON, List.of("/bin/sh", "-c", "grep deps pyproject.toml >> " + calls));
        var first = commit("pyproject.toml", "deps = 1\n");
        var code = commit("app/main.py", "print('more')\n");
        var second = commit("pyproject.toml", "deps = 2\n");

        var environments = environments();
        var made = made(environments, managed, first);
        assertThat(made(environments, managed, code)).isEqualTo(made);
        assertThat(made(environments(), managed, first)).isEqualTo(made);
        assertThat(made(environments, managed, second)).isNotEqualTo(made);

        assertThat(Files.readAllLines(calls)).containsExactly("deps = 1", "deps = 2");
        assertThat(made.folder()).startsWith(temp.resolve("state"));
    }

    @Test
    void what_a_failed_attempt_left_in_the_copy_is_gone_in_the_next() throws IOException {
        var commit = commit("pyproject.toml", "deps = 1\n");
        var once = temp.resolve("once");
        var script = "[ -e ONCE ] && exec test ! -e left; touch ONCE left; exit 1";
        var managed =
                new PythonChoice.Managed(
                        PYTHON, List.of("/bin/sh", "-c", script.replace("ONCE", once.toString())));

        assertThatThrownBy(() -> made(environments(), managed, commit))
                .hasMessageContaining("LF-533");

        assertThat(made(environments(), managed, commit).folder()).isDirectory();
    }

    @Test
    void a_configured_interpreter_is_used_as_it_is() {
        var made = made(environments(), new PythonChoice.Configured(PYTHON), "HEAD");

        assertThat(made.variables()).isEqualTo(Map.of("PATH", "/usr/bin:/usr/bin:/bin"));
        assertThat(temp.resolve("state/environments")).doesNotExist();
    }
}
