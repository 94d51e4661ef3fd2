package dev.landfast.simulation;

import dev.landfast.definition.Step;
import dev.landfast.definition.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the rules need to know of a definition, found without asking the decider.
final class Shape {

    private final Map<String, Step.Loop> loops = new LinkedHashMap<>();
    private final Map<String, Step.Loop> repairs = new LinkedHashMap<>();
    private final Map<String, Step.Task> tasks = new LinkedHashMap<>();
    private final Workflow workflow;

    Shape(Workflow workflow) {
        this.workflow = workflow;
        add(workflow.body().steps());
        add(workflow.body().always());
    }

    private void add(List<Step> steps) {
        for (var step : steps) {
            switch (step) {
                case Step.Task task -> {
                    tasks.put(task.id(), task);
                    task.policy().recover().ifPresent(recover -> add(recover.steps()));
                }
                case Step.Loop loop -> {
                    loops.put(loop.id(), loop);
                    loop.repair().forEach(repair -> repairs.put(repair.id(), loop));
                    add(loop.steps());
                    add(loop.repair());
                }
                case Step.Foreach each -> add(each.steps());
                case Step.Parallel parallel ->
                        add(parallel.branches().stream().map(Step.Branch::step).toList());
                case Step.Group group -> {
                    add(group.steps());
                    add(group.undo());
                }
                case Step.Phase phase -> {
                    add(phase.steps());
                    add(phase.checkpoint());
                }
            }
        }
    }

    List<String> tasks() {
        return new ArrayList<>(tasks.keySet());
    }

    Optional<Step.Task> task(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    Optional<Step.Loop> loop(String id) {
        return Optional.ofNullable(loops.get(id));
    }

    /// The loop whose repair a step is.
    Optional<Step.Loop> repairs(String id) {
        return Optional.ofNullable(repairs.get(id));
    }

    boolean isGate(String id) {
        return task(id).map(task -> task.kind().equals("gate")).orElse(false);
    }

    /// Whether an attempt at a step is one of an agent.
    boolean isAgent(String id) {
        return task(id).map(t ->
                        t.kind().equals("agent")
                                || (t.kind().equals("gate") && t.with().has("by"))
                                || t.with().map("decide").has("stricter-by"))
                .orElse(false);
    }

    /// US dollars reserved for an attempt at a step.
    double reserve(String id) {
        return task(id).flatMap(t -> t.with().number("budget")).orElse(1.0);
    }

    Workflow.Limits limits() {
        return workflow.body().limits();
    }

    /// Tasks that run whatever the outcome, without a condition.
    List<String> always() {
        return workflow.body().always().stream()
                .filter(step -> step instanceof Step.Task && step.head().condition().isEmpty())
                .map(Step::id)
                .toList();
    }
}
