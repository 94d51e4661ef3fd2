package dev.landfast.agent.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Anthropic's Messages API, as Claude Code speaks it.
final class MessagesApi implements Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public boolean isAsk(String path) {
        return path.matches(".*/messages(\\?.*)?");
    }

    @Override
    public Asked read(JsonNode request) {
        var text = new StringBuilder(words(request.path("system")));
        var results = new ArrayList<String>();
        var calls = 0;
        for (var message : request.path("messages")) {
            var content = message.path("content");
            var isResult = false;
            for (var part : content) {
                switch (part.path("type").asString("")) {
                    case "tool_use" -> calls++;
                    case "tool_result" -> {
                        isResult = true;
                        results.add(words(part.path("content")));
                    }
                    default -> {}
                }
            }
            if (!isResult && message.path("role").asString("").equals("user")) {
                results.clear();
            }
            text.append('\n').append(words(content));
        }
        var tools = new ArrayList<String>();
        request.path("tools").forEach(tool -> tools.add(tool.path("name").asString("")));
        return new Asked(text.toString(), results, tools, calls);
    }

    private static String words(JsonNode content) {
        if (content.isString()) {
            return content.asString();
        }
        var all = new StringBuilder();
        content.forEach(part -> all.append(part.path("text").asString("")).append('\n'));
        return all.toString();
    }

    @Override
    public Map<String, Object> whole(Reply reply) {
        var message = new LinkedHashMap<>(head(reply));
        message.put("content", List.of(block(reply)));
        message.put("stop_reason", stop(reply));
        message.put("usage", USAGE);
        return message;
    }

    private static final Map<String, Object> USAGE =
            Map.of(
                    "input_tokens",
                    600,
                    "cache_read_input_tokens",
                    400,
                    "cache_creation_input_tokens",
                    0,
                    "output_tokens",
                    50);

    private static Map<String, Object> head(Reply reply) {
        return Map.of(
                "id",
                "msg_" + Integer.toHexString(reply.hashCode()),
                "type",
                "message",
                "role",
                "assistant",
                "model",
                "scripted");
    }

    private static String stop(Reply reply) {
        return reply instanceof Reply.Say ? "end_turn" : "tool_use";
    }

    @Override
    public List<Event> events(Reply reply) {
        var start = new LinkedHashMap<>(head(reply));
        start.put("content", List.of());
        start.put("usage", USAGE);
        var block = block(reply);
        var opened = new LinkedHashMap<>(block);
        var delta = new LinkedHashMap<String, Object>();
        if (reply instanceof Reply.Say(var text)) {
            opened.put("text", "");
            delta.put("type", "text_delta");
            delta.put("text", text);
        } else {
            opened.put("input", Map.of());
            delta.put("type", "input_json_delta");
            delta.put("partial_json", JSON.writeValueAsString(block.get("input")));
        }
        return List.of(
                event("message_start", Map.of("message", start)),
                event("content_block_start", Map.of("index", 0, "content_block", opened)),
                event("content_block_delta", Map.of("index", 0, "delta", delta)),
                event("content_block_stop", Map.of("index", 0)),
                event(
                        "message_delta",
                        Map.of("delta", Map.of("stop_reason", stop(reply)), "usage", USAGE)),
                event("message_stop", Map.of()));
    }

    private static Map<String, Object> block(Reply reply) {
        return switch (reply) {
            case Reply.Say(var text) -> Map.of("type", "text", "text", text);
            case Reply.Shell(var command) -> use("Bash", Map.of("command", command));
            case Reply.Write(var path, var content) ->
                    use("Write", Map.of("file_path", path, "content", content));
            case Reply.Call(var tool, var input) -> use(tool, input);
            case Reply.Refuse _, Reply.Hang _ -> throw new IllegalStateException();
        };
    }

    private static Map<String, Object> use(String tool, Map<String, Object> input) {
        return Map.of(
                "type",
                "tool_use",
                "id",
                "toolu_" + Integer.toHexString(input.hashCode()),
                "name",
                tool,
                "input",
                input);
    }

    private static Event event(String type, Map<String, Object> more) {
        var data = new LinkedHashMap<String, Object>();
        data.put("type", type);
        data.putAll(more);
        return new Event(type, data);
    }

    @Override
    public Map<String, Object> refusal(Reply.Refuse refuse) {
        var kind =
                switch (refuse.status()) {
                    case 401 -> "authentication_error";
                    case 429 -> "rate_limit_error";
                    case 529 -> "overloaded_error";
                    default -> "api_error";
                };
        return Map.of("type", "error", "error", Map.of("type", kind, "message", refuse.message()));
    }
}
