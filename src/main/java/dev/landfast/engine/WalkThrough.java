package dev.landfast.engine;

import dev.landfast.definition.Step;
import dev.landfast.engine.Reached.Failure;
import dev.landfast.engine.Reached.Stopped;
import dev.landfast.engine.Reached.Where;
import dev.landfast.journal.Event;
import java.util.List;

/// A failure that is mended by the repair steps of another loop and goes through that loop again.
///
/// The n-th failure of a step has its repair under `STEP/repair.n` and the loop under
/// `STEP/through.n`. The bound counts over rounds and retries.
final class WalkThrough {

    private final WalkTask parent;
    private final Walk walk;
    private final Step.Task task;
    private final String path;

    WalkThrough(WalkTask parent, Step.Task task, String path) {
        this.parent = parent;
        this.walk = parent.walk;
        this.task = task;
        this.path = path;
    }

    Reached visit(Leaf leaf, Failure failure) {
        var policy = task.policy().repairThrough().orElseThrow();
        var loop = walk.tree.loop(policy.loop());
        var nth = walk.memory.failure(path);
        var limit = policy.repairs() + granted();
        if (loop.isEmpty() || nth > limit) {
            return escalated(
                    failure, "limit: " + limit + " repairs of '" + task.id() + "' are used; ");
        }
        if (stuck(failure, nth)) {
            return escalated(
                    failure, "no progress: the same failure on the same tree after a repair; ");
        }
        return repair(leaf, failure, loop.get(), nth);
    }

    private Reached repair(Leaf leaf, Failure failure, Step.Loop loop, int nth) {
        var scope = parent.scope;
        var mended =
                walk.sequence(
                        loop.repair(),
                        Paths.round(Paths.child(path, "repair"), nth),
                        scope.mending(failure.findings()));
        if (mended instanceof Reached.Open || mended instanceof Stopped) {
            return here(mended);
        }
        var through =
                walk.visit(loop, Paths.round(Paths.child(path, "through"), nth), scope.again());
        if (!through.well()) {
            return through;
        }
        if (scope.round().isPresent()) {
            return new Reached.Repaired();
        }
        return parent.start(task, path, leaf);
    }

    /// A decision that changes the work starts with measuring the step again.
    private Reached here(Reached reached) {
        return reached instanceof Stopped stopped && stopped.where().rework()
                ? stopped.at(List.of(path))
                : reached;
    }

    private int granted() {
        return walk.facts.control().retries().grants().getOrDefault(Paths.plain(path), 0);
    }

    private boolean stuck(Failure failure, int nth) {
        if (nth < 2 || failure.why().tree().isEmpty()) {
            return false;
        }
        var plain = Paths.plain(path);
        var same = new Mark.What.Failed(failure.why().signature(), failure.why().tree());
        return walk.facts.tally().marks().stream()
                .filter(m -> m.what() instanceof Mark.What.Failed)
                .filter(m -> Paths.plain(m.path()).equals(plain))
                .limit(nth - 1L)
                .anyMatch(m -> m.what().equals(same));
    }

    private Reached escalated(Failure failure, String reason) {
        return new Stopped(
                Event.End.ESCALATED,
                reason + task.id() + ": " + failure.why().reason(),
                failure.findings(),
                new Where(List.of(path), false));
    }
}
