package dev.landfast.agent.dialect;

import dev.landfast.agent.ToolServer;
import dev.landfast.agent.dialect.AgentEvent.Trouble;
import dev.landfast.journal.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `gemini -o stream-json`, read off version 0.61.0.
///
/// Its words come in pieces. It does not say of which kind a failure was; its exit code is the HTTP
/// status without the bits above eight.
final class GeminiCli implements Dialect {

    private static final String SETTINGS =
            """
            {
              "general": { "enableAutoUpdate": false, "maxAttempts": 1, "retryFetchErrors": false },
              "privacy": { "usageStatisticsEnabled": false },
              "security": { "auth": { "selectedType": "gemini-api-key" } }
            }
            """;
    private static final int STATUS_BITS = 0xff;

    @Override
    public Call call(Order order) {
        var settings = order.home().resolve(".gemini").resolve("settings.json");
        var command = new ArrayList<>(order.choice().program());
        command.addAll(List.of("-o", "stream-json", "--skip-trust"));
        command.addAll(List.of("--approval-mode", order.access().edits() ? "yolo" : "default"));
        order.model().ifPresent(model -> command.addAll(List.of("-m", model)));
        command.addAll(order.choice().arguments());
        order.session().ifPresent(id -> command.addAll(List.of("--resume", id)));
        var environment = new LinkedHashMap<String, String>();
        environment.put("GEMINI_CLI_HOME", order.home().toString());
        environment.put("GEMINI_TELEMETRY_ENABLED", "false");
        order.choice().endpoint().ifPresent(url -> environment.put("GOOGLE_GEMINI_BASE_URL", url));
        return new Call(command, environment, Map.of(settings, settings(order)));
    }

    private static String settings(Order order) {
        var all = (ObjectNode) Line.JSON.readTree(SETTINGS);
        order.access()
                .server()
                .ifPresent(server -> {
                    var http = all.putObject("mcpServers").putObject(ToolServer.NAME);
                    http.put("httpUrl", server.url());
                    http.putObject("headers").put("Authorization", server.authorization());
                    // Nobody is there to be asked before a call.
                    http.put("trust", true);
                });
        return Line.JSON.writeValueAsString(all);
    }

    @Override
    public List<AgentEvent> read(String line) {
        return Line.parse(line).map(node -> read(node, line)).orElseGet(() -> Line.raw(line));
    }

    private static List<AgentEvent> read(JsonNode node, String line) {
        return switch (Line.text(node, "type")) {
            case "init" ->
                    List.of(
                            new AgentEvent.Began(
                                    Line.text(node, "session_id"), Line.text(node, "model")));
            case "message" ->
                    Line.text(node, "role").equals("assistant")
                            ? List.of(
                                    new AgentEvent.Said(
                                            Line.text(node, "content"),
                                            node.path("delta").asBoolean(false)))
                            : List.of();
            case "tool_use" ->
                    List.of(
                            new AgentEvent.ToolBegan(
                                    Line.text(node, "tool_id"),
                                    Line.text(node, "tool_name"),
                                    Line.head(node.path("parameters"))));
            case "tool_result" ->
                    List.of(
                            new AgentEvent.ToolEnded(
                                    Line.text(node, "tool_id"),
                                    Line.text(node, "status").equals("success"),
                                    Line.head(node.path("output"))));
            case "result" -> result(node);
            default -> Line.raw(line);
        };
    }

    private static List<AgentEvent> result(JsonNode node) {
        var stats = node.path("stats");
        var total =
                new AgentEvent.Spent(
                        new Tokens(
                                Line.number(stats, "input_tokens"),
                                Line.number(stats, "cached"),
                                0,
                                Line.number(stats, "output_tokens")));
        if (Line.text(node, "status").equals("success")) {
            return List.of(total, new AgentEvent.Ended());
        }
        var message = Line.text(node.path("error"), "message");
        return List.of(
                total, new AgentEvent.GaveUp(Trouble.OTHER, Line.head(message), Optional.empty()));
    }

    @Override
    public Optional<Trouble> exit(int code) {
        for (var status : List.of(400, 401, 403, 404, 429, 500, 502, 503, 504)) {
            if ((status & STATUS_BITS) == code) {
                return Optional.of(Trouble.ofStatus(status));
            }
        }
        // Its own codes: 41 authentication, 42 input, 52 configuration, 53 too many turns.
        return switch (code) {
            case 41 -> Optional.of(Trouble.AUTHENTICATION);
            case 42, 52 -> Optional.of(Trouble.INVALID);
            case 53 -> Optional.of(Trouble.LIMIT);
            default -> Optional.empty();
        };
    }
}
