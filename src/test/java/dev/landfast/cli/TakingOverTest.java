package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.api.SmallProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A person does what an agent is at, and says that it is done or hands it back.
@Timeout(180)
class TakingOverTest {

    /// Stops half way through its first step for as long as nobody hands it back.
    private static final String STUCK =
            """
            if [ "$LANDFAST_STEP" = implement ] && ! grep -q 'They say: the rest' "$LANDFAST_BRIEF"; then
                echo 'HALF = True' >> greet/core.py
                exec sleep 300
            fi
            """
                    + SmallProject.HONEST;

    @TempDir private Path folder;
    private SmallProject project;
    private Shell shell;
    private Path worktree = Path.of("");

    @BeforeEach
    void an_agent_that_is_stuck_half_way() throws Exception {
        project = SmallProject.in(folder);
        shell = Shell.at(project);
        shell.wants("bye", "default=command:" + project.agent(STUCK));
        var carrying = shell.carrying();
        worktree = project.root().resolve(".worktrees/bye");
        awaitHalf();
        var refused = shell.landfast("take", "bye", "--step", "review");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("LF-166", "landfast show bye");

        var taken = shell.landfast("take", "bye", "--detach");
        assertThat(taken.code()).as(taken.err()).isZero();
        carrying.join(Duration.ofSeconds(60));
    }

    private void awaitHalf() throws IOException {
        var file = worktree.resolve("greet/core.py");
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.exists(file) || !Files.readString(file).contains("HALF")) {
            assertThat(System.nanoTime()).as("the agent has begun").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private String status() {
        return shell.landfast("show", "bye").out().lines().findFirst().orElse("");
    }

    private void append(String file, String text) throws IOException {
        var path = worktree.resolve(file);
        var before = Files.exists(path) ? Files.readString(path) : "";
        Files.writeString(path, before + text);
    }

    @Test
    void what_the_agent_had_made_is_there_and_the_work_is_measured_as_the_persons()
            throws Exception {
        assertThat(status()).contains("waiting");
        assertThat(shell.landfast().out()).contains("landfast done bye");
        assertThat(shell.landfast("why", "bye").out())
                .contains("ada has taken 'implement' over", worktree.toString(), "landfast give");
        assertThat(worktree.resolve("greet/core.py")).content().contains("HALF = True");
        append(
                "greet/core.py",
                "\n\ndef part(name: str) -> str:\n    \"\"\"Say goodbye.\"\"\"\n"
                        + "    return f\"Goodbye, {name}!\"\n");

        shell.landfast("done", "bye", "by hand", "--detach");
        shell.carry();

        assertThat(status()).as(shell.landfast("why", "bye").out()).contains("done");
        assertThat(project.git("show", "main:greet/core.py")).contains("HALF", "def part");
        assertThat(shell.landfast("show", "bye", "--all").out())
                .contains("implement@1  taken over by hand")
                .contains("implement@2  answered: by hand");
    }

    @Test
    void handed_back_its_agent_goes_on_with_what_lies_there_and_knows_of_it() throws Exception {
        append("greet/core.py", "BY_HAND = True\n");

        shell.landfast("give", "bye", "the rest", "is", "yours", "--detach");
        shell.carry();

        assertThat(status()).as(shell.landfast("why", "bye").out()).contains("done");
        assertThat(project.git("show", "main:greet/core.py"))
                .contains("HALF", "BY_HAND", "def part");
    }
}
