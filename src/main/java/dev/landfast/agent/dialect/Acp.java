package dev.landfast.agent.dialect;

import dev.landfast.agent.Assignment;
import dev.landfast.agent.ToolServer;
import dev.landfast.agent.dialect.AgentEvent.Trouble;
import dev.landfast.journal.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The words of the Agent Client Protocol, version 1: JSON-RPC in lines, with us as the client.
///
/// It has no class of failures, no structured answer and no common way to say what was used.
final class Acp {

    static final int VERSION = 1;

    private static final int AUTH_REQUIRED = -32_000;
    private static final Pattern STATUS = Pattern.compile("\\b([45]\\d\\d)\\b");

    private Acp() {}

    static String request(int id, String method, Map<String, Object> parameters) {
        return Line.JSON.writeValueAsString(
                Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", parameters));
    }

    private static String reply(JsonNode request, String key, Object value) {
        return Line.JSON.writeValueAsString(
                Map.of("jsonrpc", "2.0", "id", request.path("id"), key, value));
    }

    /// Nothing of ours is offered: the agent reads and writes with its own hands, which are tied.
    static Map<String, Object> introduction() {
        return Map.of(
                "protocolVersion",
                VERSION,
                "clientCapabilities",
                Map.of(
                        "fs",
                        Map.of("readTextFile", false, "writeTextFile", false),
                        "terminal",
                        false));
    }

    /// What opens a session.
    ///
    /// @param agent what it said of itself; a server that it cannot reach is not named to it
    static Map<String, Object> session(Assignment.Site site, JsonNode agent) {
        var reaches = agent.at("/agentCapabilities/mcpCapabilities/http").asBoolean(false);
        var servers = site.server().filter(_ -> reaches).map(Acp::server).stream().toList();
        return Map.of("cwd", site.worktree().toString(), "mcpServers", servers);
    }

    private static Map<String, Object> server(ToolServer server) {
        return Map.of(
                "type",
                "http",
                "name",
                ToolServer.NAME,
                "url",
                server.url(),
                "headers",
                List.of(Map.of("name", "Authorization", "value", server.authorization())));
    }

    static Map<String, Object> prompt(String session, String text) {
        return Map.of(
                "sessionId", session, "prompt", List.of(Map.of("type", "text", "text", text)));
    }

    /// Whether a line is the answer to a request of ours.
    static boolean answers(JsonNode line, int id) {
        return !line.has("method") && line.path("id").asInt(-1) == id;
    }

    /// What an agent's own request gets: leave for what its role may do, a refusal for the rest.
    static Optional<String> served(JsonNode line, boolean edits) {
        if (!line.has("method") || !line.has("id")) {
            return Optional.empty();
        }
        return Optional.of(
                Line.text(line, "method").equals("session/request_permission")
                        ? reply(line, "result", Map.of("outcome", chosen(line, edits)))
                        : reply(
                                line,
                                "error",
                                Map.of(
                                        "code",
                                        -32_601,
                                        "message",
                                        "this client does not offer it")));
    }

    private static Map<String, Object> chosen(JsonNode line, boolean edits) {
        var changes =
                List.of("edit", "delete", "move")
                        .contains(Line.text(line.path("params").path("toolCall"), "kind"));
        var wanted = edits || !changes ? "allow_once" : "reject_once";
        for (var option : line.path("params").path("options")) {
            if (Line.text(option, "kind").equals(wanted)) {
                return Map.of("outcome", "selected", "optionId", Line.text(option, "optionId"));
            }
        }
        return Map.of("outcome", "cancelled");
    }

    /// What a line says.
    static List<AgentEvent> read(String line) {
        return Line.parse(line).map(node -> read(node, line)).orElseGet(() -> Line.raw(line));
    }

    private static List<AgentEvent> read(JsonNode node, String line) {
        if (node.has("error")) {
            return List.of(failure(node.path("error")));
        }
        var result = node.path("result");
        if (result.has("sessionId")) {
            return List.of(new AgentEvent.Began(Line.text(result, "sessionId"), model(result)));
        }
        if (result.has("stopReason")) {
            return stopped(result);
        }
        return Line.text(node, "method").equals("session/update")
                ? update(node.path("params").path("update"), line)
                : Line.raw(line);
    }

    private static String model(JsonNode result) {
        return Line.text(result.path("models"), "currentModelId");
    }

    private static List<AgentEvent> update(JsonNode update, String line) {
        var id = Line.text(update, "toolCallId");
        return switch (Line.text(update, "sessionUpdate")) {
            case "agent_message_chunk" ->
                    List.of(new AgentEvent.Said(Line.text(update.path("content"), "text"), true));
            case "agent_thought_chunk" -> List.of();
            case "tool_call" ->
                    List.of(
                            new AgentEvent.ToolBegan(
                                    id, Line.text(update, "kind"), Line.text(update, "title")));
            case "tool_call_update" ->
                    switch (Line.text(update, "status")) {
                        case "completed", "failed" ->
                                List.of(
                                        new AgentEvent.ToolEnded(
                                                id,
                                                Line.text(update, "status").equals("completed"),
                                                Line.head(update.path("content"))));
                        default -> List.of();
                    };
            default -> Line.raw(line);
        };
    }

    private static List<AgentEvent> stopped(JsonNode result) {
        var count = result.path("_meta").path("quota").path("token_count");
        var end =
                switch (Line.text(result, "stopReason")) {
                    case "end_turn" -> new AgentEvent.Ended();
                    case "refusal" -> gaveUp(Trouble.REFUSED, "the model refused");
                    case "max_tokens", "max_turn_requests" ->
                            gaveUp(Trouble.LIMIT, Line.text(result, "stopReason"));
                    case String other -> gaveUp(Trouble.OTHER, "its turn ended with " + other);
                };
        return count.isMissingNode()
                ? List.of(end)
                : List.of(
                        new AgentEvent.Spent(
                                Tokens.of(
                                        Line.number(count, "input_tokens"),
                                        Line.number(count, "output_tokens"))),
                        end);
    }

    private static AgentEvent failure(JsonNode error) {
        var code = error.path("code").asInt(0);
        var message = Line.text(error, "message");
        if (code == AUTH_REQUIRED) {
            return gaveUp(Trouble.AUTHENTICATION, message);
        }
        if (code >= 400 && code < 600) {
            return gaveUp(Trouble.ofStatus(code), message);
        }
        var status = STATUS.matcher(message + " " + error.path("data"));
        return gaveUp(
                status.find() ? Trouble.ofStatus(Integer.parseInt(status.group(1))) : Trouble.OTHER,
                message);
    }

    private static AgentEvent gaveUp(Trouble trouble, String message) {
        return new AgentEvent.GaveUp(trouble, message, Optional.empty());
    }
}
