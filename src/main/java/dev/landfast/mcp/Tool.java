package dev.landfast.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Something that a client may call.
///
/// @param about what it is for, as the caller's model reads it
/// @param schema JSON Schema of its arguments
/// @param changes whether anything is recorded by calling it
public record Tool(String name, String about, String schema, boolean changes, Work work) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What it does when it is called. May be called by several threads at once.
    @FunctionalInterface
    public interface Work {
        Answer answer(Arguments arguments);
    }

    /// One that only tells something.
    public static Tool telling(String name, String about, List<Argument> takes, Work work) {
        return new Tool(name, about, schema(takes), false, checked(takes, work));
    }

    /// One that records something.
    public static Tool recording(String name, String about, List<Argument> takes, Work work) {
        return new Tool(name, about, schema(takes), true, checked(takes, work));
    }

    private static String schema(List<Argument> takes) {
        var properties = new LinkedHashMap<String, Object>();
        takes.forEach(each ->
                properties.put(
                        each.name(),
                        Map.of(
                                "type",
                                "string",
                                "description",
                                each.about(),
                                "maxLength",
                                each.most())));
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required", takes.stream().filter(Argument::required).map(Argument::name).toList());
        schema.put("additionalProperties", false);
        return JSON.writeValueAsString(schema);
    }

    private static Work checked(List<Argument> takes, Work work) {
        return arguments ->
                wrong(takes, JSON.readTree(arguments.json()))
                        .<Answer>map(Answer.Refused::new)
                        .orElseGet(() -> work.answer(arguments));
    }

    private static Optional<String> wrong(List<Argument> takes, JsonNode given) {
        var known = takes.stream().map(Argument::name).toList();
        var unknown =
                given.propertyNames().stream()
                        .filter(name -> !known.contains(name))
                        .map(name -> "there is no argument '" + name + "'");
        var bad = takes.stream().flatMap(each -> wrong(each, given.path(each.name())).stream());
        return Stream.concat(unknown, bad).findFirst();
    }

    private static Optional<String> wrong(Argument takes, JsonNode value) {
        if (value.isMissingNode()) {
            return takes.required()
                    ? Optional.of("the argument '" + takes.name() + "' is missing")
                    : Optional.empty();
        }
        if (!value.isString()) {
            return Optional.of("the argument '" + takes.name() + "' is not a text");
        }
        return value.stringValue().length() > takes.most()
                ? Optional.of(
                        "the argument '%s' is longer than %d characters"
                                .formatted(takes.name(), takes.most()))
                : Optional.empty();
    }
}
