package dev.landfast.agent.dialect;

import dev.landfast.agent.ToolServer;
import dev.landfast.agent.dialect.AgentEvent.Trouble;
import dev.landfast.journal.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// `claude -p --output-format stream-json`, read off version 2.1.329.
///
/// It says `success` after errors of the API, so `is_error` counts and not `subtype`. Its tokens
/// are those of the call, its cost is that of the whole session.
final class ClaudeCode implements Dialect {

    private static final String EDITS = "Bash,Edit,Glob,Grep,LS,MultiEdit,NotebookEdit,Read,Write";
    private static final String READS = "Bash,Glob,Grep,LS,Read";
    private static final double SMALLEST = 0.0001;
    private static final Map<String, String> MODELS =
            Map.of("deep", "opus", "standard", "sonnet", "fast", "haiku");

    @Override
    public Call call(Order order) {
        var command = new ArrayList<>(order.choice().program());
        command.addAll(List.of("-p", "--output-format", "stream-json", "--verbose"));
        command.addAll(List.of("--setting-sources", "", "--strict-mcp-config"));
        var servers = order.home().resolve("servers.json");
        order.access()
                .server()
                .ifPresent(_ -> command.addAll(List.of("--mcp-config", servers.toString())));
        command.addAll(
                List.of(
                        "--model",
                        order.model().orElse(MODELS.getOrDefault(order.tier(), "sonnet"))));
        command.addAll(List.of("--permission-mode", "dontAsk"));
        command.addAll(List.of("--allowedTools", tools(order.access())));
        if (!order.access().edits()) {
            command.addAll(List.of("--disallowedTools", "Edit,MultiEdit,NotebookEdit,Write"));
        }
        // It counts the conversation as a whole, what was spent before it was resumed included.
        order.access()
                .dollars()
                .ifPresent(most -> command.addAll(List.of("--max-budget-usd", budget(most))));
        command.addAll(order.choice().arguments());
        order.session().ifPresent(id -> command.addAll(List.of("--resume", id)));
        var files =
                order.access()
                        .server()
                        .map(server -> Map.of(servers, servers(server)))
                        .orElse(Map.of());
        return new Call(command, environment(order), files);
    }

    private static String tools(Access access) {
        var own = access.edits() ? EDITS : READS;
        return access.server().isPresent() ? own + ",mcp__" + ToolServer.NAME : own;
    }

    /// In a file, for a command line can be read by everybody on the machine.
    private static String servers(ToolServer server) {
        var headers = Map.of("Authorization", server.authorization());
        var http = Map.of("type", "http", "url", server.url(), "headers", headers);
        return Line.JSON.writeValueAsString(Map.of("mcpServers", Map.of(ToolServer.NAME, http)));
    }

    /// It takes none that is not positive.
    private static String budget(double dollars) {
        return String.format(Locale.ROOT, "%.4f", Math.max(dollars, SMALLEST));
    }

    private static Map<String, String> environment(Order order) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("CLAUDE_CONFIG_DIR", order.home().toString());
        environment.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
        environment.put("DISABLE_AUTOUPDATER", "1");
        environment.put("DISABLE_ERROR_REPORTING", "1");
        environment.put("DISABLE_TELEMETRY", "1");
        // Few tools are no reason to have it search for them first.
        environment.put("ENABLE_TOOL_SEARCH", "false");
        // It asks ten times; who waits, and for how long, is decided here.
        environment.put("CLAUDE_CODE_MAX_RETRIES", "1");
        order.choice().endpoint().ifPresent(url -> environment.put("ANTHROPIC_BASE_URL", url));
        return environment;
    }

    @Override
    public List<AgentEvent> read(String line) {
        return Line.parse(line).map(node -> read(node, line)).orElseGet(() -> Line.raw(line));
    }

    private static List<AgentEvent> read(JsonNode node, String line) {
        return switch (Line.text(node, "type")) {
            case "system" ->
                    Line.text(node, "subtype").equals("init")
                            ? List.of(
                                    new AgentEvent.Began(
                                            Line.text(node, "session_id"),
                                            Line.text(node, "model")))
                            : Line.raw(line);
            case "assistant" -> assistant(node);
            case "user" -> results(node.path("message").path("content"));
            case "rate_limit_event" -> limited(node.path("rate_limit_info"), line);
            case "result" -> result(node);
            default -> Line.raw(line);
        };
    }

    private static List<AgentEvent> assistant(JsonNode node) {
        var events = new ArrayList<AgentEvent>();
        for (var part : node.path("message").path("content")) {
            switch (Line.text(part, "type")) {
                case "text" -> events.add(new AgentEvent.Said(Line.text(part, "text"), false));
                case "tool_use" ->
                        events.add(
                                new AgentEvent.ToolBegan(
                                        Line.text(part, "id"),
                                        Line.text(part, "name"),
                                        about(part.path("input"))));
                default -> {}
            }
        }
        return events;
    }

    private static String about(JsonNode input) {
        for (var key : List.of("command", "file_path", "pattern", "path")) {
            if (input.has(key)) {
                return Line.head(input.path(key));
            }
        }
        return Line.head(input);
    }

    private static List<AgentEvent> results(JsonNode content) {
        var events = new ArrayList<AgentEvent>();
        for (var part : content) {
            if (Line.text(part, "type").equals("tool_result")) {
                events.add(
                        new AgentEvent.ToolEnded(
                                Line.text(part, "tool_use_id"),
                                !part.path("is_error").asBoolean(false),
                                Line.head(part.path("content"))));
            }
        }
        return events;
    }

    /// Only a refusal ends anything; the others are warnings. Logins get these, keys do not; the
    /// names are those of the vendor's SDK.
    private static List<AgentEvent> limited(JsonNode info, String line) {
        return Line.text(info, "status").equals("rejected")
                ? List.of(
                        new AgentEvent.GaveUp(
                                Trouble.RATE_LIMIT,
                                "the allowance '"
                                        + Line.text(info, "rateLimitType")
                                        + "' is used up",
                                Line.moment(info.path("resetsAt"))))
                : Line.raw(line);
    }

    private static List<AgentEvent> result(JsonNode node) {
        var events = new ArrayList<AgentEvent>();
        var usage = node.path("usage");
        var cost = node.path("total_cost_usd");
        if (usage.isObject()) {
            events.add(
                    new AgentEvent.Spent(
                            Tokens.apart(
                                    Line.number(usage, "input_tokens"),
                                    Line.number(usage, "cache_read_input_tokens"),
                                    Line.number(usage, "cache_creation_input_tokens"),
                                    Line.number(usage, "output_tokens"))));
        }
        if (cost.isNumber()) {
            events.add(new AgentEvent.Charged(cost.asDouble()));
        }
        if (node.path("is_error").asBoolean(false)) {
            events.add(
                    new AgentEvent.GaveUp(
                            trouble(node), Line.head(node.path("result")), Optional.empty()));
        } else {
            events.add(new AgentEvent.Ended());
        }
        return events;
    }

    private static Trouble trouble(JsonNode node) {
        var status = node.path("api_error_status");
        if (status.isNumber()) {
            return Trouble.ofStatus(status.asInt());
        }
        return Line.text(node, "subtype").startsWith("error_max_") ? Trouble.LIMIT : Trouble.OTHER;
    }
}
