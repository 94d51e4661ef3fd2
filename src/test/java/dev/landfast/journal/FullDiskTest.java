package dev.landfast.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.failpoint.SmallDisk;
import dev.landfast.problem.EnvironmentProblem;
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

    @TempDir Path folder;
    private SmallDisk disk;

    @BeforeEach
    void mount() {
        disk = SmallDisk.mount(folder, 2);
    }

    @AfterEach
    void unmount() {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void a_full_disk_loses_nothing_acknowledged_and_the_same_transition_goes_on_after_it()
            throws Exception {
        try (var journal = Journal.open(folder.resolve("state"), new TestClock());
                var writer = journal.writer().orElseThrow()) {
            var run = journal.submit("login", JournalTest.START, ENGINE);
            writer.append(Transition.of(writer.link(run, ENGINE, JournalTest.START)));
            disk.fill();
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
            disk.free();
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
}
