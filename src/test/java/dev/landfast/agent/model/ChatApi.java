package dev.landfast.agent.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// OpenAI's chat completions, as OpenCode and many others speak them.
final class ChatApi implements Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public boolean isAsk(String path) {
        return path.endsWith("/chat/completions");
    }

    @Override
    public Asked read(JsonNode request) {
        var text = new StringBuilder();
        var results = new ArrayList<String>();
        var calls = 0;
        for (var message : request.path("messages")) {
            switch (message.path("role").asString("")) {
                case "assistant" -> calls += message.path("tool_calls").size();
                case "tool" -> results.add(words(message.path("content")));
                case "user" -> results.clear();
                default -> {}
            }
            text.append('\n').append(words(message.path("content")));
        }
        var tools = new ArrayList<String>();
        request.path("tools")
                .forEach(tool -> tools.add(tool.path("function").path("name").asString("")));
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
                chunk(delta(reply), ""),
                chunk(Map.of(), reply instanceof Reply.Say ? "stop" : "tool_calls"),
                new Event(
                        "",
                        Map.of(
                                "id",
                                "chat_1",
                                "object",
                                "chat.completion.chunk",
                                "choices",
                                List.of(),
                                "usage",
                                Map.of(
                                        "prompt_tokens",
                                        1000,
                                        "completion_tokens",
                                        50,
                                        "total_tokens",
                                        1050,
                                        "prompt_tokens_details",
                                        Map.of("cached_tokens", 400)))),
                new Event("", "[DONE]"));
    }

    private static Event chunk(Map<String, Object> delta, String finish) {
        var choice = new java.util.LinkedHashMap<String, Object>();
        choice.put("index", 0);
        choice.put("delta", delta);
        if (!finish.isEmpty()) {
            choice.put("finish_reason", finish);
        }
        return new Event(
                "",
                Map.of(
                        "id",
                        "chat_1",
                        "object",
                        "chat.completion.chunk",
                        "model",
                        "scripted",
                        "choices",
                        List.of(choice)));
    }

    private static Map<String, Object> delta(Reply reply) {
        return switch (reply) {
            case Reply.Say(var text) -> Map.of("role", "assistant", "content", text);
            case Reply.Shell(var command) ->
                    call("bash", Map.of("command", command, "description", "as asked"));
            case Reply.Write(var path, var content) ->
                    call("write", Map.of("filePath", path, "content", content));
            case Reply.Call(var tool, var input) -> call(tool, input);
            case Reply.Refuse _, Reply.Hang _ -> throw new IllegalStateException();
        };
    }

    private static Map<String, Object> call(String tool, Map<String, Object> input) {
        return Map.of(
                "role",
                "assistant",
                "tool_calls",
                List.of(
                        Map.of(
                                "index",
                                0,
                                "id",
                                "call_" + Integer.toHexString(input.hashCode()),
                                "type",
                                "function",
                                "function",
                                Map.of(
                                        "name",
                                        tool,
                                        "arguments",
                                        JSON.writeValueAsString(input)))));
    }

    @Override
    public Map<String, Object> refusal(Reply.Refuse refuse) {
        return Map.of(
                "error",
                Map.of(
                        "message",
                        refuse.message(),
                        "type",
                        refuse.status() == 429 ? "rate_limit_error" : "api_error"));
    }
}
