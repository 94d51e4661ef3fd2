package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.api.SmallProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A person remarks on the change of a run.
@Timeout(180)
class CommentTest {

    private static final String PART =
            "\n\ndef part(name: str) -> str:\n    \"\"\"Say goodbye.\"\"\"\n"
                    + "    return f\"Goodbye, {name}!\"\n";

    @TempDir private Path folder;
    private SmallProject project;
    private Shell shell;

    @BeforeEach
    void a_run_with_a_person_as_developer() {
        project = SmallProject.in(folder);
        shell = Shell.at(project);
        var honest = "default=command:" + project.agent(SmallProject.HONEST);
        shell.wants("bye", "developer=human", honest);
        shell.carry();
    }

    private Path core() {
        return project.root().resolve(".worktrees/bye/greet/core.py");
    }

    private void handIn(String from, String to) throws IOException {
        Files.writeString(core(), Files.readString(core()).replace(from, to));
        var done = shell.landfast("done", "bye", "--detach");
        assertThat(done.code()).as(done.err()).isZero();
        shell.carry();
    }

    private void implement() throws IOException {
        Files.writeString(core(), Files.readString(core()) + PART);
        handIn("", "");
    }

    private String status() {
        return shell.landfast("show", "bye").out().lines().findFirst().orElse("");
    }

    @Test
    void nothing_passes_before_it_was_mended_and_the_repair_is_told() throws IOException {
        var said = shell.landfast("comment", "bye", "greet/core.py:1", "say", "it", "politely");
        assertThat(said.code()).as(said.err()).isZero();
        implement();

        assertThat(status()).contains("waiting");
        assertThat(shell.landfast().out()).contains("landfast done bye");
        assertThat(shell.landfast("show", "bye", "--brief", "repair").out())
                .contains("greet/core.py:1", "say it politely");

        handIn("Say goodbye.", "Say goodbye, politely.");

        assertThat(status()).as(shell.landfast("why", "bye").out()).contains("done");
        assertThat(shell.landfast("show", "bye", "--all").out())
                .contains("ada", "comment on greet/core.py:1: say it politely");
        assertThat(shell.landfast("report", "bye").out()).doesNotContain("nobody was told");
        assertThat(shell.landfast("report", "bye", "--json").out()).contains("\"quality.1\"");
    }

    @Test
    void what_nobody_would_mend_is_refused() throws IOException {
        var nowhere = shell.landfast("comment", "bye", "greet/nothing.py", "what");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("LF-169", "landfast diff bye");
        var outside = shell.landfast("comment", "bye", "../../../etc/passwd:1", "what");
        assertThat(outside.err()).contains("LF-169");

        implement();
        assertThat(status()).as(shell.landfast("why", "bye").out()).contains("done");
        var late = shell.landfast("comment", "bye", "greet/core.py", "too", "late");
        assertThat(late.code()).isEqualTo(2);
        assertThat(late.err()).contains("LF-170");
    }
}
