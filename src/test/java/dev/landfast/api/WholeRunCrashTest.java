package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.failpoint.SimulatedCrash;
import dev.landfast.journal.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The runner of a whole run dies at every failpoint in turn, and by SIGKILL at random moments; two
/// live at once. It must end right without a hand.
///
/// `landfast.sample` says how many of each are taken; all and a hundred unless given.
@Tag("long")
class WholeRunCrashTest {

    private static final int MOST_STARTS = 40;
    private static final int KILLS_A_RUN = 5;

    @TempDir Path temp;

    @AfterEach
    void disarm() {
        Failpoints.disarm();
    }

    @Test
    void a_crash_at_any_failpoint_of_a_whole_run_ends_right_by_itself() throws Exception {
        var rounds = new Rounds("crash at each failpoint hit");
        var all = count();
        var step = Math.max(1, all / sample(all));
        for (var at = 1; at <= all; at += step) {
            rounds.add(failpoint(at));
        }
        rounds.aimed().close(all);
    }

    @Test
    void a_runner_that_is_killed_at_random_is_taken_over_and_the_run_ends_right() throws Exception {
        var rounds = new Rounds("SIGKILL at random");
        var wanted = sample(100);
        var seed = 42;
        while (rounds.crashes() < wanted) {
            var todo = new ArrayList<Callable<Rounds.Result>>();
            for (var n = 0; n < 2; n++) {
                var random = new Random(seed++);
                var project = temp.resolve("kill-" + seed);
                todo.add(() -> killed(project, random));
            }
            rounds.all(todo);
        }
        rounds.close(rounds.crashes());
    }

    @Test
    void two_runners_at_once_do_everything_once() throws Exception {
        var rounds = new Rounds("two runners at once");
        var todo = new ArrayList<Callable<Rounds.Result>>();
        for (var n = 0; n < Math.min(5, sample(5)); n++) {
            var project = temp.resolve("two-" + n);
            todo.add(() -> twoAtOnce(project));
        }
        rounds.all(todo).close(todo.size());
    }

    private int count() throws Exception {
        var project = Thirteen.in(temp.resolve("count"));
        var hits = temp.resolve("hits");
        Failpoints.arm("record=" + hits);
        project.carry();
        Failpoints.disarm();
        assertThat(project.damage(project.shown())).as("undisturbed").isEmpty();
        return Files.readAllLines(hits).size();
    }

    private static int sample(int all) {
        return Integer.getInteger("landfast.sample", all);
    }

    private Rounds.Result failpoint(int at) throws Exception {
        var project = Thirteen.in(temp.resolve("at-" + at));
        Failpoints.arm("throw@" + at);
        var crashed = false;
        try {
            project.carry();
        } catch (SimulatedCrash e) {
            crashed = true;
        } finally {
            Failpoints.disarm();
        }
        var shown = project.shown();
        var damage = new ArrayList<>(project.unrecorded(shown));
        project.carry();
        return result(project, "failpoint hit " + at, crashed ? 1 : 0, damage, shown);
    }

    private static Rounds.Result killed(Path folder, Random random) throws Exception {
        var project = Thirteen.in(folder);
        var damage = new ArrayList<Damage>();
        var shown = project.shown();
        var kills = 0;
        for (var start = 0; start < MOST_STARTS && !project.ended(); start++) {
            var runner = runner(project);
            var patience = start < KILLS_A_RUN ? random.nextInt(200, 3_000) : 120_000;
            if (!runner.waitFor(patience, TimeUnit.MILLISECONDS)) {
                runner.destroyForcibly().waitFor();
                kills++;
                shown = project.shown();
                damage.addAll(project.unrecorded(shown));
            }
        }
        return result(project, folder.getFileName().toString(), kills, damage, shown);
    }

    private static Rounds.Result twoAtOnce(Path folder) throws Exception {
        var project = Thirteen.in(folder);
        var one = runner(project);
        var other = runner(project);
        one.waitFor();
        other.waitFor();
        var shown = project.shown();
        project.carry();
        return result(project, folder.getFileName().toString(), 1, new ArrayList<>(), shown);
    }

    private static Rounds.Result result(
            Thirteen project, String where, int crashes, List<Damage> damage, List<Entry> shown)
            throws IOException {
        damage.addAll(project.damage(shown));
        if (damage.isEmpty()) {
            project.delete();
        }
        return new Rounds.Result(where, crashes, damage);
    }

    private static Process runner(Thirteen project) throws IOException {
        return project.command(Thirteen.runner(List.of()))
                .redirectOutput(project.project().temp().resolve("runner.out").toFile())
                .start();
    }
}
