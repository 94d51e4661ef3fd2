package dev.landfast.agent;

import java.util.LinkedHashMap;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a role said at one visit of a step, as a run keeps it so that it can be played again.
///
/// @param answer the structured answer, as JSON
public record RecordedTurn(
        String step, int visit, String role, String message, Optional<String> answer) {

    /// Among the artifacts of a step: this, what was changed in the worktree, and whole files that
    /// were resolved.
    public static final String NAME = "turn.json";

    public static final String PATCH = "left.patch";
    public static final String FILE = "left/";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public String json() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("step", step);
        fields.put("visit", visit);
        fields.put("role", role);
        fields.put("message", message);
        answer.ifPresent(text -> fields.put("answer", text));
        return JSON.writeValueAsString(fields);
    }

    /// @param json as {@link #json} wrote it
    public static RecordedTurn parse(byte[] json) {
        var fields = JSON.readTree(json);
        return new RecordedTurn(
                fields.path("step").asString(),
                fields.path("visit").asInt(),
                fields.path("role").asString(),
                fields.path("message").asString(),
                Optional.of(fields.path("answer"))
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString));
    }

    /// The structured answer as plain data; the text itself where it is none.
    Optional<Object> plainAnswer() {
        return answer.map(text -> {
            try {
                return JSON.readValue(text, Object.class);
            } catch (tools.jackson.core.JacksonException e) {
                return text;
            }
        });
    }
}
