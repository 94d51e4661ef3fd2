package dev.landfast.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.process.Capture;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SurroundingsTest {

    private static final String PATH = "/usr/bin:/bin";

    @TempDir Path temp;
    private Bench bench;
    private Workspace login;
    private PythonEnvironments environments;

    @BeforeEach
    void prepare() {
        bench = new Bench(temp);
        login = bench.create("login", "r1");
        environments = new PythonEnvironments(Map.of("PATH", PATH));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private PythonEnvironments.Made made(PythonChoice choice) {
        var folder = Surroundings.virtualEnvironment(login);
        return environments.provide(folder, choice, login.checkout().path());
    }

    private Map<String, String> around(Workspace workspace, Map<String, String> more) {
        var python = new PythonEnvironments.Made(temp.resolve("venv"), Map.of("PATH", PATH));
        var caller = Map.of("HOME", "/home/ada", "API_KEY", "secret", "GIT_DIR", "/x");
        return new Surroundings(bench.journal.leases(), caller).of(workspace, python, more);
    }

    @Test
    void a_program_finds_what_it_needs_and_nothing_else_of_the_person() {
        var around = around(login, Map.of());
        assertThat(around)
                .containsEntry("HOME", "/home/ada")
                .containsEntry("LANDFAST_WORKSPACE", "login")
                .containsEntry("LANDFAST_DATABASE", "login_1")
                .doesNotContainKeys("API_KEY", "GIT_DIR");
        assertThat(around.get("PORT")).isEqualTo(around.get("LANDFAST_PORT"));
    }

    @Test
    void every_workspace_has_a_port_of_its_own_and_keeps_it() {
        var other = bench.create("other", "r2");
        var port = around(login, Map.of()).get("PORT");
        assertThat(around(other, Map.of()).get("PORT")).isNotEqualTo(port);
        assertThat(around(login, Map.of()).get("PORT")).isEqualTo(port);
    }

    @Test
    void the_projects_own_settings_are_filled_in() {
        var around = around(login, Map.of("URL", "sqlite+aiosqlite:///${database}?p=${port}"));
        assertThat(around.get("URL"))
                .startsWith("sqlite+aiosqlite:///" + login.checkout().path())
                .endsWith("?p=" + around.get("PORT"));
    }

    @Test
    void an_environment_sees_what_is_installed_and_git_does_not_see_it() {
        var made = made(new PythonChoice.System(Path.of("/usr/bin/python3")));
        assertThat(python(made, "import sys; print(sys.prefix)"))
                .isEqualTo(made.folder().toString());
        assertThat(bench.in(login).git("status", "--porcelain")).isEmpty();
        assertThat(bench.cleanup().remove(login.row(), Optional.empty()).kept()).isEmpty();
    }

    @Test
    void one_that_was_begun_and_not_finished_is_made_anew() throws IOException {
        var folder = Surroundings.virtualEnvironment(login);
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("pyvenv.cfg"), "half");
        var made = made(new PythonChoice.System(Path.of("/usr/bin/python3")));
        assertThat(python(made, "print(1)")).isEqualTo("1");
    }

    @Test
    void a_persons_environment_is_read_but_its_editable_installs_are_not() throws IOException {
        var own = environments.provide(bench.ada.file(".venv"), choice(), bench.ada.folder());
        var packages = own.folder().resolve("lib/python3.11/site-packages");
        Files.writeString(packages.resolve("installed.py"), "x = 5\n");
        Files.writeString(packages.resolve("__editable__.pth"), bench.ada.folder() + "\n");
        bench.ada.write("project_code.py", "x = 1\n");
        var made = made(new PythonChoice.Inherited(own.python(), own.folder()));
        assertThat(python(made, "import installed; print(installed.x)")).isEqualTo("5");
        assertThat(python(made, "import importlib.util as u; print(u.find_spec('project_code'))"))
                .isEqualTo("None");
    }

    private static PythonChoice choice() {
        return new PythonChoice.System(Path.of("/usr/bin/python3"));
    }

    private String python(PythonEnvironments.Made made, String program) {
        var command = List.of(made.python().toString(), "-I", "-c", program);
        var captured = Tasks.capture(Capture.of(command, temp, made.variables()));
        assertThat(captured.errText()).isEmpty();
        return captured.outText().strip();
    }

    @Test
    void the_first_sign_of_how_the_project_works_decides() throws IOException {
        var root = bench.ada.folder();
        var tools = Files.createDirectories(temp.resolve("tools"));
        for (var tool : List.of("uv", "poetry", "python3")) {
            Files.writeString(tools.resolve(tool), "#!/bin/sh\n");
            assertThat(tools.resolve(tool).toFile().setExecutable(true)).isTrue();
        }
        var path = tools.toString();
        assertThat(PythonChoice.detect(root, Optional.empty(), path))
                .isInstanceOf(PythonChoice.System.class);
        bench.ada.write("poetry.lock", "");
        assertThat(PythonChoice.detect(root, Optional.empty(), path))
                .isInstanceOfSatisfying(
                        PythonChoice.Managed.class,
                        m -> assertThat(m.setup()).startsWith("poetry"));
        bench.ada.write("uv.lock", "");
        assertThat(PythonChoice.detect(root, Optional.empty(), path))
                .isInstanceOfSatisfying(
                        PythonChoice.Managed.class, m -> assertThat(m.setup()).startsWith("uv"));
        assertThat(PythonChoice.detect(root, Optional.of("python3"), path))
                .isInstanceOf(PythonChoice.Configured.class);
        assertThatThrownBy(() -> PythonChoice.detect(root, Optional.of("python9"), path))
                .hasMessageContaining("LF-532");
    }
}
