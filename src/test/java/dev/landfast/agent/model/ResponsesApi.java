package dev.landfast.agent.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// OpenAI's Responses API, as Codex speaks it.
final class ResponsesApi implements Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public boolean isAsk(String path) {
        return path.endsWith("/responses");
    }

    @Override
    public Asked read(JsonNode request) {
        var text = new StringBuilder(request.path("instructions").asString(""));
        var results = new ArrayList<String>();
        var calls = 0;
        for (var item : request.path("input")) {
            switch (item.path("type").asString("")) {
                case "function_call", "custom_tool_call" -> calls++;
                case "function_call_output", "custom_tool_call_output" ->
                        results.add(words(item.path("output")));
                default -> {
                    if (item.path("role").asString("").equals("user")) {
                        results.clear();
                    }
                    text.append('\n').append(words(item.path("content")));
                }
            }
        }
        var tools = new ArrayList<String>();
        request.path("tools")
                .forEach(tool -> {
                    var name = tool.path("name").asString("");
                    tools.add(name);
                    // What a server offers comes as a group.
                    tool.path("tools")
                            .forEach(
                                    each -> tools.add(name + "." + each.path("name").asString("")));
                });
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
    public List<Event> events(Reply reply) {
        return List.of(
                event("response.created", Map.of("response", Map.of("id", "resp_1"))),
                event("response.output_item.done", Map.of("output_index", 0, "item", item(reply))),
                event(
                        "response.completed",
                        Map.of("response", Map.of("id", "resp_1", "usage", USAGE))));
    }

    private static final Map<String, Object> USAGE =
            Map.of(
                    "input_tokens",
                    1000,
                    "input_tokens_details",
                    Map.of("cached_tokens", 400),
                    "output_tokens",
                    50,
                    "output_tokens_details",
                    Map.of("reasoning_tokens", 20),
                    "total_tokens",
                    1050);

    private static Map<String, Object> item(Reply reply) {
        return switch (reply) {
            case Reply.Say(var text) ->
                    Map.of(
                            "type",
                            "message",
                            "role",
                            "assistant",
                            "content",
                            List.of(Map.of("type", "output_text", "text", text)));
            case Reply.Shell(var command) -> call("exec_command", Map.of("cmd", command));
            case Reply.Write(var path, var content) ->
                    call("exec_command", Map.of("cmd", Shells.writing(path, content)));
            case Reply.Call(var tool, var input) -> call(tool, input);
            case Reply.Refuse _, Reply.Hang _ -> throw new IllegalStateException();
        };
    }

    private static Map<String, Object> call(String tool, Map<String, Object> input) {
        var dot = tool.indexOf('.');
        var item =
                new LinkedHashMap<String, Object>(
                        Map.of(
                                "type",
                                "function_call",
                                "call_id",
                                "call_" + Integer.toHexString(input.hashCode()),
                                "name",
                                tool.substring(dot + 1),
                                "arguments",
                                JSON.writeValueAsString(input)));
        if (dot > 0) {
            item.put("namespace", tool.substring(0, dot));
        }
        return item;
    }

    private static Event event(String type, Map<String, Object> more) {
        var data = new LinkedHashMap<String, Object>(more);
        data.put("type", type);
        return new Event(type, data);
    }

    @Override
    public Map<String, Object> refusal(Reply.Refuse refuse) {
        return Map.of(
                "error",
                Map.of("message", refuse.message(), "type", kind(refuse), "code", kind(refuse)));
    }

    private static String kind(Reply.Refuse refuse) {
        return switch (refuse.status()) {
            case 401 -> "invalid_api_key";
            case 429 -> "rate_limit_exceeded";
            default -> "server_error";
        };
    }
}
