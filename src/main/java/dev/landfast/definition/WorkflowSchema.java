package dev.landfast.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The language as a JSON Schema (draft 2020-12) for editors, made from the same data that the
/// parser reads.
///
/// It knows shapes, keys and ranges. Names that must exist, bounds that must be there and all else
/// that takes the whole definition into account only the parser can tell.
public final class WorkflowSchema {

    private static final String ID = "^[a-z][a-z0-9-]{0,63}$";
    private static final String NAME = "^[A-Za-z0-9_][A-Za-z0-9_-]{0,99}$";
    private static final String HOLE = "^\\$\\{[^}]+\\}$";

    private WorkflowSchema() {}

    /// The schema as indented JSON, ending in a line break.
    public static String json() {
        var mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return mapper.writeValueAsString(schema()).replace("\r\n", "\n") + "\n";
    }

    private static Map<String, Object> schema() {
        var root = new LinkedHashMap<String, Object>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "A Landfast workflow");
        root.putAll(object(Kinds.structure("workflow")));
        root.put("$defs", definitions());
        return root;
    }

    private static Map<String, Object> definitions() {
        var all = new LinkedHashMap<String, Object>();
        var kinds = new ArrayList<Object>();
        for (var kind : Kinds.steps().values()) {
            all.put("kind-" + kind.name(), kind(kind));
            kinds.add(reference("kind-" + kind.name()));
        }
        all.put("task", Map.of("oneOf", kinds));
        var steps = new ArrayList<Object>();
        steps.add(map("allOf", List.of(reference("task"), Map.of("required", List.of("id")))));
        Structures.all()
                .forEach((name, schema) -> {
                    all.put(name, schema);
                    steps.add(reference(name));
                });
        all.put("step", map("oneOf", steps));
        all.put("flow", map("type", "array", "minItems", 1, "items", reference("step")));
        all.put("condition", map("type", List.of("string", "boolean"), "maxLength", 1000));
        for (var part :
                List.of("param", "role", "limits", "retry", "repair-through", "checkpoint")) {
            all.put(part, described(part));
        }
        all.put("variants", variants());
        all.put("checks", map("type", "array", "minItems", 1, "items", check()));
        all.put("gate", map("oneOf", List.of(reference("checks"), described("gate"))));
        all.put("recover", recover());
        return all;
    }

    private static Map<String, Object> described(String part) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("description", Kinds.about(part));
        schema.putAll(object(Kinds.structure(part)));
        return schema;
    }

    /// A kind as it stands in a list of steps; its id may be missing where one is implied.
    private static Map<String, Object> kind(Kind kind) {
        var keys = new LinkedHashMap<String, Kind.Key>();
        keys.put(kind.name(), kind.value());
        keys.putAll(optional(Kinds.structure("head")));
        keys.putAll(kind.keys());
        var companions = Kinds.structure("companions");
        kind.traits()
                .companions()
                .forEach(c -> keys.put(c, Objects.requireNonNull(companions.get(c))));
        var schema = new LinkedHashMap<String, Object>();
        schema.put("description", kind.about());
        schema.putAll(object(keys));
        var required = new ArrayList<String>(List.of(kind.name()));
        kind.keys()
                .forEach((name, key) -> {
                    if (key.required()) {
                        required.add(name);
                    }
                });
        schema.put("required", required);
        return schema;
    }

    static Map<String, Kind.Key> optional(Map<String, Kind.Key> keys) {
        var all = new LinkedHashMap<String, Kind.Key>();
        keys.forEach((name, key) ->
                all.put(
                        name,
                        new Kind.Key(key.type(), key.about(), false, key.range(), key.keys())));
        return all;
    }

    /// Several steps under `steps`, or one written inline with `at-most` beside it.
    private static Map<String, Object> recover() {
        var inline = new ArrayList<Object>();
        for (var kind : Kinds.steps().values()) {
            var schema = new LinkedHashMap<>(kind(kind));
            if (schema.get("properties") instanceof Map<?, ?> properties) {
                var more = new LinkedHashMap<Object, Object>(properties);
                more.remove("recover");
                more.put("at-most", property(Kinds.structure("recover").get("at-most")));
                schema.put("properties", more);
            }
            inline.add(schema);
        }
        var several = new LinkedHashMap<String, Object>(object(Kinds.structure("recover")));
        several.put("required", List.of("steps"));
        inline.add(several);
        return map("oneOf", inline);
    }

    private static Map<String, Object> variants() {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", map("choose", map("type", "string", "pattern", "^params\\.")));
        schema.put("additionalProperties", described("variant"));
        return schema;
    }

    private static Map<String, Object> check() {
        var names = new ArrayList<>(Kinds.checks().keySet());
        var properties = new LinkedHashMap<String, Object>();
        Kinds.checks().values().forEach(check -> properties.put(check.name(), thresholds(check)));
        var one = new LinkedHashMap<String, Object>();
        one.put("type", "object");
        one.put("minProperties", 1);
        one.put("maxProperties", 1);
        one.put("properties", properties);
        one.put("additionalProperties", false);
        return map("oneOf", List.of(map("enum", names), one));
    }

    private static Map<String, Object> thresholds(Kind check) {
        var keys = new LinkedHashMap<>(check.keys());
        Kinds.structure("check").forEach(keys::putIfAbsent);
        var full = new ArrayList<Object>(List.of(object(keys), map("type", "null")));
        Kinds.threshold(check.name())
                .map(check.keys()::get)
                .ifPresent(bare -> full.add(property(bare)));
        return map("description", check.about(), "anyOf", full);
    }

    static Map<String, Object> object(Map<String, Kind.Key> keys) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        keys.forEach((name, key) -> {
            properties.put(name, property(name, key));
            if (key.required()) {
                required.add(name);
            }
        });
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Object property(String name, Kind.Key key) {
        return switch (key.type()) {
            case "named" ->
                    described(key, name.equals("variants") ? reference("variants") : each(name));
            case "nested" -> described(key, reference(name));
            default -> property(key);
        };
    }

    private static Map<String, Object> each(String plural) {
        return map(
                "type",
                "object",
                "additionalProperties",
                reference(plural.substring(0, plural.length() - 1)));
    }

    private static Map<String, Object> property(Kind.@Nullable Key key) {
        return described(Objects.requireNonNull(key), type(key));
    }

    private static Map<String, Object> described(Kind.Key key, Map<String, Object> schema) {
        if (key.about().isEmpty()) {
            return schema;
        }
        var all = new LinkedHashMap<String, Object>();
        all.put("description", key.about());
        all.putAll(schema);
        return all;
    }

    private static Map<String, Object> type(Kind.Key key) {
        return switch (key.type()) {
            case "id" -> map("type", "string", "pattern", ID);
            case "role", "gate", "loop", "step" -> map("type", "string");
            case "name" -> map("type", List.of("string", "integer"), "pattern", NAME);
            case "label" -> map("type", List.of("string", "number"));
            case "text", "path" ->
                    map("type", List.of("string", "number", "boolean"), "maxLength", 10_000);
            case "texts", "paths", "steps", "ids" -> several(key);
            case "integer" -> orHole(range(map("type", "integer"), key));
            case "number" -> orHole(range(map("type", "number"), key));
            case "share" ->
                    map(
                            "anyOf",
                            List.of(
                                    map("type", "number", "minimum", 0, "maximum", 100),
                                    map("const", "no-decrease")));
            case "boolean" -> orHole(map("type", "boolean"));
            case "duration" -> map("type", "string", "pattern", "^([0-9.]+(d|h|m|s|ms))+$|\\$\\{");
            case "choice" -> map("enum", key.range().choices());
            case "command" ->
                    map(
                            "anyOf",
                            List.of(map("type", "string"), map("type", "array", "minItems", 1)));
            case "flow", "condition", "recover", "checks" -> reference(key.type());
            case "source" -> map("anyOf", List.of(map("type", "string"), reference("task")));
            case "map" ->
                    orChoice(
                            key.keys().isEmpty()
                                    ? map("type", "object")
                                    : orNothing(object(key.keys())),
                            key);
            case "thresholds", "verdicts", "texts-by-name" -> map("type", "object");
            case "any" -> Map.of();
            default -> throw new IllegalStateException("no such type: " + key.type());
        };
    }

    private static Map<String, Object> several(Kind.Key key) {
        Map<String, Object> item =
                key.range().choices().isEmpty()
                        ? map("type", List.of("string", "number", "boolean"))
                        : map("enum", key.range().choices());
        return map("anyOf", List.of(item, map("type", "array", "items", item)));
    }

    private static Map<String, Object> range(Map<String, Object> schema, Kind.Key key) {
        key.range().min().ifPresent(min -> schema.put("minimum", min));
        key.range().max().ifPresent(max -> schema.put("maximum", max));
        return schema;
    }

    private static Map<String, Object> orHole(Map<String, Object> schema) {
        return map("anyOf", List.of(schema, map("type", "string", "pattern", HOLE)));
    }

    private static Map<String, Object> orChoice(Map<String, Object> schema, Kind.Key key) {
        return key.range().choices().isEmpty()
                ? schema
                : map("anyOf", List.of(schema, map("enum", key.range().choices())));
    }

    private static Map<String, Object> orNothing(Map<String, Object> schema) {
        return schema.containsKey("required")
                ? schema
                : map("anyOf", List.of(schema, map("type", "null")));
    }

    static Map<String, Object> reference(String name) {
        return map("$ref", "#/$defs/" + name);
    }

    static Map<String, Object> map(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }

    /// Phases, loops and the like, whose settings stand partly inside and partly beside the key.
    private static final class Structures {

        static Map<String, Object> all() {
            var all = new LinkedHashMap<String, Object>();
            all.put(
                    "phase",
                    beside("phase", map("type", "string", "pattern", ID), "steps", "checkpoint"));
            all.put("loop", beside("loop", described("loop")));
            all.put("foreach", beside("foreach", described("foreach"), "steps"));
            all.put("parallel", beside("parallel", reference("flow")));
            all.put("group", beside("group", reference("flow"), "undo"));
            return all;
        }

        private static Map<String, Object> beside(
                String name, Map<String, Object> value, String... more) {
            var properties = new LinkedHashMap<String, Object>();
            properties.put(name, value);
            Kinds.structure("head").forEach((key, said) -> properties.put(key, property(said)));
            var required = new ArrayList<String>(List.of(name));
            if (!name.equals("phase")) {
                required.add("id");
            }
            for (var key : more) {
                properties.put(
                        key,
                        key.equals("checkpoint")
                                ? map("oneOf", List.of(reference("checkpoint"), reference("flow")))
                                : reference("flow"));
            }
            if (List.of(more).contains("steps")) {
                required.add("steps");
            }
            return map(
                    "type",
                    "object",
                    "properties",
                    properties,
                    "required",
                    required,
                    "additionalProperties",
                    false);
        }
    }
}
