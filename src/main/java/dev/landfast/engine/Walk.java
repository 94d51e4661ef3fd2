package dev.landfast.engine;

import dev.landfast.definition.Expressions;
import dev.landfast.definition.Step;
import dev.landfast.definition.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One pass over a definition's tree: derives from the recorded leaves how far every node has come,
/// and collects the commands for what is to start now.
///
/// Nothing is remembered between passes. Whatever a node's state is, it follows from the leaves, so
/// a decider that has just been started decides what the one before it would have.
final class Walk {

    /// Where the steps run that run whatever the outcome.
    static final String ALWAYS = "always";

    /// What a group is undone by lies below it here.
    static final String UNDO = "undo";

    final Workflow workflow;
    final Tree tree;
    final Facts facts;
    final Memory memory;
    final Evidence evidence;
    final Issue issue;
    private final Trace trace;
    private final Optional<Entrance> entrance;

    Walk(Workflow workflow, Facts facts, Trace trace) {
        this.workflow = workflow;
        this.facts = facts;
        this.trace = trace;
        this.tree = Tree.of(workflow);
        this.memory = new Memory(facts, tree);
        this.evidence = new Evidence(facts, tree);
        this.issue = new Issue(this);
        this.entrance = facts.start().flatMap(began -> Entrance.of(began.event().origin(), tree));
    }

    /// Who wants to know what the walk came by.
    interface Trace {
        void seen(Step step, String path, Reached reached);
    }

    Optional<Entrance> entrance() {
        return entrance;
    }

    /// One step after the other, up to the first that has not ended well.
    Reached sequence(List<? extends Step> steps, String parent, Scope scope) {
        Reached so = new Reached.Skipped();
        for (var step : steps) {
            var reached = visit(step, parent, scope);
            if (!reached.well()) {
                return reached;
            }
            if (reached instanceof Reached.Passed) {
                so = reached;
            }
        }
        return steps.isEmpty() ? new Reached.Passed() : so;
    }

    /// Every step whatever the others come to; waits for each.
    Reached each(List<Step> steps, String parent, Scope scope) {
        var all = new ArrayList<Reached>();
        for (var step : steps) {
            var reached = visit(step, parent, scope);
            if (reached instanceof Reached.Open) {
                return reached;
            }
            all.add(reached);
        }
        return Reached.together(all);
    }

    Reached visit(Step step, String parent, Scope scope) {
        var path = Paths.child(parent, step.id());
        var reached = descend(step, path, scope);
        trace.seen(step, path, reached);
        return reached;
    }

    private Reached descend(Step step, String path, Scope scope) {
        if (step instanceof Step.Task task) {
            return new WalkTask(this, scope).visit(task, path);
        }
        if (isBeforeEntrance(step, scope) || !holds(step, scope)) {
            return new Reached.Skipped();
        }
        return switch (step) {
            case Step.Task task -> new WalkTask(this, scope).visit(task, path);
            case Step.Loop loop -> new WalkLoop(this, loop, path).visit(scope);
            case Step.Foreach each -> new WalkForeach(this, each, path).visit(scope);
            case Step.Parallel parallel -> parallel(parallel, path, scope);
            case Step.Group group -> group(group, path, scope);
            case Step.Phase phase -> phase(phase, path, scope);
        };
    }

    private boolean isBeforeEntrance(Step step, Scope scope) {
        return scope.primary()
                && entrance.map(e -> tree.last(step.id()) < e.order()).orElse(false)
                && entrance.map(e -> e.seed().isEmpty()).orElse(false);
    }

    boolean holds(Step step, Scope scope) {
        return step.head()
                .condition()
                .map(condition -> Expressions.evaluate(condition, lookups(scope)))
                .orElse(true);
    }

    Map<String, Object> lookups(Scope scope) {
        return scope.lookups(memory.constants());
    }

    private Reached phase(Step.Phase phase, String path, Scope scope) {
        var inside = sequence(phase.steps(), path, scope);
        return inside.well() ? sequence(phase.checkpoint(), path, scope) : inside;
    }

    /// A group that cannot go on is undone, last step first, before anybody hears of it.
    private Reached group(Step.Group group, String path, Scope scope) {
        var inside = sequence(group.steps(), path, scope);
        if (group.undo().isEmpty()) {
            return inside;
        }
        if (facts.control().cancelling().isPresent()) {
            if (!inside.well() && memory.anythingBelow(path)) {
                issue.undoLater(group, path);
            }
            return inside;
        }
        return switch (inside) {
            case Reached.Passed _, Reached.Skipped _, Reached.Open _ -> inside;
            case Reached.Failed _, Reached.Stopped _, Reached.Repaired _ ->
                    undo(group, path) instanceof Reached.Open open ? open : undone(inside, path);
        };
    }

    Reached undo(Step.Group group, String path) {
        return each(group.undo().reversed(), Paths.child(path, UNDO), Scope.start().again());
    }

    /// Whether a path lies among what undoes a group.
    static boolean undoes(String path) {
        var way = Paths.segments(path);
        return way.subList(1, way.size()).contains(UNDO);
    }

    /// Whoever goes on later does the group again from its beginning.
    private static Reached undone(Reached inside, String path) {
        return switch (inside) {
            case Reached.Stopped stopped -> stopped.at(List.of(path));
            case Reached.Failed failed ->
                    new Reached.Failed(failed.failures().stream().map(f -> f.at(path)).toList());
            case Reached.Passed _, Reached.Skipped _, Reached.Open _, Reached.Repaired _ -> inside;
        };
    }

    /// Branches start as soon as those they need have passed; all must end before it goes on.
    private Reached parallel(Step.Parallel parallel, String path, Scope scope) {
        var reached = new HashMap<String, Reached>();
        var scopes = new HashMap<String, Scope>();
        var moved = true;
        while (moved) {
            moved = false;
            for (var branch : parallel.branches()) {
                if (!reached.containsKey(branch.step().id()) && ready(branch, reached)) {
                    var inner = scope.fork();
                    branch.needs().forEach(need -> inner.join(scopes.getOrDefault(need, inner)));
                    reached.put(branch.step().id(), visit(branch.step(), path, inner));
                    scopes.put(branch.step().id(), inner);
                    moved = true;
                }
            }
        }
        var parts = new ArrayList<Reached>();
        for (var branch : parallel.branches()) {
            scope.join(scopes.getOrDefault(branch.step().id(), scope));
            var part = reached.get(branch.step().id());
            if (part != null) {
                parts.add(part);
            }
        }
        return Reached.together(parts);
    }

    private static boolean ready(Step.Branch branch, Map<String, Reached> reached) {
        return branch.needs().stream()
                .allMatch(need -> reached.getOrDefault(need, new Reached.Open()).well());
    }
}
