package dev.landfast.mcp;

import dev.landfast.problem.LandfastException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The server's side of the protocol as a function from a message to its answer: JSON-RPC 2.0 with
/// the methods `initialize`, `ping`, `tools/list` and `tools/call`.
///
/// It keeps nothing between messages, so that an answer does not depend on who was asked before.
public final class Protocol {

    /// The versions it speaks, newest first. Of one that it does not know it proposes the first.
    public static final List<String> VERSIONS = List.of("2025-06-18", "2025-03-26", "2024-11-05");

    /// The name that clients know the server by.
    public static final String NAME = "landfast";

    private static final int PARSE_ERROR = -32_700;
    private static final int INVALID_REQUEST = -32_600;
    private static final int METHOD_NOT_FOUND = -32_601;
    private static final int INVALID_PARAMS = -32_602;
    private static final int INTERNAL_ERROR = -32_603;

    /// Version 2025-03-26 allows several messages in one.
    private static final int LARGEST_BATCH = 50;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String version;
    private final String instructions;
    private final LinkedHashMap<String, Tool> tools = new LinkedHashMap<>();

    /// @param version of this program
    /// @param instructions what a client's model is told of the server as a whole
    public Protocol(String version, String instructions, List<Tool> tools) {
        this.version = version;
        this.instructions = instructions;
        tools.forEach(tool -> this.tools.put(tool.name(), tool));
    }

    /// The answer to a message; empty where none is due.
    public Optional<String> answer(String message) {
        JsonNode node;
        try {
            node = JSON.readTree(message);
        } catch (JacksonException e) {
            return Optional.of(unreadable());
        }
        if (node.isMissingNode()) {
            return Optional.of(unreadable());
        }
        if (!node.isArray()) {
            return one(node).map(JSON::writeValueAsString);
        }
        if (node.isEmpty() || node.size() > LARGEST_BATCH) {
            return Optional.of(
                    JSON.writeValueAsString(
                            error(
                                    nobody(),
                                    INVALID_REQUEST,
                                    "a batch has 1 to " + LARGEST_BATCH + " messages")));
        }
        var answers = node.valueStream().flatMap(each -> one(each).stream()).toList();
        return Optional.of(answers).filter(all -> !all.isEmpty()).map(JSON::writeValueAsString);
    }

    /// The answer to what is no message at all.
    static String unreadable() {
        return JSON.writeValueAsString(error(nobody(), PARSE_ERROR, "the message is not JSON"));
    }

    private Optional<ObjectNode> one(JsonNode message) {
        var id = message.path("id");
        if (isAnswer(message)) {
            return Optional.empty();
        }
        if (!isRequest(message)) {
            return Optional.of(
                    error(
                            isId(id) ? id : nobody(),
                            INVALID_REQUEST,
                            "the message is not a request of JSON-RPC 2.0"));
        }
        return id.isMissingNode() ? Optional.empty() : Optional.of(called(message, id));
    }

    /// We ask nothing, so there is nothing to be done about one.
    private static boolean isAnswer(JsonNode message) {
        return !message.has("method") && (message.has("result") || message.has("error"));
    }

    private static boolean isRequest(JsonNode message) {
        var id = message.path("id");
        return message.path("jsonrpc").stringValue("").equals("2.0")
                && message.path("method").isString()
                && (id.isMissingNode() || isId(id));
    }

    private static boolean isId(JsonNode id) {
        return id.isString() || id.isIntegralNumber();
    }

    private ObjectNode called(JsonNode message, JsonNode id) {
        var parameters = message.path("params");
        if (!parameters.isMissingNode() && !parameters.isObject()) {
            return error(id, INVALID_PARAMS, "params is not an object");
        }
        var method = message.path("method").stringValue();
        return switch (method) {
            case "initialize" -> introduction(id, parameters.path("protocolVersion"));
            case "ping" -> result(id, JSON.createObjectNode());
            case "tools/list" -> result(id, list());
            case "tools/call" -> call(id, parameters);
            default -> error(id, METHOD_NOT_FOUND, "there is no method '" + method + "'");
        };
    }

    private ObjectNode introduction(JsonNode id, JsonNode wanted) {
        if (!wanted.isString()) {
            return error(id, INVALID_PARAMS, "protocolVersion is missing");
        }
        var known = VERSIONS.contains(wanted.stringValue());
        var result = JSON.createObjectNode();
        result.put("protocolVersion", known ? wanted.stringValue() : VERSIONS.getFirst());
        result.putObject("capabilities").putObject("tools").put("listChanged", false);
        result.putObject("serverInfo").put("name", NAME).put("version", version);
        result.put("instructions", instructions);
        return result(id, result);
    }

    private ObjectNode list() {
        var result = JSON.createObjectNode();
        var list = result.putArray("tools");
        for (var tool : tools.values()) {
            var shown = list.addObject().put("name", tool.name()).put("description", tool.about());
            shown.set("inputSchema", JSON.readTree(tool.schema()));
            shown.putObject("annotations")
                    .put("readOnlyHint", !tool.changes())
                    .put("destructiveHint", false)
                    .put("openWorldHint", false);
        }
        return result;
    }

    private ObjectNode call(JsonNode id, JsonNode parameters) {
        var name = parameters.path("name").stringValue("");
        var tool = tools.get(name);
        if (tool == null) {
            return error(id, INVALID_PARAMS, "there is no tool '" + name + "'");
        }
        var arguments = parameters.path("arguments");
        if (!arguments.isMissingNode() && !arguments.isObject()) {
            return error(id, INVALID_PARAMS, "arguments is not an object");
        }
        var given = arguments.isMissingNode() ? JSON.createObjectNode() : arguments;
        try {
            return switch (tool.work().answer(new Arguments(given))) {
                case Answer.Said(var text) -> result(id, content(text, false));
                case Answer.Failed(var why) -> result(id, content(why, true));
                case Answer.Refused(var why) -> error(id, INVALID_PARAMS, why);
            };
        } catch (LandfastException e) {
            return result(id, content(e.complaint(), true));
        } catch (RuntimeException e) {
            // Whoever is called again is not to be taken down by one call.
            return error(id, INTERNAL_ERROR, "the tool '" + name + "' broke off");
        }
    }

    private static ObjectNode content(String text, boolean failed) {
        var result = JSON.createObjectNode();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return result.put("isError", failed);
    }

    private static ObjectNode result(JsonNode id, JsonNode result) {
        var answer = JSON.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", id);
        answer.set("result", result);
        return answer;
    }

    private static ObjectNode error(JsonNode id, int code, String message) {
        var answer = JSON.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", id);
        answer.putObject("error").put("code", code).put("message", message);
        return answer;
    }

    private static JsonNode nobody() {
        return JSON.nullNode();
    }
}
