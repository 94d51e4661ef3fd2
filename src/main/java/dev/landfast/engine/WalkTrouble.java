package dev.landfast.engine;

import dev.landfast.definition.Step;
import dev.landfast.engine.Reached.Stopped;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult.Outcome;
import java.time.Duration;
import java.util.List;

/// What follows an environment failure: a delay and the same step again, the steps that mend the
/// environment and the same step again, or a person. None of it consumes a round of a loop.
final class WalkTrouble {

    /// A disk that is full is waited for whatever the step says, for about eight minutes: there is
    /// room again without anybody's doing often enough, and no other step would do better.
    private static final Step.Retry ROOM =
            new Step.Retry(List.of(Room.FULL), 14, Duration.ofSeconds(1), 2, Duration.ofMinutes(1));

    private final WalkTask parent;
    private final Walk walk;
    private final Step.Task task;
    private final String path;

    WalkTrouble(WalkTask parent, Step.Task task, String path) {
        this.parent = parent;
        this.walk = parent.walk;
        this.task = task;
        this.path = path;
    }

    /// How often a stay is tried again at a moment that was named for it.
    private static final int PARKINGS = 20;

    private sealed interface Remedy {
        record Park() implements Remedy {}

        record Wait(Step.Retry policy, int retry) implements Remedy {}

        record Mend(Step.Recover recover) implements Remedy {}

        record Person() implements Remedy {}
    }

    Reached blocked(Leaf leaf, NodeState.Done done, String reason) {
        return switch (remedy(leaf.visit().blocks())) {
            case Remedy.Park _ -> {
                park(leaf, done);
                yield new Reached.Open();
            }
            case Remedy.Wait wait -> {
                later(leaf, done, wait);
                yield new Reached.Open();
            }
            case Remedy.Mend mend -> mended(leaf, done, mend, reason);
            case Remedy.Person _ -> person(reason);
        };
    }

    /// The remedy for the last of a stay's environment failures: retries first, then recovery.
    private Remedy remedy(List<String> blocks) {
        if (parks(blocks)) {
            return new Remedy.Park();
        }
        var waits = 0;
        var retries = 0;
        var recoveries = 0;
        Remedy last = new Remedy.Person();
        for (var named : blocks) {
            var kind = Timing.kind(named);
            if (Timing.isParked(named)) {
                last = new Remedy.Person();
                continue;
            }
            if (covers(ROOM, kind) && waits + 1 < ROOM.attempts()) {
                last = new Remedy.Wait(ROOM, ++waits);
                continue;
            }
            var retry = task.policy().retry().filter(r -> covers(r, kind));
            var recover = task.policy().recover();
            if (retry.isPresent() && retries + 1 < retry.get().attempts()) {
                last = new Remedy.Wait(retry.get(), ++retries);
            } else if (recover.isPresent() && recoveries < recover.get().atMost()) {
                recoveries++;
                last = new Remedy.Mend(recover.get());
            } else {
                last = new Remedy.Person();
            }
        }
        return last;
    }

    /// A moment that was named and has passed is believed once: what names such moments over and
    /// over does not know.
    private static boolean parks(List<String> blocks) {
        var last = blocks.isEmpty() ? "" : blocks.getLast();
        var named = blocks.stream().filter(WalkTrouble::isNamed).count();
        var believed =
                Timing.isParked(last)
                        || (Timing.isOverdue(last)
                                && (blocks.size() == 1
                                        || !Timing.isOverdue(blocks.get(blocks.size() - 2))));
        return Timing.isBusy(last) || (believed && named <= PARKINGS);
    }

    private static boolean isNamed(String block) {
        return (Timing.isParked(block) && !Timing.isBusy(block)) || Timing.isOverdue(block);
    }

    /// Tried again at the very moment that was named for it, whatever the step's own policy.
    private void park(Leaf leaf, NodeState.Done done) {
        var key = Timing.backoff(done.key());
        if (Timing.fired(walk.facts, key)) {
            walk.issue.run(task, path, leaf, parent.scope);
        } else if (!walk.facts.timers().containsKey(key)
                && done.result().outcome() instanceof Outcome.Blocked blocked) {
            blocked.until()
                    .ifPresent(until ->
                            walk.issue.add(
                                    new Command.SetAlarm(
                                            key, until, task.id() + ": " + blocked.reason())));
        }
    }

    private static boolean covers(Step.Retry retry, String kind) {
        return retry.on().contains(kind)
                || (kind.equals(Timing.TIMEOUT) && retry.on().contains("transient"));
    }

    private void later(Leaf leaf, NodeState.Done done, Remedy.Wait wait) {
        var key = Timing.backoff(done.key());
        if (Timing.fired(walk.facts, key)) {
            walk.issue.run(task, path, leaf, parent.scope);
        } else if (!walk.facts.timers().containsKey(key)) {
            var delay = Timing.delay(wait.policy(), wait.retry(), walk.issue.run() + done.key());
            walk.issue.add(new Command.SetTimer(key, delay, "before " + task.id() + " again"));
        }
    }

    /// The recovery is named after the attempt that needed it: `unit/recover.1/…`.
    private Reached mended(Leaf leaf, NodeState.Done done, Remedy.Mend mend, String reason) {
        var here = Paths.round(Paths.child(path, "recover"), done.key().attempt());
        var scope = parent.scope.mending(done.result().findings());
        return switch (walk.sequence(mend.recover().steps(), here, scope)) {
            case Reached.Open open -> open;
            case Reached.Passed _, Reached.Skipped _ -> {
                walk.issue.run(task, path, leaf, parent.scope);
                yield new Reached.Open();
            }
            case Reached.Failed _, Stopped _, Reached.Repaired _ -> person(reason);
        };
    }

    private Reached person(String reason) {
        return Stopped.at(path, Event.End.BLOCKED, task.id() + ": " + reason);
    }
}
