package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.api.KillAt.Calls;
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
        walk("SIGKILL at each durable system call", Calls.DURABLE, 1);
    }

    @Test
    void a_kill_while_files_are_made_and_filled_ends_right_by_itself() throws Exception {
        walk("SIGKILL while files are made and filled", Calls.CONTENT, FOURTH);
    }

    private void walk(String suite, Calls calls, int every) throws Exception {
        var rounds = new Rounds(suite);
        var killAt = KillAt.in(temp);
        var all = count(killAt, calls);
        var sample = Integer.getInteger("landfast.sample", 0);
        var step = sample > 0 ? Math.max(1, all / sample) : every;
        var todo = new ArrayList<Callable<Rounds.Result>>();
        for (var at = Long.getLong("landfast.at", 1L); at <= all; at += step) {
            var n = at;
            var victim = n / step % 2 == 0 ? Victim.TREE : Victim.RUNNER;
            todo.add(() -> kill(killAt, new KillAt.Plan(calls, n, victim, 0)));
        }
        rounds.all(todo).close(all);
    }

    private long count(KillAt killAt, Calls calls) throws Exception {
        var project = Thirteen.in(temp.resolve("undisturbed"));
        var plan = new KillAt.Plan(calls, 0, Victim.TREE, 0);
        try (var life = killAt.start(project, plan, List.of()).await()) {
            assertThat(project.damage(project.shown())).as("undisturbed").isEmpty();
            return life.total();
        } finally {
            project.delete();
        }
    }

    private Rounds.Result kill(KillAt killAt, KillAt.Plan plan) throws Exception {
        var project = Thirteen.in(temp.resolve("at-" + plan.at()));
        var damage = new ArrayList<Damage>();
        try (var life = killAt.start(project, plan, List.of()).await()) {
            var shown = project.shown();
            damage.addAll(project.unrecorded(shown));
            project.carry();
            damage.addAll(project.damage(shown));
            var where = plan.victim() + " at " + (life.killed() ? life.calls() : "no call");
            if (damage.isEmpty()) {
                project.delete();
            }
            return new Rounds.Result(where, life.killed() ? 1 : 0, damage);
        }
    }
}
