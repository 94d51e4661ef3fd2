package dev.landfast.api;

import dev.landfast.api.KillAt.Calls;
import dev.landfast.api.KillAt.Plan;
import dev.landfast.api.KillAt.Victim;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGKILL at the system calls of a whole run, its git and its agents included: at every second one
/// all processes die, at the others the runner alone.
///
/// `landfast.sample` says at how many; without it at each that makes something durable, and at
/// every fourth that only makes or fills a file.
@Tag("long")
class SystemCallCrashTest {

    private static final int FOURTH = 4;

    @TempDir Path temp;

    @Test
    void a_kill_at_any_durable_system_call_ends_right_by_itself() throws Exception {
        kill("SIGKILL at each durable system call", Calls.DURABLE, 1);
    }

    @Test
    void a_kill_while_files_are_made_and_filled_ends_right_by_itself() throws Exception {
        kill("SIGKILL while files are made or filled", Calls.CONTENT, FOURTH);
    }

    @Test
    void a_runner_that_wakes_after_it_was_replaced_changes_nothing_any_more() throws Exception {
        var rounds = new Rounds("stopped, replaced, woken");
        var walk = new Walk(temp, List.of());
        var places = PlantedInProductTest.beginnings(walk.calls(Calls.DURABLE));
        var todo = new ArrayList<Callable<Rounds.Result>>();
        places.forEach(at -> todo.add(() -> walk.sleep(at)));
        rounds.all(todo).close(places.size());
    }

    /// `landfast.at` begins later, to look at one place.
    private void kill(String suite, Calls calls, int every) throws Exception {
        var rounds = new Rounds(suite);
        var walk = new Walk(temp, List.of());
        var all = walk.calls(calls).size();
        var sample = Integer.getInteger("landfast.sample", 0);
        var step = sample > 0 ? Math.max(1, all / sample) : every;
        var todo = new ArrayList<Callable<Rounds.Result>>();
        for (var at = Long.getLong("landfast.at", 1); at <= all; at += step) {
            var n = at;
            var victim = n / step % 2 == 0 ? Victim.TREE : Victim.RUNNER;
            todo.add(() -> walk.kill(new Plan(calls, n, victim, 0)));
        }
        rounds.all(todo).close(all);
    }
}
