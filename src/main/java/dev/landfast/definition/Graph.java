package dev.landfast.definition;

import dev.landfast.definition.Drawing.Arrow;
import dev.landfast.definition.Drawing.Shape;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Draws a workflow: as an outline for a terminal, as Mermaid for Markdown, as DOT for Graphviz.
/// With a variant applied, steps that are left out are not drawn.
public final class Graph {

    private Graph() {}

    /// An indented outline that reads like a step list.
    public static String text(Workflow workflow) {
        return Outline.of(workflow);
    }

    public static String mermaid(Workflow workflow) {
        var drawn = Drawing.of(workflow);
        var text = new StringBuilder("flowchart TD\n");
        mermaid(text, drawn.shapes(), "  ");
        for (var arrow : drawn.arrows()) {
            var line = arrow.aside() ? "-.->" : "-->";
            var label = arrow.text().isEmpty() ? "" : "|" + arrow.text() + "|";
            text.append("  ")
                    .append(id(arrow.from()))
                    .append(' ')
                    .append(line)
                    .append(label)
                    .append(' ')
                    .append(id(arrow.to()))
                    .append('\n');
        }
        return text.toString();
    }

    public static String dot(Workflow workflow) {
        var drawn = Drawing.of(workflow);
        var frames = drawn.shapes().stream().flatMap(Graph::frames).collect(Collectors.toSet());
        var text = new StringBuilder("digraph ");
        text.append(quoted(workflow.header().name())).append(" {\n");
        text.append("  compound=true\n  node [shape=box, fontname=\"sans-serif\"]\n");
        dot(text, drawn.shapes(), "  ");
        drawn.arrows().forEach(arrow -> text.append(dot(arrow, frames)));
        return text.append("}\n").toString();
    }

    private static void mermaid(StringBuilder text, List<Shape> shapes, String indent) {
        for (var shape : shapes) {
            switch (shape) {
                case Shape.Box(var id, var label, boolean gate) ->
                        text.append(indent)
                                .append(id(id))
                                .append(gate ? "{{\"" : "[\"")
                                .append(escaped(label))
                                .append(gate ? "\"}}" : "\"]")
                                .append('\n');
                case Shape.Frame(var id, var label, var inside) -> {
                    text.append(indent)
                            .append("subgraph ")
                            .append(id(id))
                            .append("[\"")
                            .append(escaped(label))
                            .append("\"]\n");
                    mermaid(text, inside, indent + "  ");
                    text.append(indent).append("end\n");
                }
            }
        }
    }

    /// Ids get a prefix: some words, such as `end`, mean something to Mermaid.
    private static String id(String id) {
        return "s_" + id.replace('-', '_');
    }

    private static String escaped(String label) {
        return label.replace("&", "#amp;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;")
                .replace("\n", "<br/>");
    }

    private static void dot(StringBuilder text, List<Shape> shapes, String indent) {
        for (var shape : shapes) {
            switch (shape) {
                case Shape.Box(var id, var label, boolean gate) ->
                        text.append(indent)
                                .append(quoted(id))
                                .append(" [label=")
                                .append(quoted(label))
                                .append(gate ? ", shape=hexagon" : "")
                                .append("]\n");
                case Shape.Frame(var id, var label, var inside) -> {
                    text.append(indent)
                            .append("subgraph ")
                            .append(quoted("cluster_" + id))
                            .append(" {\n")
                            .append(indent)
                            .append("  label=")
                            .append(quoted(label))
                            .append('\n');
                    dot(text, inside, indent + "  ");
                    text.append(indent).append("}\n");
                }
            }
        }
    }

    private static String dot(Arrow arrow, Set<Shape.Frame> frames) {
        var frame = frames.stream().filter(f -> f.id().equals(arrow.to())).findFirst();
        var target = frame.map(Graph::firstBox).orElse(arrow.to());
        var style =
                (arrow.text().isEmpty() ? "" : " label=" + quoted(arrow.text()))
                        + (arrow.aside() ? " style=dashed" : "")
                        + frame.map(f -> " lhead=" + quoted("cluster_" + f.id())).orElse("");
        return "  %s -> %s%s\n"
                .formatted(
                        quoted(arrow.from()),
                        quoted(target),
                        style.isEmpty() ? "" : " [" + style.strip() + "]");
    }

    private static Stream<Shape.Frame> frames(Shape shape) {
        return shape instanceof Shape.Frame frame
                ? Stream.concat(Stream.of(frame), frame.inside().stream().flatMap(Graph::frames))
                : Stream.empty();
    }

    private static String firstBox(Shape.Frame frame) {
        return frame.inside().stream()
                .map(shape ->
                        shape instanceof Shape.Frame inner
                                ? firstBox(inner)
                                : ((Shape.Box) shape).id())
                .findFirst()
                .orElse(frame.id());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
