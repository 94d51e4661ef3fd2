package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.RunSummary;
import dev.landfast.process.Limits;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An agent that says more than anybody reads costs neither the disk nor the runner anything.
@Tag("long")
class LoudAgentTest {

    /// A runner that held what is kept of the log would not fit.
    private static final String HEAP = "-Xmx48m";

    private static final int SLACK = 4096;

    private static final String WORKFLOW =
            """
            workflow: loud
            about: an agent that writes a gigabyte
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
              - { id: conflicts, merge: update }
              - { id: final,     gate: unit }
              - { id: land,      merge: land }
            """;

    private static final String AGENT =
            """
            echo 'the beginning'
            yes 'what an agent says, over and over' | head -c 1073741824 || true
            echo
            echo "LOUD = 1" >> greet/core.py
            echo 'the end'
            """;

    @TempDir Path temp;

    @Test
    @Timeout(600)
    void a_gigabyte_of_it_is_cut_with_a_mark_under_a_runner_with_a_small_heap() throws Exception {
        var project = SmallProject.in(temp);
        String run;
        try (var home = new Home(project.surroundings())) {
            run = new OwnRun(project, WORKFLOW).playedBy(AGENT).submit(home, "loud");
        }

        var runner = runner(project);
        assertThat(runner.waitFor(9, TimeUnit.MINUTES)).as("the runner ended").isTrue();

        var said = Files.readString(temp.resolve("runner.out"));
        assertThat(runner.exitValue()).as(said).isZero();
        assertThat(said).doesNotContain("OutOfMemory");
        Path log;
        try (var home = new Home(project.surroundings())) {
            var standing = home.journal().run(run).orElseThrow().standing();
            assertThat(standing.word()).as(standing.waits()).isEqualTo(RunSummary.Word.DONE);
            log = largest(home.state());
        }
        assertThat(project.git("show", "main:greet/core.py")).contains("LOUD = 1");
        var most = Limits.standard().logBytes();
        assertThat(Files.size(log)).isBetween(most * 3 / 4, most + SLACK);
        assertThat(part(log, 0)).startsWith("the beginning\n");
        assertThat(part(log, Files.size(log) - SLACK)).endsWith("the end\n");
        try (var lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            assertThat(lines.filter(line -> line.startsWith("[landfast: ")).toList())
                    .hasSize(2)
                    .anyMatch(line -> line.contains("log limit reached"))
                    .anyMatch(line -> line.matches(".* [0-9]{10} bytes left out]"));
        }
    }

    private static Process runner(SmallProject project) throws IOException {
        var words = new ArrayList<>(Thirteen.runner(List.of()));
        words.removeIf(word -> word.startsWith("-Xm"));
        words.add(1, HEAP);
        var builder = new ProcessBuilder(words).directory(project.root().toFile());
        builder.environment().clear();
        builder.environment().putAll(project.surroundings().environment());
        return builder.redirectErrorStream(true)
                .redirectOutput(project.temp().resolve("runner.out").toFile())
                .start();
    }

    private static Path largest(Path state) throws IOException {
        try (var files = Files.walk(state)) {
            return files.filter(Files::isRegularFile)
                    .max((one, other) ->
                            Long.compare(one.toFile().length(), other.toFile().length()))
                    .orElseThrow();
        }
    }

    private static String part(Path log, long from) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var bytes = new byte[SLACK];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
