package dev.landfast.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.agent.brief.BriefWriter;
import dev.landfast.agent.role.Roles;
import dev.landfast.agent.role.Sources;
import dev.landfast.journal.StepKey;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandAgentTest {

    @TempDir Path folder;
    @TempDir Path worktree;

    @Test
    void a_command_that_does_not_exist_is_unavailable() throws Exception {
        assertThat(work("/nowhere/agent")).isInstanceOf(AgentOutcome.Unavailable.class);
    }

    @Test
    void a_start_that_a_crash_cut_off_is_lost_and_says_nothing_about_the_command()
            throws Exception {
        assertThat(work("/bin/true")).isInstanceOf(AgentOutcome.Finished.class);
        forgetAllBut("about");

        assertThat(work("/bin/true")).isInstanceOf(AgentOutcome.Lost.class);
    }

    /// What is there when whoever started it died before the shim came up.
    private void forgetAllBut(String name) throws IOException {
        try (var files = Files.list(folder.resolve("task"))) {
            for (var file : files.toList()) {
                if (!file.getFileName().toString().equals(name)) {
                    Files.delete(file);
                }
            }
        }
    }

    private AgentOutcome work(String command) throws InterruptedException {
        var tasks = Tasks.open(folder.resolve("shim"));
        var site =
                new Assignment.Site(
                        worktree,
                        folder,
                        Map.of("PATH", "/usr/bin:/bin"),
                        Assignment.Bounds.of(Duration.ofMinutes(1)));
        var brief =
                BriefWriter.write(
                        new Roles(Sources.none()).named("developer"),
                        new BriefWriter.Matter("implement", "", List.of(), List.of(), Map.of()));
        return new CommandAgent(List.of(command), tasks)
                .work(new Assignment("run", new StepKey("implement", 1), 1, brief, site));
    }
}
