package dev.landfast.engine;

import dev.landfast.definition.Expressions;
import dev.landfast.definition.Step;
import dev.landfast.engine.Reached.Failed;
import dev.landfast.engine.Reached.Failure;
import dev.landfast.engine.Reached.Stopped;
import dev.landfast.engine.Reached.Where;
import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rounds of a loop: the steps, then the repair of what failed, then the steps again.
final class WalkLoop {

    private final Walk walk;
    private final Step.Loop loop;
    private final String path;

    WalkLoop(Walk walk, Step.Loop loop, String path) {
        this.walk = walk;
        this.loop = loop;
        this.path = path;
    }

    Reached visit(Scope scope) {
        var bounds = walk.memory.bounds(loop, path);
        var limit = bounds.more();
        for (var n = bounds.round(); ; n++) {
            var here = Paths.round(path, n);
            var round = new Scope.Round(loop.id(), path, n, limit, new ArrayList<>());
            var inner = scope.round(round, below(loop.steps()));
            var steps = loop.bound().collectAll() ? collect(here, inner) : steps(here, inner);
            var next = Paths.round(path, n + 1);
            var reached = new Comments(walk).with(steps, loop, here, next);
            switch (reached) {
                case Reached.Open open -> {
                    return open;
                }
                case Stopped stopped -> {
                    return stopped.where().rework() ? stopped.at(List.of(path)) : stopped;
                }
                case Reached.Passed _, Reached.Skipped _ -> {
                    if (!again(inner)) {
                        return reached;
                    }
                    if (n >= limit) {
                        return exhausted(List.of(), roundsUsed(n, limit) + "still to be repeated");
                    }
                }
                case Reached.Repaired _ -> {
                    if (n >= limit) {
                        return exhausted(List.of(), roundsUsed(n, limit) + "repaired once more");
                    }
                }
                case Failed failed -> {
                    var mended = mend(failed, n, limit, inner);
                    if (mended != null) {
                        return mended;
                    }
                }
            }
        }
    }

    private Reached steps(String here, Scope inner) {
        return walk.sequence(loop.steps(), here, inner);
    }

    /// Every step of the round, then one verdict: the decision's where there is one, or else all
    /// failures together.
    private Reached collect(String here, Scope inner) {
        var all = new ArrayList<Reached>();
        for (var step : loop.steps()) {
            var reached = walk.visit(step, here, inner);
            if (reached instanceof Reached.Open || reached instanceof Stopped) {
                return reached;
            }
            if (step instanceof Step.Task task
                    && task.kind().equals(CoreKinds.DECIDE)
                    && reached instanceof Failed) {
                return reached;
            }
            all.add(reached);
        }
        return Reached.together(all);
    }

    private boolean again(Scope inner) {
        return loop.bound()
                .againWhen()
                .map(condition -> Expressions.evaluate(condition, walk.lookups(inner)))
                .orElse(false);
    }

    /// What follows a failed round; null when that is the next round.
    private @Nullable Reached mend(Failed failed, int n, int limit, Scope inner) {
        var stuck = stuck(failed.failures(), n);
        if (stuck) {
            return exhausted(
                    failed.failures(),
                    "no progress: the same failure on the same tree in round " + n + "; ");
        }
        if (n >= limit) {
            return exhausted(failed.failures(), roundsUsed(n, limit));
        }
        if (again(inner)) {
            return null;
        }
        var mending = inner.mending(findings(failed.failures()));
        return switch (walk.sequence(loop.repair(), Paths.round(path, n), mending)) {
            case Reached.Open open -> open;
            case Stopped stopped -> stopped.where().rework() ? stopped.at(List.of(path)) : stopped;
            case Reached.Passed _, Reached.Skipped _, Reached.Repaired _, Failed _ -> null;
        };
    }

    static List<Finding> findings(List<Failure> failures) {
        var all = new LinkedHashSet<Finding>();
        failures.forEach(failure -> all.addAll(failure.findings()));
        return List.copyOf(all);
    }

    /// The same failure on the same tree as the round before, or a tree that came back with the
    /// failure it had.
    private boolean stuck(List<Failure> failures, int n) {
        return n > 1 && (seen(failures, n - 1) || (n > 2 && seen(failures, n - 2)));
    }

    private boolean seen(List<Failure> failures, int round) {
        var before = walk.memory.failures(Paths.round(path, round));
        return failures.stream()
                .allMatch(f ->
                        !f.why().tree().isEmpty()
                                && before.contains(
                                        new Mark.What.Failed(f.why().signature(), f.why().tree())));
    }

    private String roundsUsed(int n, int limit) {
        return "limit: round " + n + " of " + limit + " of '" + loop.id() + "' is used; ";
    }

    private Reached exhausted(List<Failure> failures, String reason) {
        var text = reason + reasons(failures);
        var end =
                switch (loop.exhausted()) {
                    case ESCALATE -> Event.End.ESCALATED;
                    case BLOCK -> Event.End.BLOCKED;
                    case FAIL -> Event.End.FAILED;
                };
        if (end == Event.End.FAILED) {
            var why = new Reached.Why(text, "exhausted " + loop.id(), "");
            return failures.isEmpty()
                    ? new Failed(List.of(new Failure(path, loop.id(), why, List.of())))
                    : new Failed(failures.stream().map(f -> f.at(path)).toList());
        }
        return new Stopped(end, text, findings(failures), new Where(List.of(path), false));
    }

    static String reasons(List<Failure> failures) {
        return String.join(
                "; ",
                failures.stream().map(f -> f.step() + ": " + f.why().reason()).distinct().toList());
    }

    /// The ids of all steps below some steps.
    private static List<String> below(List<Step> steps) {
        var ids = new ArrayList<String>();
        for (var step : steps) {
            ids.add(step.id());
            Tree.parts(step).forEach(part -> ids.addAll(below(part)));
        }
        return ids;
    }
}
