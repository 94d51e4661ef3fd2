package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.RunSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ResolverCrashTest {

    private static final String WORKFLOW =
            """
            workflow: meeting
            about: somebody else changes the same line meanwhile
            params:
              name:        { type: name, required: true }
              description: { type: text, required: true }
            roles:
              developer: { tier: standard, access: edit }
            gates:
              unit: [parse]
            steps:
              - { id: worktree,  worktree: create }
              - { id: implement, agent: developer }
              - { id: commit,    commit: { type: feat } }
              - { id: conflicts, merge: update, by: developer }
              - { id: final,     gate: unit }
              - { id: land,      merge: land }
            """;

    /// While it implements, somebody else pushes; it resolves when it is told to.
    private static final String AGENT =
            """
            case $LANDFAST_STEP in
            implement)
                echo 'Good day' > NOTES.md
                git clone -q REMOTE OTHER
                echo 'Hi' > OTHER/NOTES.md
                git -C OTHER -c user.name=o -c user.email=o@example.org commit -qam other
                git -C OTHER push -q
                ;;
            conflicts)
                echo $$ >> RESOLVING
                while [ ! -e GO ]; do sleep 0.05; done
                echo 'Both' > NOTES.md
                ;;
            esac
            """;

    @TempDir Path temp;

    @Test
    @Timeout(120)
    void a_resolver_that_outlives_the_runner_is_waited_for_and_none_is_started_beside_it()
            throws Exception {
        var project = SmallProject.in(temp);
        project.write("NOTES.md", "Hello\n");
        // Somebody else is played by the agent here, and pushes to where nothing else of it may.
        project.write(
                "landfast.yaml",
                project.granted().replace(" }", ", " + project.remote() + "]}").replace("],", ","));
        project.git("add", "NOTES.md", "landfast.yaml");
        project.git("commit", "-qm", "notes");
        project.git("push", "-q", "origin", "main");
        var resolving = project.outside().resolve("resolving");
        var go = project.outside().resolve("go");
        var agent =
                AGENT.replace("REMOTE", project.remote().toString())
                        .replace("OTHER", project.outside().resolve("other").toString())
                        .replace("RESOLVING", resolving.toString())
                        .replace("GO", go.toString());
        String run;
        try (var home = new Home(project.surroundings())) {
            run = new OwnRun(project, WORKFLOW).playedBy(agent).submit(home, "meet");
        }

        var first = runner(project);
        await(() -> Files.exists(resolving) || !first.isAlive());
        first.destroyForcibly().waitFor();
        var second = runner(project);
        await(() -> ready(project));
        Files.createFile(go);

        assertThat(second.waitFor()).isZero();
        try (var home = new Home(project.surroundings())) {
            var standing = home.journal().run(run).orElseThrow().standing();
            assertThat(standing.word()).as(standing.waits()).isEqualTo(RunSummary.Word.DONE);
        }
        assertThat(Files.readAllLines(resolving)).hasSize(1);
        assertThat(project.git("show", "main:NOTES.md")).isEqualTo("Both");
    }

    private static Process runner(SmallProject project) throws Exception {
        var builder =
                new ProcessBuilder(Thirteen.runner(List.of())).directory(project.root().toFile());
        builder.environment().clear();
        builder.environment().putAll(project.surroundings().environment());
        return builder.redirectErrorStream(true)
                .redirectOutput(project.temp().resolve("runner.out").toFile())
                .start();
    }

    private static boolean ready(SmallProject project) {
        try (var home = new Home(project.surroundings())) {
            return home.journal().runner().ready();
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
