package dev.landfast.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.agent.brief.AnswerSchema;
import dev.landfast.agent.brief.BriefWriter;
import dev.landfast.agent.role.Roles;
import dev.landfast.agent.role.Sources;
import dev.landfast.journal.StepKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayAgentTest {

    @TempDir Path folder;
    @TempDir Path worktree;

    @BeforeEach
    void record() throws IOException {
        Files.writeString(folder.resolve("new.py"), "X = 1\n");
        Files.writeString(
                folder.resolve("cassette.yaml"),
                """
                cassette: 1
                turns:
                  - step: implement
                    visit: 1
                    role: developer
                    files: { app/new.py: new.py }
                    message: |
                      Done.
                    usage: { input-tokens: 10, output-tokens: 2, model: recorded }
                  - step: implement
                    visit: 2
                    role: developer
                    files: { ../outside.py: new.py }
                  - step: review
                    role: reviewer
                    answer: { verdict: APPROVED, summary: fine, findings: [] }
                """);
    }

    @Test
    void lays_down_what_was_recorded_and_says_what_was_said() throws Exception {
        var outcome = play("implement", 1, "developer");

        assertThat(worktree.resolve("app/new.py")).hasContent("X = 1");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AgentOutcome.Finished.class,
                        finished -> {
                            assertThat(finished.message()).isEqualTo("Done.");
                            assertThat(finished.usage().tokens().input()).isEqualTo(10);
                        });
    }

    @Test
    void a_recorded_answer_comes_back_as_json_that_meets_its_schema() throws Exception {
        assertThat(play("review", 1, "reviewer"))
                .isInstanceOfSatisfying(
                        AgentOutcome.Finished.class,
                        finished ->
                                assertThat(
                                                AnswerSchema.named("review")
                                                        .problems(finished.answer().orElseThrow()))
                                        .isEmpty());
    }

    @Test
    void a_run_that_drifts_from_the_recording_fails_with_the_nearest_visits() throws Exception {
        assertThat(play("implement", 3, "developer"))
                .isInstanceOfSatisfying(
                        AgentOutcome.Failed.class,
                        failed ->
                                assertThat(failed.reason()).contains("visit 3").contains("[1, 2]"));
        assertThat(play("implement", 1, "reviewer"))
                .isInstanceOfSatisfying(
                        AgentOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).contains("drifted"));
    }

    @Test
    void a_recorded_file_outside_the_worktree_is_refused() throws Exception {
        assertThat(play("implement", 2, "developer")).isInstanceOf(AgentOutcome.Failed.class);
        assertThat(worktree.resolveSibling("outside.py")).doesNotExist();
    }

    @Test
    void a_cassette_that_cannot_be_read_says_why() throws IOException {
        Files.writeString(folder.resolve("cassette.yaml"), "turns: []\n");
        assertThatThrownBy(() -> Cassette.read(folder)).hasMessageContaining("cassette: 1");
        Files.writeString(folder.resolve("cassette.yaml"), "cassette: [\n");
        assertThatThrownBy(() -> Cassette.read(folder)).hasMessageContaining("not YAML");
        Files.delete(folder.resolve("cassette.yaml"));
        assertThatThrownBy(() -> Cassette.read(folder)).hasMessageContaining("cannot be read");
    }

    private AgentOutcome play(String step, int visit, String role) throws InterruptedException {
        var brief =
                BriefWriter.write(
                        new Roles(Sources.none()).named(role),
                        new BriefWriter.Matter(step, "wish", List.of(), List.of(), Map.of()));
        var site =
                new Assignment.Site(
                        worktree, folder, Map.of(), Assignment.Bounds.of(Duration.ofMinutes(1)));
        var assignment = new Assignment("run", new StepKey(step, 1), visit, brief, site);
        return new ReplayAgent(
                        Cassette.read(folder),
                        (tree, patch) -> {
                            throw new IOException("no patch in this recording");
                        },
                        0)
                .work(assignment);
    }
}
