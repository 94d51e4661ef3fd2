package dev.landfast.agent.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.agent.AgentChoice;
import dev.landfast.agent.Assignment;
import dev.landfast.agent.Maker;
import dev.landfast.agent.ToolServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How coding agents are told of the server that they may call.
class ToolServerTest {

    private static final Path HOME = Path.of("/state/home");
    private static final ToolServer SERVER =
            new ToolServer("http://127.0.0.1:4711/mcp", "the-token");

    private static Dialect.Call call(Maker maker, Optional<ToolServer> server) {
        var choice = AgentChoice.parse(maker.word(), Path.of("/")).orElseThrow();
        return Dialect.of(maker)
                .call(
                        new Dialect.Order(
                                (AgentChoice.Coding) choice,
                                "standard",
                                new Dialect.Access(false, false, Optional.empty(), server),
                                HOME,
                                Optional.empty()));
    }

    private static String all(Dialect.Call call) {
        return call.environment().entrySet().stream()
                .map(Object::toString)
                .collect(
                        Collectors.joining(
                                "\n",
                                String.join(" ", call.command()) + "\n",
                                String.join("\n", call.files().values())));
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void each_is_told_outside_of_the_worktree_and_of_its_command_line(Maker maker) {
        var call = call(maker, Optional.of(SERVER));

        assertThat(all(call)).contains(SERVER.url());
        assertThat(all(call)).containsAnyOf("Bearer the-token", ToolServer.TOKEN);
        assertThat(String.join(" ", call.command())).doesNotContain("the-token");
        assertThat(call.files().keySet()).allMatch(file -> file.startsWith(HOME));
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void none_is_told_where_there_is_none(Maker maker) {
        assertThat(all(call(maker, Optional.empty())))
                .doesNotContain("--mcp-config", "mcp_servers", "mcpServers", "mcp__", "\"mcp\"");
    }

    @Test
    void claude_may_call_it_without_asking() {
        var command = call(Maker.CLAUDE, Optional.of(SERVER)).command();

        assertThat(command).contains("--strict-mcp-config", "/state/home/servers.json");
        assertThat(command.get(command.indexOf("--allowedTools") + 1)).endsWith(",mcp__landfast");
    }

    @Test
    void an_agent_that_speaks_acp_is_told_if_it_can_reach_one() {
        var site =
                new Assignment.Site(
                        Path.of("/tree"),
                        Path.of("/state/scratch"),
                        Map.of(),
                        Assignment.Bounds.of(Duration.ofMinutes(1)),
                        Optional.of(SERVER));
        var able = "{\"agentCapabilities\":{\"mcpCapabilities\":{\"http\":true}}}";

        assertThat(Acp.session(site, Line.JSON.readTree(able)).get("mcpServers").toString())
                .contains(SERVER.url(), "Bearer the-token");
        assertThat(Acp.session(site, Line.JSON.readTree("{}")).get("mcpServers").toString())
                .isEqualTo("[]");
    }
}
