package dev.landfast.agent.dialect;

import dev.landfast.agent.ToolServer;
import dev.landfast.agent.dialect.AgentEvent.Trouble;
import dev.landfast.journal.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// `opencode run --format json`, read off version 1.18.33.
final class OpenCode implements Dialect {

    @Override
    public Call call(Order order) {
        var command = new ArrayList<>(order.choice().program());
        command.addAll(List.of("run", "--format", "json"));
        order.model().ifPresent(model -> command.addAll(List.of("-m", model(order, model))));
        command.addAll(order.choice().arguments());
        order.session().ifPresent(id -> command.addAll(List.of("--session", id)));
        var environment = new LinkedHashMap<String, String>();
        environment.put("OPENCODE_CONFIG_CONTENT", configuration(order));
        environment.put("OPENCODE_DISABLE_AUTOUPDATE", "1");
        environment.put("OPENCODE_DISABLE_MODELS_FETCH", "1");
        environment.put("XDG_DATA_HOME", order.home().resolve("data").toString());
        environment.put("XDG_CONFIG_HOME", order.home().resolve("config").toString());
        return new Call(command, environment, Map.of());
    }

    private static String model(Order order, String model) {
        return order.choice().endpoint().isPresent() ? "landfast/" + model : model;
    }

    private static String configuration(Order order) {
        var all = new LinkedHashMap<String, Object>();
        all.put("autoupdate", false);
        all.put("share", "disabled");
        // Nobody is there to be asked, and a question ends its turn.
        var edit = order.access().edits() ? "allow" : "deny";
        all.put("permission", Map.of("edit", edit, "bash", "allow", "external_directory", "deny"));
        order.access()
                .server()
                .ifPresent(server -> all.put("mcp", Map.of(ToolServer.NAME, server(server))));
        order.choice()
                .endpoint()
                .ifPresent(url -> all.put("provider", Map.of("landfast", provider(order, url))));
        return Line.JSON.writeValueAsString(all);
    }

    private static Map<String, Object> server(ToolServer server) {
        var headers = Map.of("Authorization", "Bearer {env:" + ToolServer.TOKEN + "}");
        return Map.of("type", "remote", "url", server.url(), "headers", headers, "oauth", false);
    }

    private static Map<String, Object> provider(Order order, String url) {
        var models = new LinkedHashMap<String, Object>();
        order.choice().models().values().forEach(name -> models.put(name, Map.of("name", name)));
        return Map.of(
                "npm",
                "@ai-sdk/openai-compatible",
                "options",
                Map.of("baseURL", url, "apiKey", "{env:" + order.choice().key() + "}"),
                "models",
                models);
    }

    @Override
    public List<AgentEvent> read(String line) {
        return Line.parse(line).map(node -> read(node, line)).orElseGet(() -> Line.raw(line));
    }

    private static List<AgentEvent> read(JsonNode node, String line) {
        var part = node.path("part");
        return switch (Line.text(node, "type")) {
            case "step_start" -> List.of(new AgentEvent.Began(Line.text(node, "sessionID"), ""));
            case "text" -> List.of(new AgentEvent.Said(Line.text(part, "text"), false));
            case "tool_use" -> tool(part);
            case "step_finish" -> finished(part);
            case "error" -> List.of(failure(node.path("error"), Line.number(node, "timestamp")));
            default -> Line.raw(line);
        };
    }

    private static List<AgentEvent> tool(JsonNode part) {
        var state = part.path("state");
        var id = Line.text(part, "callID");
        var good = Line.text(state, "status").equals("completed");
        return List.of(
                new AgentEvent.ToolBegan(
                        id, Line.text(part, "tool"), Line.head(state.path("input"))),
                new AgentEvent.ToolEnded(
                        id, good, Line.head(state.path(good ? "output" : "error"))));
    }

    private static List<AgentEvent> finished(JsonNode part) {
        var tokens = part.path("tokens");
        var spent =
                new AgentEvent.Spent(
                        Tokens.apart(
                                Line.number(tokens, "input"),
                                Line.number(tokens.path("cache"), "read"),
                                Line.number(tokens.path("cache"), "write"),
                                Line.number(tokens, "output") + Line.number(tokens, "reasoning")));
        return Line.text(part, "reason").equals("stop")
                ? List.of(spent, new AgentEvent.Ended())
                : List.of(spent);
    }

    /// @param when the line was written, in milliseconds since 1970
    private static AgentEvent failure(JsonNode error, long when) {
        var data = error.path("data");
        var status = data.path("statusCode");
        var trouble =
                status.isNumber()
                        ? Trouble.ofStatus(status.asInt())
                        : switch (Line.text(error, "name")) {
                            case "ProviderAuthError" -> Trouble.AUTHENTICATION;
                            case "MessageOutputLengthError", "ContextOverflowError" ->
                                    Trouble.LIMIT;
                            default -> Trouble.OTHER;
                        };
        var message = Line.text(data, "message");
        return new AgentEvent.GaveUp(
                trouble,
                message.isEmpty() ? Line.head(error) : message,
                until(Line.text(data.path("responseHeaders"), "retry-after"), when));
    }

    /// The provider's `Retry-After`, RFC 9110 10.2.3, where it is a number of seconds.
    private static Optional<Instant> until(String seconds, long when) {
        return seconds.matches("\\d{1,7}") && when > 0
                ? Optional.of(Instant.ofEpochMilli(when).plusSeconds(Long.parseLong(seconds)))
                : Optional.empty();
    }
}
