package dev.landfast.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A workflow as an indented list that reads like the step list of its document.
final class Outline {

    private static final int LABEL = 4;
    private static final int NAME = 34;

    private final StringBuilder text = new StringBuilder();

    private Outline() {}

    static String of(Workflow workflow) {
        var outline = new Outline();
        outline.head(workflow);
        outline.steps(workflow.body().steps(), 0);
        if (!workflow.body().always().isEmpty()) {
            outline.line("", "finally", "whatever the outcome", 0);
            outline.steps(workflow.body().always(), 1);
        }
        return outline.text.toString();
    }

    private void head(Workflow workflow) {
        var header = workflow.header();
        text.append(header.name()).append(": ").append(header.about()).append('\n');
        text.append(StepCount.of(workflow)).append('\n');
        workflow.inputs()
                .params()
                .forEach((name, param) ->
                        text.append("  ")
                                .append(param.required() ? name : "[" + name + "]")
                                .append("  ")
                                .append(param.about())
                                .append('\n'));
        text.append('\n');
    }

    private void steps(List<Step> steps, int depth) {
        steps.stream().filter(step -> !Variants.isLeftOut(step)).forEach(step -> step(step, depth));
    }

    private void step(Step step, int depth) {
        line(step.head().label().orElse(""), step.id(), says(step), depth);
        switch (step) {
            case Step.Task task -> companions(task, depth + 1);
            case Step.Loop loop -> {
                steps(loop.steps(), depth + 1);
                below("on failure", loop.repair(), depth + 1);
            }
            case Step.Foreach each -> steps(each.steps(), depth + 1);
            case Step.Parallel parallel ->
                    steps(parallel.branches().stream().map(Step.Branch::step).toList(), depth + 1);
            case Step.Group group -> {
                steps(group.steps(), depth + 1);
                below("undo", group.undo(), depth + 1);
            }
            case Step.Phase phase -> {
                steps(phase.steps(), depth + 1);
                below("checkpoint", phase.checkpoint(), depth + 1);
            }
        }
    }

    private void companions(Step.Task task, int depth) {
        task.policy()
                .recover()
                .ifPresent(recover -> {
                    var steps =
                            recover.steps().stream()
                                    .map(Outline::says)
                                    .collect(Collectors.joining(", then "));
                    var label = task.head().label().map(l -> l + "b").orElse("");
                    line(label, "when the environment fails", steps, depth);
                });
        task.policy()
                .repairThrough()
                .ifPresent(through ->
                        line(
                                "",
                                "when the gate fails",
                                "repaired through "
                                        + through.loop()
                                        + ", "
                                        + times(through.repairs()),
                                depth));
    }

    private void below(String title, List<Step> steps, int depth) {
        if (!steps.isEmpty()) {
            line("", title, "", depth);
            steps(steps, depth + 1);
        }
    }

    private void line(String label, String name, String says, int depth) {
        var left = " ".repeat(Math.max(0, LABEL - label.length())) + label + "  ";
        var named = "  ".repeat(depth) + name;
        var gap = says.isEmpty() ? "" : " ".repeat(Math.max(2, NAME - named.length())) + says;
        text.append((left + named + gap).stripTrailing()).append('\n');
    }

    /// What a step does, in a few words.
    static String says(Step step) {
        var parts = new ArrayList<String>();
        parts.add(does(step));
        if (step instanceof Step.Task task) {
            task.with().text("by").ifPresent(role -> parts.add("by " + role));
            task.policy().timeout().ifPresent(t -> parts.add("at most " + Durations.format(t)));
            task.policy().retry().ifPresent(r -> parts.add(r.attempts() + " attempts"));
        }
        condition(step).ifPresent(condition -> parts.add("if " + condition));
        return String.join(", ", parts);
    }

    private static Optional<String> condition(Step step) {
        return step.head().condition().map(Expressions::text);
    }

    private static String does(Step step) {
        return switch (step) {
            case Step.Task task -> task(task);
            case Step.Loop loop -> loop(loop);
            case Step.Foreach each -> {
                var fan = each.each().fan();
                yield "for each "
                        + each.each().as()
                        + (fan.atMost() > 1 ? ", " + fan.atMost() + " at a time" : "");
            }
            case Step.Parallel _ -> "side by side";
            case Step.Group group -> group.undo().isEmpty() ? "together" : "together or not at all";
            case Step.Phase phase -> phase.head().about();
        };
    }

    private static String task(Step.Task task) {
        return switch (task.with().values().get(task.kind())) {
            case String value -> task.kind() + " " + value;
            case null, default -> {
                var details = task.with().map(task.kind());
                yield details.text("type")
                        .or(() -> details.text("question"))
                        .or(() -> details.text("set"))
                        .map(value -> task.kind() + " " + value)
                        .orElse(task.kind());
            }
        };
    }

    private static String loop(Step.Loop loop) {
        var rounds = loop.bound().rounds();
        var bound =
                loop.repair().isEmpty() || loop.bound().againWhen().isPresent()
                        ? rounds + " rounds at most"
                        : (rounds == 2 ? "1 repair" : rounds - 1 + " repairs") + " at most";
        var again =
                loop.bound()
                        .againWhen()
                        .map(condition -> ", again when " + Expressions.text(condition))
                        .orElse("");
        var then =
                switch (loop.exhausted()) {
                    case ESCALATE -> ", then escalate";
                    case BLOCK -> ", then blocked";
                    case FAIL -> ", then failed";
                };
        return bound + again + then;
    }

    private static String times(int number) {
        return number == 1 ? "once at most" : "at most " + number + " times";
    }
}
