package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.agent.role.Skills;
import dev.landfast.agent.role.Sources;
import dev.landfast.api.SmallProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `landfast init --agents` leaves for coding agents to read.
class InitAgentsTest {

    private static final Pattern COMMAND = Pattern.compile("`landfast ([a-z]+(?: [a-z]+)?)");
    private static final List<String> NAMES =
            List.of("start-project", "iterate", "check-status", "complete");

    @TempDir private Path folder;
    private SmallProject project;
    private Shell shell;
    private List<Path> files = List.of();

    @BeforeEach
    void written_once() throws IOException {
        project = SmallProject.in(folder);
        shell = Shell.at(project);
        var said = shell.landfast("init", "--agents");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out().lines().filter(line -> line.endsWith(": written"))).hasSize(16);
        files = NAMES.stream().flatMap(name -> forms("landfast-" + name).stream()).toList();
    }

    private List<Path> forms(String name) {
        return List.of(
                project.root().resolve(".claude/skills/" + name + "/SKILL.md"),
                project.root().resolve(".agents/skills/" + name + "/SKILL.md"),
                project.root().resolve(".gemini/commands/" + name + ".toml"),
                project.root().resolve(".opencode/commands/" + name + ".md"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_command_in_them_exists() {
        var verbs = Verbs.all().stream().map(Verb::name).collect(Collectors.toSet());
        for (var file : files) {
            var named = COMMAND.matcher(text(file)).results().map(found -> found.group(1)).toList();
            assertThat(named).as(file.toString()).isNotEmpty();
            assertThat(named)
                    .as(file.toString())
                    .allMatch(words ->
                            verbs.contains(words) || verbs.contains(words.split(" ", 2)[0]));
        }
    }

    @Test
    void arguments_stand_as_each_program_fills_them_in() {
        for (var file : files) {
            var path = project.root().relativize(file).toString();
            assertThat(text(file).contains("$ARGUMENTS"))
                    .as(path)
                    .isEqualTo(path.startsWith(".claude") || path.startsWith(".opencode"));
            assertThat(text(file).contains("{{args}}"))
                    .as(path)
                    .isEqualTo(path.startsWith(".gemini"));
        }
    }

    @Test
    void the_skills_are_such_as_roles_can_name() {
        var known = new Skills(new OnDisk(project.root())).names();
        NAMES.forEach(name ->
                assertThat(known)
                        .containsEntry(
                                "landfast-" + name,
                                ".claude/skills/landfast-" + name + "/SKILL.md"));
    }

    @Test
    void the_commands_for_gemini_are_toml() {
        for (var name : NAMES) {
            var file = forms("landfast-" + name).get(2);
            var said =
                    project.run(
                            project.root(),
                            "/usr/bin/python3",
                            "-c",
                            "import sys, tomllib; print(*tomllib.load(open(sys.argv[1], 'rb')))",
                            file.toString());
            assertThat(said.strip()).isEqualTo("description prompt");
        }
    }

    @Test
    void what_is_there_is_left_as_it_is() throws IOException {
        Files.writeString(files.getFirst(), "mine\n");

        var again = shell.landfast("init", "--agents", "--json");

        assertThat(again.out().split("\"kept\"", -1)).hasSize(2);
        assertThat(again.out().split("\"same\"", -1)).hasSize(16);
        assertThat(files.getFirst()).hasContent("mine");
    }

    private record OnDisk(Path root) implements Sources {

        @Override
        public List<String> below(String folder) {
            try (var all = Files.walk(root.resolve(folder))) {
                return all.filter(Files::isRegularFile)
                        .map(file -> root.relativize(file).toString())
                        .sorted()
                        .toList();
            } catch (IOException e) {
                return List.of();
            }
        }

        @Override
        public Optional<String> text(String path) {
            return Optional.of(root.resolve(path))
                    .filter(Files::isRegularFile)
                    .map(InitAgentsTest::text);
        }
    }
}
