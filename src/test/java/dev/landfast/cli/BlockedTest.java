package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.api.SmallProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is missing or in the way around a run stops it with its code and its exit code, and once it
/// is mended the run goes on.
@Timeout(180)
class BlockedTest {

    @TempDir private Path folder;
    private SmallProject project;
    private Shell shell;

    @BeforeEach
    void a_project() {
        project = SmallProject.in(folder);
        shell = Shell.at(project);
    }

    @Test
    void somebody_elses_lock_on_the_index_is_waited_for_and_named() throws Exception {
        var lock = project.root().resolve(".git/index.lock");
        Files.createFile(lock);

        var agent = "default=command:" + project.agent(SmallProject.HONEST);
        var started =
                shell.landfast(
                        "run", "feature", "bye", "Say goodbye", "--agent", agent, "--detach");
        assertThat(started.code()).as(started.err()).isZero();
        shell.carry();

        assertThat(shell.landfast("watch", "bye").code()).isEqualTo(30);
        assertThat(shell.landfast("why", "bye").out())
                .contains("blocked at landing.1/land@1")
                .contains("LF-408 " + lock + ": another program holds this lock")
                .contains("→ let it finish; if no git is running, remove the file")
                .contains("landfast retry bye");
        assertThat(lock).exists();
        Files.delete(lock);
        assertThat(shell.landfast("retry", "bye", "--detach").code()).isZero();
        shell.carry();
        assertThat(shell.landfast("watch", "bye").code()).isZero();
    }

    @Test
    void a_tool_that_a_gate_needs_and_nobody_installed_blocks_the_run_and_says_which()
            throws Exception {
        project.write(
                ".landfast/workflows/typed.yaml",
                """
                workflow: typed
                about: Asks for a type checker
                gates:
                  types: [ types: { errors: 0, tool: pyright } ]
                steps:
                  - { id: place, worktree: create }
                  - { id: types, gate: types }
                """);
        project.git("add", "-A");
        project.git("commit", "-q", "-m", "chore: a workflow");
        project.git("push", "-q");
        var path = System.getenv("PATH");
        shell.set("PATH", without("pyright", path));

        assertThat(shell.landfast("run", "typed", "--trust", "--detach").code()).isZero();
        shell.carry();

        assertThat(shell.landfast("watch", "typed-1").code()).isEqualTo(30);
        assertThat(shell.landfast("why", "typed-1").out())
                .contains("blocked at types@1")
                .contains("LF-203 pyright is missing")
                .contains("→ install pyright")
                .contains("landfast retry typed-1");

        var bin = Files.createDirectories(folder.resolve("bin"));
        // It finds one error, which is the one that is planted to see whether it finds any.
        var installed =
                Files.writeString(
                        bin.resolve("pyright"),
                        """
                        #!/bin/sh
                        if [ "$1" = --version ]; then
                            echo pyright 1.1.414
                            exit 0
                        fi
                        file=$PWD/greet/canary_types.py
                        if [ -e "$file" ]; then
                            echo '{"generalDiagnostics":[{"severity":"error","file":"'$file'","message":"str is not int"}],'
                            echo '"summary":{"filesAnalyzed":2,"errorCount":1}}'
                            exit 1
                        else
                            echo '{"generalDiagnostics":[],"summary":{"filesAnalyzed":1,"errorCount":0}}'
                        fi
                        """);
        assertThat(installed.toFile().setExecutable(true)).isTrue();
        shell.set("PATH", bin + ":" + path);
        assertThat(shell.landfast("retry", "typed-1", "--detach").code()).isZero();
        shell.carry();
        assertThat(shell.landfast("watch", "typed-1").code()).isZero();
    }

    private static String without(String program, String path) {
        return Stream.of(path.split(":"))
                .filter(place -> !Files.exists(Path.of(place, program)))
                .collect(Collectors.joining(":"));
    }
}
