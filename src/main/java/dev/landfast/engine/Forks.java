package dev.landfast.engine;

import dev.landfast.definition.Kinds;
import dev.landfast.definition.Step;
import dev.landfast.definition.Workflow;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a new run takes over from another at a step: the results before it, and the candidate that
/// was there. Derived from the state like everything else, so a fork begins where the decider saw
/// the first run.
public final class Forks {

    private Forks() {}

    /// @param run whose state it is
    /// @param from the step to begin at
    public static Event.Origin.Fork of(Workflow workflow, State state, String run, String from) {
        var tree = Tree.of(workflow);
        var seed = new LinkedHashMap<String, StepResult>();
        if (state.started().map(Event.RunStarted::origin).orElse(null)
                instanceof Event.Origin.Fork first) {
            first.seed()
                    .forEach((step, result) -> {
                        if (tree.order(step) < tree.order(from)) {
                            seed.put(step, result);
                        }
                    });
        }
        for (var done : passed(state, tree, from)) {
            seed.put(done.key().step(), done.result());
        }
        var commit =
                candidate(state, tree, from)
                        .map(mark -> ((Mark.What.Committed) mark.what()).commit())
                        .or(() -> start(tree, seed));
        return new Event.Origin.Fork(run, from, seed, commit, Optional.empty());
    }

    /// Whether a step before had changed files after the candidate was committed.
    public static boolean hasUnsaved(Workflow workflow, State state, Event.Origin.Fork fork) {
        var tree = Tree.of(workflow);
        long committed = candidate(state, tree, fork.fromStep()).map(Mark::seq).orElse(0L);
        return passed(state, tree, fork.fromStep()).stream()
                .filter(done -> tree.task(done.key().step()).map(Forks::edits).orElse(false))
                .filter(done -> !Long.valueOf(0).equals(done.result().outputs().get("changed")))
                .anyMatch(done -> since(state, done.key().path()) > committed);
    }

    /// The attempts at a step where it runs first, the newest first.
    public static List<StepKey> attempts(Workflow workflow, State state, String step) {
        var path = way(Tree.of(workflow), step);
        var keys = new ArrayList<StepKey>();
        for (var attempt = state.facts().leaf(path).attempts(); attempt > 0; attempt--) {
            keys.add(new StepKey(path, attempt));
        }
        return keys;
    }

    /// What a step itself committed first: the files of that commit lay there before it.
    public static Optional<String> committed(Workflow workflow, State state, String step) {
        var path = way(Tree.of(workflow), step);
        return state.facts().tally().marks().stream()
                .filter(mark -> mark.path().equals(path))
                .filter(mark -> mark.what() instanceof Mark.What.Committed)
                .map(mark -> ((Mark.What.Committed) mark.what()).commit())
                .findFirst();
    }

    /// Where the first run's own branch started.
    private static Optional<String> start(Tree tree, Map<String, StepResult> seed) {
        return seed.entrySet().stream()
                .filter(e -> tree.task(e.getKey()).map(Forks::isMadeAnew).orElse(false))
                .flatMap(e -> Marks.text(e.getValue(), "base-commit").stream())
                .findFirst();
    }

    private static boolean isMadeAnew(Step.Task task) {
        return CoreKinds.MADE_ANEW.contains(task.kind());
    }

    private static Optional<Mark> candidate(State state, Tree tree, String from) {
        return new Evidence(state.facts(), tree).before(way(tree, from));
    }

    /// Where the step runs first: every loop around it in its first round.
    private static String way(Tree tree, String from) {
        var path = "";
        for (var parent : tree.spot(from).map(Tree.Spot::parents).orElse(List.of())) {
            path = Paths.child(path, parent.id());
            if (parent instanceof Step.Loop) {
                path = Paths.round(path, 1);
            }
        }
        return Paths.child(path, from);
    }

    /// The newest pass of every step before one, oldest first.
    private static List<NodeState.Done> passed(State state, Tree tree, String from) {
        var newest = new LinkedHashMap<String, NodeState.Done>();
        var leaves = new ArrayList<>(state.facts().leaves().values());
        leaves.sort(Comparator.comparingLong(leaf -> leaf.visit().since()));
        for (var leaf : leaves) {
            if (leaf.now() instanceof NodeState.Done done
                    && done.result().outcome() instanceof Outcome.Pass
                    && tree.order(done.key().step()) < tree.order(from)) {
                newest.remove(done.key().step());
                newest.put(done.key().step(), done);
            }
        }
        return List.copyOf(newest.values());
    }

    /// Whether a task leaves changed files behind rather than a commit.
    private static boolean edits(Step.Task task) {
        var kind = Kinds.steps().get(task.kind());
        return kind != null
                && kind.traits().edits()
                && !isMadeAnew(task)
                && !kind.traits().outputs().map(known -> known.contains("commit")).orElse(false);
    }

    private static long since(State state, String path) {
        return state.facts().leaf(path).visit().since();
    }
}
