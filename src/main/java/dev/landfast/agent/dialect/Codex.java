package dev.landfast.agent.dialect;

import dev.landfast.agent.ToolServer;
import dev.landfast.agent.dialect.AgentEvent.Trouble;
import dev.landfast.journal.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// `codex exec --json`, read off version 0.169.0.
///
/// It has no class of its failures, only sentences; those that are known are recognised. Its usage
/// counts the whole session, resumed parts included.
final class Codex implements Dialect {

    private static final Pattern STATUS = Pattern.compile("status:? (\\d{3})\\b");
    private static final Map<String, String> EFFORT =
            Map.of("deep", "high", "standard", "medium", "fast", "low");

    @Override
    public Call call(Order order) {
        var command = new ArrayList<>(order.choice().program());
        command.addAll(List.of("exec", "--json", "--skip-git-repo-check", "--ignore-user-config"));
        command.addAll(List.of("--ignore-rules", "--disable", "plugins"));
        set(command, "check_for_update_on_startup", "false");
        set(command, "analytics.enabled", "false");
        set(command, "otel.exporter", quoted("none"));
        set(command, "model_reasoning_effort", quoted(EFFORT.getOrDefault(order.tier(), "medium")));
        order.choice().endpoint().ifPresent(url -> endpoint(command, order, url));
        order.model().ifPresent(model -> command.addAll(List.of("-m", model)));
        // A resumed session takes no flag for it, but the setting.
        set(command, "sandbox_mode", quoted(sandbox(order.access())));
        set(command, "approval_policy", quoted("never"));
        order.access().server().ifPresent(server -> server(command, server));
        command.addAll(order.choice().arguments());
        order.session().ifPresent(id -> command.addAll(List.of("resume", id)));
        command.add("-");
        var environment = new LinkedHashMap<String, String>();
        environment.put("CODEX_HOME", order.home().toString());
        return new Call(command, environment, Map.of());
    }

    private static String sandbox(Access access) {
        if (access.contained()) {
            return "danger-full-access";
        }
        return access.edits() ? "workspace-write" : "read-only";
    }

    private static void endpoint(List<String> command, Order order, String url) {
        set(command, "model_provider", quoted("landfast"));
        set(
                command,
                "model_providers.landfast",
                "{name=\"landfast\",base_url=%s,env_key=%s,wire_api=\"responses\",request_max_retries=1,stream_max_retries=1}"
                        .formatted(quoted(url), quoted(order.choice().key())));
    }

    /// The token stays in its variable: a command line can be read by everybody on the machine.
    private static void server(List<String> command, ToolServer server) {
        set(
                command,
                "mcp_servers." + ToolServer.NAME,
                "{url=%s,bearer_token_env_var=%s,default_tools_approval_mode=\"approve\"}"
                        .formatted(quoted(server.url()), quoted(ToolServer.TOKEN)));
    }

    private static void set(List<String> command, String key, String value) {
        command.addAll(List.of("-c", key + "=" + value));
    }

    /// A string of TOML.
    private static String quoted(String text) {
        return Line.JSON.writeValueAsString(text);
    }

    @Override
    public List<AgentEvent> read(String line) {
        return Line.parse(line).map(node -> read(node, line)).orElseGet(() -> Line.raw(line));
    }

    private static List<AgentEvent> read(JsonNode node, String line) {
        return switch (Line.text(node, "type")) {
            case "thread.started" ->
                    List.of(new AgentEvent.Began(Line.text(node, "thread_id"), ""));
            case "turn.started" -> List.of();
            case "item.started", "item.updated", "item.completed" ->
                    item(node.path("item"), Line.text(node, "type"), line);
            case "turn.completed" ->
                    node.path("usage").isObject()
                            ? List.of(
                                    new AgentEvent.Counted(tokens(node.path("usage"))),
                                    new AgentEvent.Ended())
                            : List.of(new AgentEvent.Ended());
            case "turn.failed" -> List.of(gaveUp(Line.text(node.path("error"), "message")));
            // Said again by turn.failed when it is the end of it.
            case "error" -> Line.raw(line);
            default -> Line.raw(line);
        };
    }

    private static List<AgentEvent> item(JsonNode item, String when, String line) {
        var over = when.equals("item.completed");
        return switch (Line.text(item, "type")) {
            case "agent_message" ->
                    over ? List.of(new AgentEvent.Said(Line.text(item, "text"), false)) : List.of();
            case "command_execution" ->
                    over ? ended(item, "aggregated_output") : began(item, "shell", "command");
            case "file_change" -> over ? ended(item, "changes") : began(item, "edit", "changes");
            case "mcp_tool_call" ->
                    over
                            ? ended(item, "result")
                            : began(
                                    item,
                                    Line.text(item, "server") + "." + Line.text(item, "tool"),
                                    "arguments");
            case "reasoning", "todo_list", "web_search" -> List.of();
            default -> Line.raw(line);
        };
    }

    private static List<AgentEvent> began(JsonNode item, String tool, String about) {
        return List.of(
                new AgentEvent.ToolBegan(Line.text(item, "id"), tool, Line.head(item.path(about))));
    }

    private static List<AgentEvent> ended(JsonNode item, String output) {
        var exit = item.path("exit_code");
        var good =
                Line.text(item, "status").equals("completed")
                        && (!exit.isNumber() || exit.asInt() == 0);
        return List.of(
                new AgentEvent.ToolEnded(
                        Line.text(item, "id"), good, Line.head(item.path(output))));
    }

    private static Tokens tokens(JsonNode usage) {
        return new Tokens(
                Line.number(usage, "input_tokens"),
                Line.number(usage, "cached_input_tokens"),
                Line.number(usage, "cache_write_input_tokens"),
                Line.number(usage, "output_tokens"));
    }

    private static AgentEvent gaveUp(String message) {
        return new AgentEvent.GaveUp(trouble(message), message, Optional.empty());
    }

    private static Trouble trouble(String message) {
        var status = STATUS.matcher(message);
        if (status.find()) {
            return Trouble.ofStatus(Integer.parseInt(status.group(1)));
        }
        if (message.contains("usage limit")) {
            return Trouble.RATE_LIMIT;
        }
        if (message.contains("high demand") || message.contains("stream disconnected")) {
            return Trouble.TRANSIENT;
        }
        return message.contains("context window") ? Trouble.LIMIT : Trouble.OTHER;
    }
}
