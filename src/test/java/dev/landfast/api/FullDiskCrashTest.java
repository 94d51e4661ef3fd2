package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.failpoint.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk that a whole run lives on, with its repository, its remote and its state, is full for a
/// while, from a random moment on. Then there is room again, and the run must end right without a
/// hand.
@Tag("long")
class FullDiskCrashTest {

    private static final int MEGABYTES = 64;
    private static final int FULL_MILLIS = 3_000;
    private static final int MOST_STARTS = 10;

    @TempDir Path temp;

    @Test
    void a_disk_that_is_full_for_a_while_loses_nothing() throws Exception {
        var rounds = new Rounds("disk full");
        var all = Integer.getInteger("landfast.sample", 20);
        var usual = usualMillis();
        for (var seed = 1; seed <= all; seed++) {
            rounds.add(full(seed, usual));
        }
        rounds.close(all);
        assertThat(rounds.crashes()).as("runs still under way then").isGreaterThan(all / 2);
    }

    /// How long a run takes that nothing happens to.
    private int usualMillis() throws Exception {
        var project = Thirteen.in(Files.createDirectories(temp.resolve("usual")));
        runner(project).waitFor();
        assertThat(project.ended()).isTrue();
        var run = project.summary();
        var took = Duration.between(run.started(), run.updated());
        return (int) took.toMillis();
    }

    private Rounds.Result full(int seed, int usual) throws Exception {
        var folder = Files.createDirectories(temp.resolve("disk-" + seed));
        try (var disk = SmallDisk.mount(folder, MEGABYTES)) {
            var project = Thirteen.in(folder);
            var damage = new ArrayList<Damage>();
            var wait = new Random(seed).nextInt(usual);
            var runner = runner(project);
            runner.waitFor(wait, TimeUnit.MILLISECONDS);
            var shown = project.shown();
            var early = !project.ended();
            disk.fill();
            runner.waitFor(FULL_MILLIS, TimeUnit.MILLISECONDS);
            disk.free();
            damage.addAll(project.unrecorded(project.shown()));
            for (var start = 1; start < MOST_STARTS && !project.ended(); start++) {
                assertThat(runner.waitFor(2, TimeUnit.MINUTES)).isTrue();
                if (!project.ended()) {
                    runner = runner(project);
                }
            }
            runner.waitFor(2, TimeUnit.MINUTES);
            damage.addAll(project.damage(shown));
            return new Rounds.Result("full after " + wait + " ms", early ? 1 : 0, damage);
        }
    }

    private Process runner(Thirteen project) throws IOException {
        return project.command(Thirteen.runner(List.of()))
                .redirectOutput(temp.resolve("runner.out").toFile())
                .start();
    }
}
