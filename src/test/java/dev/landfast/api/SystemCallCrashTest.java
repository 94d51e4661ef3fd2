package dev.landfast.api;

import dev.landfast.api.KillAt.Calls;
import dev.landfast.api.KillAt.Plan;
import dev.landfast.api.KillAt.Victim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGKILL at the system calls of a whole run, its git and its agents included: at every second one
/// all processes die, at the others the runner alone.
///
/// Every eighth call comes first, then those between, so that a walk that reaches its time limit
/// has been everywhere; its row says how far it came. Of the durable calls none may be left out.
/// `landfast.sample` says at how many instead.
@Tag("long")
class SystemCallCrashTest {

    /// The order of the passes.
    private static final List<Integer> PASSES = List.of(1, 5, 3, 7, 2, 6, 4, 8);

    /// `./dev crash` is to end within an hour on two cores that have other things to do as well.
    private static final Duration DURABLE = Duration.ofMinutes(40);

    private static final Duration CONTENT = Duration.ofMinutes(6);

    @TempDir Path temp;

    @Test
    void a_kill_at_any_durable_system_call_ends_right_by_itself() throws Exception {
        kill("SIGKILL at each durable system call", Calls.DURABLE, DURABLE);
    }

    @Test
    void a_kill_while_files_are_made_and_filled_ends_right_by_itself() throws Exception {
        kill("SIGKILL while files are made or filled", Calls.CONTENT, CONTENT);
    }

    @Test
    void a_runner_that_wakes_after_it_was_replaced_changes_nothing_any_more() throws Exception {
        var rounds = new Rounds("stopped, replaced, woken");
        var walk = new Walk(temp, List.of());
        var places = PlantedInProductTest.beginnings(walk.calls(Calls.DURABLE));
        var todo = new ArrayList<Callable<Rounds.Result>>();
        places.forEach(at -> todo.add(() -> walk.sleep(at)));
        rounds.all(todo).aimed().close(places.size());
    }

    private void kill(String suite, Calls calls, Duration atMost) throws Exception {
        var rounds = new Rounds(suite);
        var walk = new Walk(temp, List.of());
        var all = walk.calls(calls).size();
        var end = System.nanoTime() + atMost.toNanos();
        var todo = new ArrayList<Callable<Rounds.Result>>();
        for (var at : places(all)) {
            var victim = at / 8 % 2 == at % 2 ? Victim.TREE : Victim.RUNNER;
            todo.add(() ->
                    System.nanoTime() < end
                            ? walk.kill(new Plan(calls, at, victim, 0))
                            : Rounds.Result.NOT_REACHED);
        }
        rounds.all(todo).aimed();
        (calls == Calls.DURABLE ? rounds.everywhere() : rounds).close(all);
    }

    /// `landfast.at` names one to look at.
    private static List<Integer> places(int all) {
        var one = Integer.getInteger("landfast.at", 0);
        if (one > 0) {
            return List.of(one);
        }
        var places = new ArrayList<Integer>();
        var sample = Integer.getInteger("landfast.sample", 0);
        if (sample > 0) {
            var step = Math.max(1, all / sample);
            for (var at = step / 2 + 1; at <= all; at += step) {
                places.add(at);
            }
            return places;
        }
        for (var pass : PASSES) {
            for (var at = pass; at <= all; at += PASSES.size()) {
                places.add(at);
            }
        }
        return places;
    }
}
