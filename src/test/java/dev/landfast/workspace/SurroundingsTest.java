package dev.landfast.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.file.Removal;
import dev.landfast.process.Capture;
import dev.landfast.process.Containment;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        environments =
                new PythonEnvironments(
                        Map.of("PATH", PATH), bench.ada.folder(), (_, _) -> Containment.none());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private PythonEnvironments.Made made(PythonChoice choice) {
        var place = place(Surroundings.virtualEnvironment(login), "login");
        return environments.provide(place, choice, login.checkout().path());
    }

    private PythonEnvironments.Place place(Path folder, String name) {
        var ours = temp.resolve("state/environments");
        return new PythonEnvironments.Place(folder, ours.resolve(name), ours.resolve("cache"));
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

    /// An agent can write there, and what it makes of it must not reach further than the worktree.
    @ParameterizedTest
    @ValueSource(strings = {".landfast/venv", ".landfast"})
    void a_link_in_its_place_leads_nowhere(String linked) throws IOException {
        var home = Files.createDirectories(temp.resolve("home/ada/venv")).getParent();
        Files.writeString(home.resolve("letter"), "dear");
        Files.writeString(home.resolve("venv/letter"), "dear");
        made(choice());
        var place = login.checkout().path().resolve(linked);
        Removal.of(place);
        Files.createSymbolicLink(place, home);

        var made = made(choice());

        assertThat(python(made, "print(1)")).isEqualTo("1");
        assertThat(made.folder().toRealPath()).isEqualTo(made.folder());
        assertThat(files(home)).containsExactlyInAnyOrder("letter", "venv", "venv/letter");
    }

    @Test
    void links_within_one_that_is_made_anew_are_not_followed() throws IOException {
        var home = Files.createDirectories(temp.resolve("home/ada"));
        Files.writeString(home.resolve("letter"), "dear");
        var folder = Surroundings.virtualEnvironment(login);
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("bin"), home);
        Files.createSymbolicLink(folder.resolve("lib"), home);

        assertThat(python(made(choice()), "print(1)")).isEqualTo("1");
        assertThat(files(home)).containsExactly("letter");
    }

    @Test
    void nothing_in_it_says_that_it_is_complete() throws IOException {
        var folder = Files.createDirectories(Surroundings.virtualEnvironment(login));
        for (var mark : List.of("landfast-complete", "complete", "login")) {
            Files.writeString(folder.resolve(mark), "");
        }

        assertThat(python(made(choice()), "print(1)")).isEqualTo("1");
    }

    @Test
    void where_the_database_is_a_link_leads_nowhere_either() throws IOException {
        var own = login.checkout().path().resolve(".landfast");
        Files.createSymbolicLink(own, temp.resolve("nowhere"));

        around(login, Map.of());

        assertThat(own).isDirectory();
        assertThat(own.toRealPath()).isEqualTo(own);
    }

    /// Programs that stand for an interpreter look in the folder they are started in which is
    /// meant.
    @Test
    void no_file_of_the_worktree_says_which_interpreter_it_is_made_with() throws IOException {
        var shim = temp.resolve("shim/python3");
        Files.createDirectories(shim.getParent());
        Files.writeString(
                shim, "#!/bin/sh\n[ -e .pinned ] && exit 1\nexec /usr/bin/python3 \"$@\"\n");
        assertThat(shim.toFile().setExecutable(true)).isTrue();
        var worktree = login.checkout().path();
        Files.createDirectories(worktree.resolve(".landfast"));
        Files.writeString(worktree.resolve(".pinned"), "");
        Files.writeString(worktree.resolve(".landfast/.pinned"), "");

        assertThat(python(made(new PythonChoice.System(shim)), "print(1)")).isEqualTo("1");
    }

    private static List<String> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.skip(1).map(file -> folder.relativize(file).toString()).toList();
        }
    }

    @Test
    void a_persons_environment_is_read_but_its_editable_installs_are_not() throws IOException {
        var place = place(bench.ada.file(".venv"), "own");
        var own = environments.provide(place, choice(), bench.ada.folder());
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
