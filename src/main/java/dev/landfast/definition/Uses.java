package dev.landfast.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which of the things that a workflow declares its steps make use of.
record Uses(Set<String> gates, Set<String> roles, Set<String> params) {

    /// Settings that name roles, whatever the kind.
    private static final List<String> NAME_ROLES = List.of("by", "accept-by", "stricter-by");

    static Uses of(Workflow workflow) {
        var uses = new Uses(new HashSet<>(), new HashSet<>(), new HashSet<>());
        workflow.inputs().choose().ifPresent(text -> uses.name(List.of(text.split("\\.", -1))));
        Steps.all(workflow).forEach(uses::step);
        return uses;
    }

    private void step(Step step) {
        step.head().condition().ifPresent(this::expression);
        switch (step) {
            case Step.Task task -> task(task);
            case Step.Loop loop -> loop.bound().againWhen().ifPresent(this::expression);
            case Step.Foreach each -> {
                if (each.each().in() instanceof Step.In.Listed(var expression)) {
                    expression(expression);
                }
            }
            case Step.Parallel _, Step.Group _, Step.Phase _ -> {}
        }
    }

    private void task(Step.Task task) {
        Optional.ofNullable(Kinds.steps().get(task.kind()))
                .map(kind -> kind.value().type())
                .ifPresent(type -> {
                    var value = task.with().texts(task.kind());
                    switch (type) {
                        case "role" -> roles.addAll(value);
                        case "gate" -> gates.addAll(value);
                        default -> {}
                    }
                });
        task.with()
                .text("while")
                .filter(_ -> task.kind().equals("wait"))
                .map(Expressions::parse)
                .ifPresent(this::expression);
        value(task.with().values());
    }

    private void value(Object value) {
        switch (value) {
            case Map<?, ?> map ->
                    map.forEach((key, inner) -> {
                        if (NAME_ROLES.contains(String.valueOf(key))) {
                            roles.addAll(new Config(Map.of("role", inner)).texts("role"));
                        }
                        value(inner);
                    });
            case List<?> list -> list.forEach(this::value);
            case String text when Template.in(text) -> {
                for (var part : Template.parts(text)) {
                    if (part instanceof Template.Part.Hole hole) {
                        name(hole.lookup().path());
                    }
                }
            }
            default -> {}
        }
    }

    private void expression(Expression expression) {
        switch (expression) {
            case Expression.And(var left, var right) -> {
                expression(left);
                expression(right);
            }
            case Expression.Or(var left, var right) -> {
                expression(left);
                expression(right);
            }
            case Expression.Compare(_, var left, var right) -> {
                expression(left);
                expression(right);
            }
            case Expression.Not(var of) -> expression(of);
            case Expression.Lookup(var path) -> name(path);
            case Expression.Literal _ -> {}
        }
    }

    private void name(List<String> path) {
        if (path.size() > 1 && path.getFirst().equals("params")) {
            params.add(path.get(1));
        }
    }
}
