package dev.landfast.definition;

import java.util.ArrayList;
import java.util.List;

/// A workflow as boxes, frames and arrows, before a notation is chosen.
final class Drawing {

    private final List<Arrow> arrows = new ArrayList<>();

    private Drawing() {}

    sealed interface Shape {

        /// @param gate drawn as a decision
        record Box(String id, String text, boolean gate) implements Shape {}

        record Frame(String id, String text, List<Shape> inside) implements Shape {

            public Frame {
                inside = List.copyOf(inside);
            }
        }
    }

    /// @param aside not the ordinary way: repairs and returns
    record Arrow(String from, String to, String text, boolean aside) {}

    record Drawn(List<Shape> shapes, List<Arrow> arrows) {

        public Drawn {
            shapes = List.copyOf(shapes);
            arrows = List.copyOf(arrows);
        }
    }

    /// Where a stretch of steps is entered and left, by ids of boxes.
    private record Span(List<Shape> shapes, List<String> in, List<String> out) {

        boolean isEmpty() {
            return in.isEmpty();
        }
    }

    static Drawn of(Workflow workflow) {
        var drawing = new Drawing();
        var main = drawing.sequence(workflow.body().steps());
        var shapes = new ArrayList<>(main.shapes());
        var last = drawing.sequence(workflow.body().always());
        if (!last.isEmpty()) {
            shapes.add(new Shape.Frame("finally", "finally", last.shapes()));
            drawing.connect(main.out(), last.in(), "", true);
        }
        return new Drawn(shapes, drawing.arrows);
    }

    private Span sequence(List<Step> steps) {
        var shapes = new ArrayList<Shape>();
        List<String> in = List.of();
        List<String> out = List.of();
        for (var step : steps) {
            if (Variants.isLeftOut(step)) {
                continue;
            }
            var span = step(step);
            shapes.addAll(span.shapes());
            if (span.isEmpty()) {
                continue;
            }
            connect(out, span.in(), "", false);
            in = in.isEmpty() ? span.in() : in;
            out = span.out();
        }
        return new Span(shapes, in, out);
    }

    private Span step(Step step) {
        return switch (step) {
            case Step.Task task -> task(task);
            case Step.Loop loop -> loop(loop);
            case Step.Foreach each -> framed(each, sequence(each.steps()));
            case Step.Parallel parallel -> framed(parallel, branches(parallel));
            case Step.Group group -> group(group);
            case Step.Phase phase -> {
                var all = new ArrayList<>(phase.steps());
                all.addAll(phase.checkpoint());
                yield framed(phase, sequence(all));
            }
        };
    }

    private Span task(Step.Task task) {
        var label = task.head().label().map(number -> number + " ").orElse("");
        var says = Outline.says(task);
        boolean gate = task.kind().equals("gate") || task.kind().equals("decide");
        var box = new Shape.Box(task.id(), label + task.id() + "\n" + says, gate);
        task.policy()
                .repairThrough()
                .ifPresent(t -> arrows.add(new Arrow(task.id(), t.loop(), "fails", true)));
        return new Span(List.of(box), List.of(task.id()), List.of(task.id()));
    }

    private Span loop(Step.Loop loop) {
        var steps = sequence(loop.steps());
        var repair = sequence(loop.repair());
        connect(steps.out(), repair.in(), "fails", true);
        connect(repair.out(), steps.in(), "again", true);
        if (loop.bound().againWhen().isPresent()) {
            connect(steps.out(), steps.in(), "again", true);
        }
        var inside = new ArrayList<>(steps.shapes());
        inside.addAll(repair.shapes());
        return framed(loop, new Span(inside, steps.in(), steps.out()));
    }

    private Span group(Step.Group group) {
        var steps = sequence(group.steps());
        var undo = sequence(group.undo().reversed());
        connect(steps.out(), undo.in(), "fails or cancelled", true);
        var inside = new ArrayList<>(steps.shapes());
        inside.addAll(undo.shapes());
        return framed(group, new Span(inside, steps.in(), steps.out()));
    }

    private Span branches(Step.Parallel parallel) {
        var shapes = new ArrayList<Shape>();
        var in = new ArrayList<String>();
        var out = new ArrayList<String>();
        for (var branch : parallel.branches()) {
            var span = step(branch.step());
            shapes.addAll(span.shapes());
            if (branch.needs().isEmpty()) {
                in.addAll(span.in());
            }
            branch.needs().forEach(need -> connect(List.of(need), span.in(), "", false));
            if (parallel.branches().stream()
                    .noneMatch(other -> other.needs().contains(branch.step().id()))) {
                out.addAll(span.out());
            }
        }
        return new Span(shapes, in, out);
    }

    private static Span framed(Step step, Span span) {
        var text = step.id() + ": " + Outline.says(step);
        var label = step.head().label().map(number -> number + " ").orElse("");
        var frame = new Shape.Frame(step.id(), label + text, span.shapes());
        return new Span(List.of(frame), span.in(), span.out());
    }

    private void connect(List<String> from, List<String> to, String text, boolean aside) {
        from.forEach(a -> to.forEach(b -> arrows.add(new Arrow(a, b, text, aside))));
    }
}
