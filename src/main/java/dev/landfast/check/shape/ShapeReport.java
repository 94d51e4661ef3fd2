package dev.landfast.check.shape;

import dev.landfast.check.shape.Shape.Bindings;
import dev.landfast.check.shape.Shape.Block;
import dev.landfast.check.shape.Shape.Bound;
import dev.landfast.check.shape.Shape.ClassShape;
import dev.landfast.check.shape.Shape.Complexity;
import dev.landfast.check.shape.Shape.Exports;
import dev.landfast.check.shape.Shape.Function;
import dev.landfast.check.shape.Shape.Group;
import dev.landfast.check.shape.Shape.Import;
import dev.landfast.check.shape.Shape.Kind;
import dev.landfast.check.shape.Shape.Mark;
import dev.landfast.check.shape.Shape.Marks;
import dev.landfast.check.shape.Shape.Module;
import dev.landfast.check.shape.Shape.Name;
import dev.landfast.check.shape.Shape.Parameter;
import dev.landfast.check.shape.Shape.Replaced;
import dev.landfast.check.shape.Shape.Traits;
import dev.landfast.check.shape.Shape.Unit;
import dev.landfast.check.shape.Shape.Units;
import dev.landfast.gate.Json;
import dev.landfast.gate.UnreadableReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads what shape.py wrote. Anything that is missing or of another kind makes all of it
/// unreadable.
final class ShapeReport {

    private ShapeReport() {}

    /// @param expected the files it must speak of, each once and no other
    static Shape read(Path file, Set<String> expected) throws UnreadableReport {
        var report = Json.read(file);
        var modules = new ArrayList<Module>();
        Map<String, String> unreadable = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (var each : list(report, "files")) {
            var path = text(each, "path");
            if (!seen.add(path)) {
                throw new UnreadableReport("it speaks of " + path + " twice");
            }
            if (each.has("error")) {
                unreadable.put(path, text(each, "error"));
            } else {
                modules.add(module(each));
            }
        }
        if (figure(report, "end") != seen.size() || !seen.equals(expected)) {
            throw new UnreadableReport(
                    "it speaks of %d files, the tree has %d"
                            .formatted(seen.size(), expected.size()));
        }
        return new Shape(modules, unreadable);
    }

    private static Module module(JsonNode node) throws UnreadableReport {
        return new Module(
                text(node, "path"),
                figure(node, "lines"),
                new Bindings(exports(node), each(node, "imports", ShapeReport::imported)),
                block(member(node, "defined")),
                new Marks(
                        new Units(
                                each(node, "complexity", ShapeReport::complexity),
                                each(node, "units", ShapeReport::unit)),
                        each(node, "logic", n -> mark(n, "what", "what")),
                        each(node, "leftovers", n -> mark(n, "rule", "what")),
                        each(node, "replaced", ShapeReport::replaced),
                        each(node, "literals", ShapeReport::literal)));
    }

    private static Exports exports(JsonNode node) throws UnreadableReport {
        var all = member(node, "all");
        return new Exports(
                all.isNull() ? Optional.empty() : Optional.of(texts(node, "all")),
                flag(node, "whole"));
    }

    private static Import imported(JsonNode node) throws UnreadableReport {
        return new Import(
                figure(node, "line"),
                flag(node, "top"),
                text(node, "from"),
                oneOf(Group.class, node, "group"),
                each(node, "names", n -> new Bound(text(n, "name"), text(n, "as"), text(n, "of"))));
    }

    private static Block block(JsonNode node) throws UnreadableReport {
        return new Block(
                each(node, "functions", ShapeReport::function),
                each(node, "classes", ShapeReport::classShape),
                each(
                        node,
                        "names",
                        n ->
                                new Name(
                                        text(n, "name"),
                                        figure(n, "line"),
                                        text(n, "kind").equals("type"))));
    }

    private static Function function(JsonNode node) throws UnreadableReport {
        return new Function(
                text(node, "name"),
                figure(node, "line"),
                new Traits(
                        flag(node, "async"),
                        flag(node, "docstring"),
                        flag(node, "returns"),
                        new HashSet<>(texts(node, "decorators"))),
                each(
                        node,
                        "parameters",
                        n ->
                                new Parameter(
                                        text(n, "name"),
                                        oneOf(Kind.class, n, "kind"),
                                        flag(n, "optional"),
                                        flag(n, "hint"))));
    }

    private static ClassShape classShape(JsonNode node) throws UnreadableReport {
        return new ClassShape(
                text(node, "name"),
                figure(node, "line"),
                texts(node, "bases"),
                flag(node, "docstring"),
                block(member(node, "members")));
    }

    private static Complexity complexity(JsonNode node) throws UnreadableReport {
        return new Complexity(
                text(node, "name"),
                figure(node, "line"),
                figure(node, "value"),
                text(node, "hash"));
    }

    private static Unit unit(JsonNode node) throws UnreadableReport {
        return new Unit(
                text(node, "name"), figure(node, "line"), figure(node, "end"), text(node, "hash"));
    }

    private static Mark mark(JsonNode node, String what, String text) throws UnreadableReport {
        return new Mark(figure(node, "line"), text(node, what), text(node, text));
    }

    private static Replaced replaced(JsonNode node) throws UnreadableReport {
        return new Replaced(
                figure(node, "line"),
                text(node, "how"),
                text(node, "target"),
                flag(node, "imported"));
    }

    private static Mark literal(JsonNode node) throws UnreadableReport {
        if (!node.path(0).isInt() || !node.path(1).isString()) {
            throw new UnreadableReport("a literal has no line or no text");
        }
        return new Mark(node.path(0).asInt(), "", node.path(1).asString());
    }

    private interface Reading<T> {
        T read(JsonNode node) throws UnreadableReport;
    }

    private static <T> List<T> each(JsonNode node, String key, Reading<T> reading)
            throws UnreadableReport {
        var found = new ArrayList<T>();
        for (var item : list(node, key)) {
            found.add(reading.read(item));
        }
        return found;
    }

    private static JsonNode list(JsonNode node, String key) throws UnreadableReport {
        return of(node, key, member(node, key).isArray());
    }

    private static List<String> texts(JsonNode node, String key) throws UnreadableReport {
        var found = new ArrayList<String>();
        for (var item : list(node, key)) {
            if (!item.isString()) {
                throw new UnreadableReport("'" + key + "' holds something that is no text");
            }
            found.add(item.asString());
        }
        return found;
    }

    private static String text(JsonNode node, String key) throws UnreadableReport {
        return of(node, key, member(node, key).isString()).asString();
    }

    private static int figure(JsonNode node, String key) throws UnreadableReport {
        return of(node, key, member(node, key).isInt()).asInt();
    }

    private static boolean flag(JsonNode node, String key) throws UnreadableReport {
        return of(node, key, member(node, key).isBoolean()).asBoolean();
    }

    private static <E extends Enum<E>> E oneOf(Class<E> kind, JsonNode node, String key)
            throws UnreadableReport {
        try {
            return Enum.valueOf(kind, text(node, key).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UnreadableReport("'" + key + "' says something unknown", e);
        }
    }

    private static JsonNode member(JsonNode node, String key) throws UnreadableReport {
        return of(node, key, node.has(key));
    }

    private static JsonNode of(JsonNode node, String key, boolean right) throws UnreadableReport {
        if (!right) {
            throw new UnreadableReport("'" + key + "' is missing or of another kind");
        }
        return node.path(key);
    }
}
