package dev.landfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.failpoint.SmallDisk;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Journal;
import dev.landfast.journal.RunSummary.Word;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// On a file system of four megabytes. Needs the right to mount one; says so where it is missing.
@Timeout(60)
class FullDiskDriverTest {

    @TempDir Path folder;
    @TempDir Path elsewhere;
    private SmallDisk disk;

    @BeforeEach
    void mount() {
        disk = SmallDisk.mount(folder, 4);
    }

    @AfterEach
    void unmount() {
        Failpoints.disarm();
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void a_run_goes_on_by_itself_once_there_is_room_again() throws Exception {
        var clock = new TestClock();
        var full = new CountDownLatch(1);
        var work = new Scripted("work");
        work.on(
                "a",
                attempt -> {
                    disk.fill();
                    Failpoints.arm("record=" + elsewhere.resolve("hits"));
                    full.countDown();
                    return StepResult.pass(Map.of("text", "x".repeat(200_000)));
                });
        var library =
                new Library().with("test", Plan.of(Plan.task("work", "a"), Plan.task("work", "b")));
        var setup =
                LocalDriver.Setup.of(library, List.of(work), clock)
                        .atOnce(2)
                        .patient(Duration.ofSeconds(30));
        try (var journal = Journal.open(folder.resolve("state"), clock);
                var driver = LocalDriver.open(journal, setup).orElseThrow()) {
            var run = driver.start(Library.start("test"), "login", new Actor.Engine());
            full.await();
            while (tries() < 2) {
                Thread.onSpinWait();
            }
            assertThat(work.executed()).containsExactly("a@1");
            disk.free();
            assertThat(driver.awaitRest(Duration.ofSeconds(20))).isTrue();
            assertThat(driver.cause()).isEmpty();
            assertThat(journal.run(run).orElseThrow().standing().word()).isEqualTo(Word.DONE);
            assertThat(work.executed()).containsExactly("a@1", "b@1");
            assertThat(journal.verify(run)).isEmpty();
        }
    }

    private long tries() throws IOException {
        var hits = elsewhere.resolve("hits");
        return Files.exists(hits)
                ? Files.readAllLines(hits).stream()
                        .filter(hit -> hit.equals("journal.before-append"))
                        .count()
                : 0;
    }
}
