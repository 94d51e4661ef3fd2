package dev.landfast.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a task is shown for its programs to run, and that nothing else of a person's is among it.
class ToolFoldersTest {

    @TempDir private Path temp;
    private Path home;

    @BeforeEach
    void prepare() throws IOException {
        home = Files.createDirectories(temp.resolve("home/ada"));
        Files.writeString(home.resolve("letter"), "dear");
    }

    private static Path program(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static Path link(Path link, Path target) throws IOException {
        Files.createDirectories(link.getParent());
        return Files.createSymbolicLink(link, target);
    }

    private Set<Path> of(Path... path) {
        var words = new StringBuilder("/usr/bin");
        for (var each : path) {
            words.append(':').append(each);
        }
        return ToolFolders.of(words.toString(), home, _ -> false);
    }

    @Test
    void a_program_among_packages_of_node_is_shown_with_all_of_them() throws IOException {
        var packages = temp.resolve("app/node_modules");
        var file = program(packages.resolve("@maker/agent/bin/agent.js"));
        var link = link(packages.resolve(".bin/agent"), file);

        assertThat(of(packages.resolve(".bin"))).contains(packages);
        assertThat(ToolFolders.ofProgram(link, home)).contains(packages);
        assertThat(ToolFolders.ofProgram(file, home)).contains(packages);
    }

    @Test
    void the_outermost_packages_are_shown_where_one_keeps_its_own() throws IOException {
        var packages = temp.resolve("lib/node_modules");
        var file = program(packages.resolve("agent/node_modules/agent-linux/agent"));
        var link = link(temp.resolve("tools/agent"), file);

        assertThat(ToolFolders.ofProgram(link, home)).contains(packages);
    }

    @Test
    void of_an_installation_a_program_is_shown_what_programs_need() throws IOException {
        var python = temp.resolve("pythons/3.11");
        var file = program(python.resolve("bin/python3.11"));
        Files.createDirectories(python.resolve("lib/python3.11"));
        Files.createDirectories(python.resolve("letters"));
        var venv = temp.resolve("project/venv");
        link(venv.resolve("bin/python"), file);
        Files.createDirectories(venv.resolve("lib"));
        Files.writeString(venv.resolve("pyvenv.cfg"), "");

        assertThat(of(venv.resolve("bin")))
                .contains(
                        venv.resolve("bin"),
                        venv.resolve("lib"),
                        venv.resolve("pyvenv.cfg"),
                        python.resolve("bin"),
                        python.resolve("lib"))
                .doesNotContain(venv, python, python.resolve("letters"));
    }

    @Test
    void of_a_home_only_its_folder_of_programs_is_shown() throws IOException {
        program(home.resolve(".local/bin/tool"));
        program(home.resolve("bin/tool"));
        Files.createDirectories(home.resolve("lib"));
        Files.createDirectories(home.resolve(".local/share/keyrings"));

        assertThat(of(home.resolve("bin"), home.resolve(".local/bin")))
                .contains(home.resolve("bin"), home.resolve(".local/bin"))
                .noneMatch(shown -> home.startsWith(shown))
                .doesNotContain(
                        home.resolve("lib"),
                        home.resolve(".local/lib"),
                        home.resolve(".local/share"));
    }

    @Test
    void a_program_that_lies_by_itself_is_shown_by_itself() throws IOException {
        var file = program(home.resolve("downloads/tool-1.2"));
        var folder = temp.resolve("tools");
        link(folder.resolve("tool"), file);

        assertThat(of(folder)).contains(folder, file).doesNotContain(file.getParent());
    }

    @Test
    void a_folder_that_tasks_may_write_is_not_looked_into() throws IOException {
        var secret = program(home.resolve("secret/key"));
        var folder = temp.resolve("worktree/bin");
        link(folder.resolve("tool"), secret);

        assertThat(ToolFolders.of(folder.toString(), home, path -> path.startsWith(folder)))
                .isEmpty();
    }
}
