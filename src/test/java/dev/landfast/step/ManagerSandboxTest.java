package dev.landfast.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.definition.ProjectFile;
import dev.landfast.git.Person;
import dev.landfast.process.ContainmentLevel;
import dev.landfast.process.Guard;
import dev.landfast.project.Confinement;
import dev.landfast.workspace.GateEnvironments;
import dev.landfast.workspace.PythonChoice;
import dev.landfast.workspace.PythonEnvironments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A manager runs the build code of a candidate: what that reaches of the person's and of ours.
class ManagerSandboxTest {

    @TempDir Path temp;
    private Person person;
    private final Map<String, String> caller = new LinkedHashMap<>();

    @BeforeEach
    void prepare() throws IOException {
        temp = temp.toRealPath();
        person = Person.withRepository(temp);
        person.write("pyproject.toml", "[project]\n").commitAll("project");
        caller.put("PATH", "/usr/bin:/bin");
        caller.put("HOME", person.home().toString());
        keep(person.home().resolve(".ssh/key"));
        keep(person.home().resolve("letter"));
        keep(temp.resolve("state/journal"));
    }

    private static void keep(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "a secret\n");
    }

    /// Lets a script be the manager; what it says it writes into the environment.
    private PythonEnvironments.Made made(ContainmentLevel level, String settings, String script) {
        var repository = person.repository();
        var state = temp.resolve("state");
        var guard = Guard.of(caller).atMost(level);
        var confinement =
                Confinement.of(
                        guard, ProjectFile.parse("containment: " + settings, "landfast.yaml"));
        var command = List.of("/bin/sh", "-c", "{ " + script + "; } >$VIRTUAL_ENV/said 2>&1");
        var managed = new PythonChoice.Managed(Path.of("/usr/bin/python3"), command);
        return new GateEnvironments(repository, state.resolve("environments"), caller)
                .of(
                        managed,
                        repository.refs().commit("main").orElseThrow(),
                        new ManagerSandbox(repository, state, confinement));
    }

    private static String said(PythonEnvironments.Made made) throws IOException {
        return Files.readString(made.folder().resolve("said"));
    }

    @Test
    void it_is_told_what_it_needs_and_no_key() throws IOException {
        caller.put("API_KEY", "a secret");
        caller.put("GITHUB_TOKEN", "a secret");
        caller.put("UV_PUBLISH_TOKEN", "a secret");
        caller.put("POETRY_PYPI_TOKEN_PYPI", "a secret");
        caller.put("UV_INDEX_OURS_USERNAME", "ada");
        caller.put("PIP_INDEX_URL", "https://packages.example.org");
        caller.put("HTTPS_PROXY", "http://proxy.example.org");
        caller.put("LANG", "C.UTF-8");

        var said = said(made(ContainmentLevel.NONE, "{}", "env"));

        assertThat(said)
                .doesNotContain("a secret")
                .contains("UV_INDEX_OURS_USERNAME=ada", "PIP_INDEX_URL=", "HTTPS_PROXY=", "LANG=")
                .contains("HOME=" + person.home());
    }

    @ParameterizedTest
    @EnumSource(names = {"STRICT", "WRITE_GUARD"})
    void it_writes_the_environment_its_copy_and_a_cache(ContainmentLevel level) throws IOException {
        var reach =
                """
                set -e
                touch new "$UV_CACHE_DIR" "$TMPDIR/new" "$VIRTUAL_ENV/bin/new"
                set +e
                for place in HOME STATE ROOT ROOT/.git "$VIRTUAL_ENV/.." "$PWD/.."; do
                    touch "$place/escaped"
                done
                rm -rf HOME/letter STATE/journal
                true\
                """
                        .replace("HOME", person.home().toString())
                        .replace("STATE", temp.resolve("state").toString())
                        .replace("ROOT", person.folder().toString());

        var made = made(level, "{}", reach);

        assertThat(made.folder().resolve("bin/new")).as(said(made)).exists();
        assertThat(made.folder().resolveSibling("project").resolve("new")).exists();
        assertThat(made.folder().resolveSibling("complete")).hasContent(level.word());
        assertThat(person.home().resolve("letter")).exists();
        assertThat(temp.resolve("state/journal")).exists();
        try (var all = Files.walk(temp)) {
            assertThat(all.filter(file -> file.endsWith("escaped"))).isEmpty();
        }
    }

    @Test
    void of_the_persons_it_reads_their_caches_and_settings_alone() throws IOException {
        var home = person.home();
        var shelf = temp.resolve("wheels");
        for (var file : List.of(".cache/uv/wheel", ".config/pip/pip.conf")) {
            keep(home.resolve(file));
        }
        keep(shelf.resolve("wheel"));
        caller.put("PIP_FIND_LINKS", shelf.toString());
        var script =
                "cat ~/.cache/uv/wheel ~/.config/pip/pip.conf SHELF/wheel; echo; echo then;"
                        + " cat ~/.ssh/key ~/letter STATE/journal; true";

        var said =
                said(
                        made(
                                ContainmentLevel.STRICT,
                                "{}",
                                script.replace("SHELF", shelf.toString())
                                        .replace("STATE", temp.resolve("state").toString())));

        assertThat(said.split("then", 2)[0]).isEqualTo("a secret\n".repeat(3) + "\n");
        assertThat(said.split("then", 2)[1]).doesNotContain("a secret");
    }

    @Test
    void a_cache_that_the_person_lends_is_used_itself() throws IOException {
        var cache = Files.createDirectories(person.home().resolve(".cache/uv"));

        made(ContainmentLevel.STRICT, "{ write: [~/.cache/uv] }", "touch $UV_CACHE_DIR/new");

        assertThat(cache.resolve("new")).exists();
    }

    @Test
    void it_does_not_run_below_the_level_that_is_required() {
        assertThatThrownBy(() ->
                        made(
                                ContainmentLevel.WRITE_GUARD,
                                "{ required: strict }",
                                "touch " + temp.resolve("ran")))
                .hasMessageContaining("LF-212");
        assertThat(temp.resolve("ran")).doesNotExist();
    }
}
