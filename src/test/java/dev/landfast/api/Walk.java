package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.api.KillAt.Calls;
import dev.landfast.api.KillAt.Life;
import dev.landfast.api.KillAt.Plan;
import dev.landfast.api.KillAt.Victim;
import dev.landfast.journal.Entry;
import dev.landfast.journal.RunSummary;
import dev.landfast.problem.EnvironmentProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs of thirteen steps that are crashed at one of their system calls and then end right, or not.
final class Walk {

    private final KillAt killAt;
    private final Path folder;
    private final List<Path> front;

    /// @param front classes that come before the product's own, in every runner
    Walk(Path folder, List<Path> front) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.killAt = KillAt.in(folder);
        this.front = List.copyOf(front);
    }

    /// The calls of an undisturbed run, in order.
    List<String> calls(Calls calls) throws IOException {
        var project = Thirteen.in(folder.resolve("undisturbed-" + calls));
        var plan = new Plan(calls, 0, Victim.TREE, 0);
        try (var life = killAt.start(project, plan, front).await()) {
            assertThat(project.damage(project.shown())).as("undisturbed").isEmpty();
            return life.calls();
        } finally {
            project.delete();
        }
    }

    /// Killed, then taken up by the next runner.
    Rounds.Result kill(Plan plan) throws Exception {
        var project = Thirteen.in(folder.resolve(plan.calls() + "-" + plan.at()));
        var damage = new ArrayList<Damage>();
        try (var life = killAt.start(project, plan, front).await()) {
            var shown = project.shown();
            damage.addAll(project.unrecorded(shown));
            carry(project);
            damage.addAll(project.damage(shown));
            return result(project, life, plan.victim() + " dies at ", damage);
        }
    }

    /// Stopped, its lock lost, replaced by another that carries the run to its end; then it wakes.
    Rounds.Result sleep(long at) throws Exception {
        var project = Thirteen.in(folder.resolve("sleep-" + at));
        var damage = new ArrayList<Damage>();
        var plan = new Plan(Calls.DURABLE, at, Victim.STOP, 0);
        try (var life = killAt.start(project, plan, front).await()) {
            List<Entry> shown;
            RunSummary before;
            var replaced = false;
            try {
                project.loseLock();
                replaced = replaces(project);
                shown = project.shown();
                before = project.summary();
            } finally {
                // Whatever went wrong, nobody waits for one that sleeps.
                new ProcessBuilder("kill", "-CONT", Long.toString(life.pid())).start().waitFor();
            }
            life.await();
            if (!replaced) {
                project.carry();
                damage.addAll(project.damage(shown));
                return result(project, life, "sleeps with the journal in its hands at ", damage);
            }
            damage.addAll(project.damage(shown));
            if (project.shown().size() > shown.size() || !project.summary().equals(before)) {
                damage.add(new Damage(Damage.Kind.EVENT, "it wrote after it was replaced"));
            }
            return result(project, life, "sleeps at ", damage);
        }
    }

    /// One that sleeps within a transaction cannot be replaced before it wakes, and the other says
    /// why.
    private static boolean replaces(Thirteen project) throws InterruptedException {
        try {
            project.carry();
            return true;
        } catch (EnvironmentProblem e) {
            if (!e.code().equals("LF-502")) {
                throw e;
            }
            return false;
        }
    }

    private void carry(Thirteen project) throws Exception {
        if (front.isEmpty()) {
            project.carry();
        } else {
            killAt.start(project, new Plan(Calls.DURABLE, 0, Victim.TREE, 0), front)
                    .await()
                    .close();
        }
    }

    private static Rounds.Result result(
            Thirteen project, Life life, String what, List<Damage> damage) throws IOException {
        if (damage.isEmpty()) {
            project.delete();
        }
        var where = life.killed() ? life.calls().getLast() : "no call";
        return new Rounds.Result(what + where, life.killed() ? 1 : 0, damage);
    }
}
