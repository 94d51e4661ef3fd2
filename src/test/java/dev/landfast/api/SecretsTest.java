package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the project calls a secret reaches the checks that name it, and nothing else.
class SecretsTest {

    private static final String VALUE = "s3cr3t-of-the-person";

    private static final String WORKFLOW =
            """
            workflow: small
            params:
              name: { type: name, required: true }
            roles:
              developer: { access: edit }
            gates:
              deployed:
                - command: { run: [sh, -c, 'case $TOKEN in s3*person) ;; *) exit 1 ;; esac'], canary: none, SECRETS }
            steps:
              - { id: worktree, worktree: create }
              - { id: implement, agent: developer }
              - { id: commit, commit: { type: feat } }
              - { id: deployed, gate: deployed }
            """;

    @TempDir Path temp;
    private SmallProject project;

    @BeforeEach
    void project() {
        project = SmallProject.in(temp).with("TOKEN", VALUE);
        project.write(
                "landfast.yaml",
                "python: /usr/bin/python3\nsecrets: [TOKEN]\n" + project.granted());
        project.git("commit", "-qam", "a secret");
    }

    private String run(String secrets) throws InterruptedException {
        var definition = WORKFLOW.replace(", SECRETS", secrets);
        var agent =
                "env > " + project.outside().resolve("seen") + "\necho 'X = 1' > greet/more.py\n";
        return new OwnRun(project, definition).playedBy(agent).word("small");
    }

    @Test
    void a_check_that_names_it_gets_it_and_its_value_is_written_nowhere() throws Exception {
        var named = run(", secrets: [TOKEN]");

        assertThat(named).isEqualTo("done");
        assertThat(holding(temp.resolve("state"))).isEmpty();
    }

    @Test
    void no_other_check_and_no_agent_gets_it() throws Exception {
        assertThat(run("")).isEqualTo("failed");
        assertThat(project.outside().resolve("seen")).content().doesNotContain("\nTOKEN=", VALUE);
    }

    @Test
    void what_agents_are_handed_is_taken_out_of_what_is_kept_of_them() throws Exception {
        project.write(
                "landfast.yaml",
                "python: /usr/bin/python3\nagent-variables: [TOKEN]\n" + project.granted());
        project.git("commit", "-qam", "a key for agents");
        var definition = WORKFLOW.replace(", SECRETS", ", secrets: [TOKEN]");
        var agent =
                "echo the key is $TOKEN\necho $TOKEN > "
                        + project.outside().resolve("seen")
                        + "\necho 'X = 1' > greet/more.py\n";
        new OwnRun(project, definition).playedBy(agent).word("small");

        assertThat(project.outside().resolve("seen")).content().contains(VALUE);
        assertThat(holding(temp.resolve("state"))).isEmpty();
        try (var files = Files.walk(temp.resolve("state"))) {
            assertThat(files.filter(Files::isRegularFile).filter(SecretsTest::isNamed))
                    .isNotEmpty();
        }
    }

    private static boolean isNamed(Path file) {
        try {
            return Files.size(file) < 1_000
                    && Files.readString(file).contains("the key is [TOKEN]");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void one_that_is_not_set_is_missing_not_wrong() throws Exception {
        project = project.with("TOKEN", "");
        project.write(
                "landfast.yaml",
                "python: /usr/bin/python3\nsecrets: [OTHER]\n" + project.granted());
        project.git("commit", "-qam", "another secret");

        assertThat(run(", secrets: [OTHER]")).isEqualTo("blocked");
    }

    private static List<Path> holding(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        try {
                            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                    .contains(VALUE);
                        } catch (IOException e) {
                            return false;
                        }
                    })
                    .toList();
        }
    }
}
