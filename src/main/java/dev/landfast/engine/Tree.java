package dev.landfast.engine;

import dev.landfast.definition.Step;
import dev.landfast.definition.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A definition's steps in the order of the document.
final class Tree {

    private final Map<String, Spot> spots = new HashMap<>();
    private int counter;

    private Tree() {}

    /// The last definition's tree: the same one is asked for with every event of a run.
    private static volatile @Nullable Cached last;

    private record Cached(Workflow workflow, Tree tree) {}

    // The very same object is asked for again and again; comparing whole definitions would cost
    // more than the tree.
    @SuppressWarnings("ReferenceEquality")
    static Tree of(Workflow workflow) {
        var known = last;
        if (known != null && known.workflow() == workflow) {
            return known.tree();
        }
        var tree = read(workflow);
        last = new Cached(workflow, tree);
        return tree;
    }

    private static Tree read(Workflow workflow) {
        var tree = new Tree();
        tree.addAll(workflow.body().steps(), List.of());
        tree.addAll(workflow.body().always(), List.of());
        return tree;
    }

    /// @param order position among all steps, structure included
    /// @param last position of the last step below it
    record Spot(Step step, int order, int last, List<Step> parents) {}

    Optional<Spot> spot(String id) {
        return Optional.ofNullable(spots.get(id));
    }

    /// Position of a step; what the definition does not know comes after everything.
    int order(String id) {
        var spot = spots.get(id);
        return spot == null ? Integer.MAX_VALUE : spot.order();
    }

    int last(String id) {
        var spot = spots.get(id);
        return spot == null ? Integer.MAX_VALUE : spot.last();
    }

    Optional<Step.Loop> loop(String id) {
        return spot(id).map(Spot::step).map(s -> s instanceof Step.Loop loop ? loop : null);
    }

    Optional<Step.Task> task(String id) {
        return spot(id).map(Spot::step).map(s -> s instanceof Step.Task task ? task : null);
    }

    /// Where going on "from" a step really starts: a group that is undone as a whole is also done
    /// again as a whole.
    int from(String id) {
        var spot = spots.get(id);
        if (spot == null) {
            return Integer.MAX_VALUE;
        }
        for (var parent : spot.parents()) {
            if (parent instanceof Step.Group group && !group.undo().isEmpty()) {
                return order(group.id());
            }
        }
        return spot.order();
    }

    /// Whether two steps are in different branches of something that is done side by side.
    boolean isBeside(String one, String other) {
        var way = way(one);
        var beside = way(other);
        for (var i = 0; i + 1 < Math.min(way.size(), beside.size()); i++) {
            if (!way.get(i).equals(beside.get(i))) {
                return false;
            }
            if (way.get(i) instanceof Step.Parallel && !way.get(i + 1).equals(beside.get(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private List<Step> way(String id) {
        var way = new ArrayList<Step>();
        spot(id).ifPresent(spot -> {
            way.addAll(spot.parents());
            way.add(spot.step());
        });
        return way;
    }

    private void addAll(List<Step> steps, List<Step> parents) {
        steps.forEach(step -> add(step, parents));
    }

    private void add(Step step, List<Step> parents) {
        var order = counter++;
        var below = new ArrayList<>(parents);
        below.add(step);
        for (var part : parts(step)) {
            addAll(part, below);
        }
        spots.put(step.id(), new Spot(step, order, counter - 1, List.copyOf(parents)));
    }

    /// The lists of steps below a step, in the order of the document.
    static List<List<Step>> parts(Step step) {
        return switch (step) {
            case Step.Task task ->
                    List.of(task.policy().recover().map(Step.Recover::steps).orElse(List.of()));
            case Step.Loop loop -> List.of(loop.steps(), loop.repair());
            case Step.Foreach each ->
                    each.each().in() instanceof Step.In.Asked(var query)
                            ? List.of(List.of(query), each.steps())
                            : List.of(each.steps());
            case Step.Parallel parallel ->
                    List.of(parallel.branches().stream().map(Step.Branch::step).toList());
            case Step.Group group -> List.of(group.steps(), group.undo());
            case Step.Phase phase -> List.of(phase.steps(), phase.checkpoint());
        };
    }
}
