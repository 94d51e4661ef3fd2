package dev.landfast.agent.brief;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.landfast.problem.DefinitionProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A JSON Schema that a structured answer must meet. We validate always, whatever an agent's own
/// tool promises.
///
/// @param name such as `review`
/// @param json the schema's text, shown to the agent
public record AnswerSchema(String name, String json) {

    /// The names of those that ship.
    public static final Set<String> NAMES = Set.of("decision", "review");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// The schema that ships under this name.
    ///
    /// @throws DefinitionProblem when there is none
    public static AnswerSchema named(String name) {
        var resource = "/dev/landfast/agent/answers/" + name + ".schema.json";
        try (var in = AnswerSchema.class.getResourceAsStream(resource)) {
            if (in == null || !NAMES.contains(name)) {
                throw new DefinitionProblem(
                        "LF-367",
                        "there is no answer schema '" + name + "'",
                        "",
                        "one of: " + String.join(", ", NAMES.stream().sorted().toList()));
            }
            return new AnswerSchema(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same schema with these verdicts instead of its own; itself where it has none or none are
    /// given.
    public AnswerSchema saying(List<String> verdicts) {
        if (verdicts.isEmpty()
                || !(JSON.readTree(json).at("/properties/verdict") instanceof ObjectNode)) {
            return this;
        }
        var schema = (ObjectNode) JSON.readTree(json);
        var said = ((ObjectNode) schema.at("/properties/verdict")).putArray("enum");
        verdicts.forEach(said::add);
        return new AnswerSchema(
                name, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema));
    }

    /// What is wrong with an answer; empty when it meets the schema.
    public List<String> problems(String answer) {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(json, InputFormat.JSON)
                    .validate(answer, InputFormat.JSON)
                    .stream()
                    .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                    .limit(10)
                    .toList();
        } catch (JacksonException | IllegalArgumentException e) {
            return List.of(
                    "not JSON: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }
}
