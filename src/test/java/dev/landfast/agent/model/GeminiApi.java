package dev.landfast.agent.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Google's generateContent, as Gemini CLI speaks it.
final class GeminiApi implements Api {

    @Override
    public boolean isAsk(String path) {
        return path.contains(":generateContent") || path.contains(":streamGenerateContent");
    }

    @Override
    public boolean streams(String path, JsonNode request) {
        return path.contains(":streamGenerateContent");
    }

    @Override
    public Asked read(JsonNode request) {
        var text = new StringBuilder(words(request.path("systemInstruction")));
        var results = new ArrayList<String>();
        var calls = 0;
        for (var content : request.path("contents")) {
            for (var part : content.path("parts")) {
                if (part.has("functionCall")) {
                    calls++;
                } else if (part.has("functionResponse")) {
                    results.add(part.path("functionResponse").path("response").toString());
                }
            }
            text.append('\n').append(words(content));
        }
        var tools = new ArrayList<String>();
        for (var tool : request.path("tools")) {
            tool.path("functionDeclarations")
                    .forEach(each -> tools.add(each.path("name").asString("")));
        }
        return new Asked(text.toString(), results, tools, calls);
    }

    private static String words(JsonNode content) {
        var all = new StringBuilder();
        content.path("parts")
                .forEach(part -> all.append(part.path("text").asString("")).append('\n'));
        return all.toString();
    }

    @Override
    public List<Event> events(Reply reply) {
        return List.of(new Event("", whole(reply)));
    }

    @Override
    public Map<String, Object> whole(Reply reply) {
        var content = Map.of("role", "model", "parts", List.of(part(reply)));
        return Map.of(
                "candidates",
                List.of(Map.of("content", content, "finishReason", "STOP", "index", 0)),
                "usageMetadata",
                Map.of(
                        "promptTokenCount",
                        1000,
                        "cachedContentTokenCount",
                        400,
                        "candidatesTokenCount",
                        50,
                        "totalTokenCount",
                        1050));
    }

    private static Map<String, Object> part(Reply reply) {
        return switch (reply) {
            case Reply.Say(var text) -> Map.of("text", text);
            case Reply.Shell(var command) -> call("run_shell_command", Map.of("command", command));
            case Reply.Write(var path, var content) ->
                    call("write_file", Map.of("file_path", path, "content", content));
            case Reply.Call(var tool, var input) -> call(tool, input);
            case Reply.Refuse _, Reply.Hang _ -> throw new IllegalStateException();
        };
    }

    private static Map<String, Object> call(String tool, Map<String, Object> input) {
        return Map.of("functionCall", Map.of("name", tool, "args", input));
    }

    @Override
    public Map<String, Object> refusal(Reply.Refuse refuse) {
        var status =
                switch (refuse.status()) {
                    case 401 -> "UNAUTHENTICATED";
                    case 429 -> "RESOURCE_EXHAUSTED";
                    default -> "INTERNAL";
                };
        return Map.of(
                "error",
                Map.of("code", refuse.status(), "message", refuse.message(), "status", status));
    }
}
