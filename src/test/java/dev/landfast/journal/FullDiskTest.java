package dev.landfast.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfast.problem.EnvironmentProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a file system of two megabytes. Needs the right to mount one; says so where it is missing.
class FullDiskTest {

    private static final Actor ENGINE = new Actor.Engine();

    @TempDir Path disk;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
        assumeTrue(mounted, "a small file system cannot be mounted here: full disks not tested");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", disk.toString());
        }
    }

    @Test
    void a_full_disk_loses_nothing_acknowledged_and_the_same_transition_goes_on_after_it()
            throws Exception {
        try (var journal = Journal.open(disk.resolve("state"), new TestClock());
                var writer = journal.writer().orElseThrow()) {
            var run = journal.submit("login", JournalTest.START, ENGINE);
            writer.append(Transition.of(writer.link(run, ENGINE, JournalTest.START)));
            var ballast = fill(disk.resolve("ballast"));
            var acknowledged = new ArrayList<Entry>(journal.entries(run));
            var refused = untilRefused(writer, run, acknowledged);
            assertThatThrownBy(() -> writer.append(refused))
                    .isInstanceOf(EnvironmentProblem.class)
                    .hasMessageContaining("LF-501");
            assertThat(journal.entries(run)).isEqualTo(acknowledged);
            assertThatThrownBy(() ->
                            journal.artifacts().put("log", "text/plain", "x".repeat(3_000_000)))
                    .isInstanceOf(EnvironmentProblem.class)
                    .hasMessageContaining("LF-506");
            Files.delete(ballast);
            writer.append(refused);
            acknowledged.add(refused.links().getFirst().entry());
            assertThat(journal.entries(run)).isEqualTo(acknowledged);
            assertThat(journal.verify(run)).isEmpty();
        }
    }

    private static Transition untilRefused(Writer writer, String run, List<Entry> written) {
        while (true) {
            var event = new Event.Noted("n", "text ".repeat(2000));
            var next = Transition.of(writer.link(run, ENGINE, event));
            try {
                writer.append(next);
                written.add(next.links().getFirst().entry());
            } catch (EnvironmentProblem e) {
                return next;
            }
        }
    }

    /// Leaves no more than the database has already.
    private static Path fill(Path ballast) throws IOException {
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException e) {
            return ballast;
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
