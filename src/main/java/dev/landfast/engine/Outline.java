package dev.landfast.engine;

import dev.landfast.definition.Step;
import dev.landfast.definition.Variants;
import dev.landfast.definition.Workflow;
import dev.landfast.journal.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every step of a run in the order of the document, each with how far it has come. What the
/// terminal, reports and pages show is made from this.
///
/// Derived by the same walk that decides, so it cannot say anything else than what is decided.
public record Outline(List<Line> lines) {

    public Outline {
        lines = List.copyOf(lines);
    }

    /// @param path of the step's newest pass, as in a step key; where it would run if it has not
    /// @param depth 0 for the steps of the workflow itself
    public record Line(Step step, String path, int depth, Status status, Passes passes) {}

    /// @param round of a loop, from 1; 0 before it began and for everything else
    /// @param limit rounds the loop may take, grants included; 0 for everything else
    /// @param attempts of a task at this path
    public record Passes(int round, int limit, int attempts) {}

    /// How far a step has come.
    public enum Status {
        PENDING,
        RUNNING,
        WAITING,
        PASSED,
        FAILED,
        BLOCKED,
        SKIPPED,
        /// The run's variant does without it.
        LEFT_OUT
    }

    /// @param workflow with the run's variant applied
    public static Outline of(Workflow workflow, State state) {
        var builder = new Builder(workflow, state.facts());
        builder.steps(workflow.body().steps(), "", 0);
        builder.steps(workflow.body().always(), Walk.ALWAYS, 0);
        return new Outline(builder.lines);
    }

    private static final class Builder {

        private final List<Line> lines = new ArrayList<>();
        private final Facts facts;
        private final Walk walk;
        private final Map<String, Seen> seen = new HashMap<>();

        private record Seen(String path, Reached reached) {}

        Builder(Workflow workflow, Facts facts) {
            this.facts = facts;
            this.walk =
                    new Walk(
                            workflow,
                            facts,
                            (step, path, reached) ->
                                    seen.put(inItem(path, step), new Seen(path, reached)));
            walk.issue.close();
            var scope = Scope.start();
            walk.sequence(workflow.body().steps(), "", scope);
            walk.each(workflow.body().always(), Walk.ALWAYS, scope.free());
        }

        /// Names a step within its item: the newest pass of all loops around it counts.
        private static String inItem(String path, Step step) {
            return Paths.items(path) + " " + step.id();
        }

        void steps(List<Step> steps, String parent, int depth) {
            steps.forEach(step -> step(step, parent, depth));
        }

        private void step(Step step, String parent, int depth) {
            var would = Paths.child(parent, step.id());
            var found = seen.get(inItem(would, step));
            var path = found == null ? would : found.path();
            var at = lines.size();
            below(step, path, depth + 1);
            lines.add(at, new Line(step, path, depth, status(step, found, at), passes(step, path)));
        }

        private void below(Step step, String path, int depth) {
            switch (step) {
                case Step.Task task -> {
                    if (walk.memory.anythingBelow(path + "/recover")) {
                        Tree.parts(task).forEach(part -> steps(part, path, depth));
                    }
                }
                case Step.Foreach each ->
                        walk.memory.items().stream()
                                .filter(item -> item.startsWith(path + "["))
                                .filter(item ->
                                        item.indexOf(']', path.length()) == item.length() - 1)
                                .sorted()
                                .forEach(item -> steps(each.steps(), item, depth));
                case Step.Group group -> {
                    steps(group.steps(), path, depth);
                    if (walk.memory.anythingBelow(path + "/undo")) {
                        steps(group.undo(), path + "/undo", depth);
                    }
                }
                case Step.Loop _, Step.Parallel _, Step.Phase _ ->
                        Tree.parts(step).forEach(part -> steps(part, path, depth));
            }
        }

        private Passes passes(Step step, String path) {
            return switch (step) {
                case Step.Loop loop ->
                        new Passes(
                                FoldRetry.lastRound(facts, path),
                                walk.memory.bounds(loop, path).more(),
                                0);
                case Step.Task _ -> new Passes(0, 0, facts.leaf(path).attempts());
                case Step.Foreach _, Step.Parallel _, Step.Group _, Step.Phase _ ->
                        new Passes(0, 0, 0);
            };
        }

        private Status status(Step step, @Nullable Seen found, int at) {
            if (found == null) {
                return Variants.isLeftOut(step) ? Status.LEFT_OUT : Status.PENDING;
            }
            return switch (found.reached()) {
                case Reached.Passed _ -> Status.PASSED;
                case Reached.Skipped _ ->
                        Variants.isLeftOut(step) ? Status.LEFT_OUT : Status.SKIPPED;
                case Reached.Failed _, Reached.Repaired _ -> Status.FAILED;
                case Reached.Stopped stopped ->
                        stopped.end() == Event.End.BLOCKED ? Status.BLOCKED : Status.FAILED;
                case Reached.Open _ ->
                        step instanceof Step.Task
                                ? open(facts.leaf(found.path()), found.path())
                                : open(lines.subList(at, lines.size()));
            };
        }

        private Status open(Leaf leaf, String path) {
            return switch (leaf.now()) {
                case NodeState.Fresh _ -> Status.PENDING;
                case NodeState.Running _, NodeState.Heard _ -> Status.RUNNING;
                case NodeState.Waiting _ -> Status.WAITING;
                case NodeState.Done _ ->
                        facts.leaf(Paths.aside(path, "accept")).now() instanceof NodeState.Waiting
                                ? Status.WAITING
                                : Status.RUNNING;
            };
        }

        private static Status open(List<Line> below) {
            var statuses = below.stream().map(Line::status).toList();
            if (statuses.contains(Status.RUNNING)) {
                return Status.RUNNING;
            }
            if (statuses.contains(Status.WAITING)) {
                return Status.WAITING;
            }
            return statuses.stream().allMatch(Status.PENDING::equals)
                    ? Status.PENDING
                    : Status.RUNNING;
        }
    }
}
