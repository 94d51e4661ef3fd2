package dev.landfast.agent.dialect;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads single values out of the JSON that programs print. What is missing is empty or zero.
final class Line {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int HEAD_CHARACTERS = 400;

    /// The year 2100: what is later is no number of seconds.
    private static final long FAR = 4_102_444_800L;

    private Line() {}

    /// The object of a line, or empty where the line is none.
    static Optional<JsonNode> parse(String line) {
        try {
            return Optional.of(JSON.readTree(line)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static List<AgentEvent> raw(String line) {
        return List.of(new AgentEvent.Raw(line));
    }

    static String text(JsonNode node, String key) {
        return node.path(key).isString() ? node.path(key).asString() : "";
    }

    static long number(JsonNode node, String key) {
        return node.path(key).asLong(0);
    }

    /// The first words of something long, on one line.
    static String head(JsonNode node) {
        return head(
                node.isString() ? node.asString() : node.isMissingNode() ? "" : node.toString());
    }

    static String head(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() > HEAD_CHARACTERS ? line.substring(0, HEAD_CHARACTERS) + "…" : line;
    }

    /// A moment as seconds since 1970, as the vendors write it; zero is none.
    static Optional<Instant> moment(JsonNode node) {
        return node.isNumber() && node.asLong() > 0 && node.asLong() < FAR
                ? Optional.of(Instant.ofEpochSecond(node.asLong()))
                : Optional.empty();
    }
}
