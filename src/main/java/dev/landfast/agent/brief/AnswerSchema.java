package dev.landfast.agent.brief;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.landfast.agent.role.Roles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;

/// A JSON Schema that a structured answer must meet. We validate always, whatever an agent's own
/// tool promises.
///
/// @param name such as `review`
/// @param json the schema's text, shown to the agent
public record AnswerSchema(String name, String json) {

    /// The schema that ships under this name.
    public static AnswerSchema named(String name) {
        try (var in =
                AnswerSchema.class.getResourceAsStream(
                        "/dev/landfast/agent/answers/" + name + ".schema.json")) {
            if (in == null) {
                throw new Roles.BadRole(name, "there is no answer schema of that name");
            }
            return new AnswerSchema(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
