package dev.landfast.agent.dialect;

import dev.landfast.agent.AgentChoice;
import dev.landfast.agent.Maker;
import dev.landfast.agent.ToolServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One coding agent's command line: how it is asked without a person, and what its lines mean.
///
/// Everything is a function of its arguments, so that what a real program printed once can be read
/// again in a test. Configuration goes by flag, environment or a file beside the attempt; nothing
/// is written into the worktree.
interface Dialect {

    /// How the program is started for an order. The prompt comes on its standard input.
    Call call(Order order);

    /// What one line of its standard output says; what is not known is {@link AgentEvent.Raw}.
    List<AgentEvent> read(String line);

    /// What its exit code says where its lines say nothing.
    default Optional<AgentEvent.Trouble> exit(int code) {
        return Optional.empty();
    }

    static Dialect of(Maker maker) {
        return switch (maker) {
            case CLAUDE -> new ClaudeCode();
            case CODEX -> new Codex();
            case GEMINI -> new GeminiCli();
            case OPENCODE -> new OpenCode();
        };
    }

    /// What is wanted.
    ///
    /// @param home a folder of its own for this step: configuration, sessions
    /// @param session a conversation to go on with
    record Order(
            AgentChoice.Coding choice,
            String tier,
            Access access,
            Path home,
            Optional<String> session) {

        Optional<String> model() {
            return choice.model(tier);
        }
    }

    /// What it may do.
    ///
    /// @param edits whether it may write its directory
    /// @param contained whether something outside of it keeps it in its place, so that its own
    ///   sandbox, which cannot be made inside another, is not wanted
    /// @param dollars what the conversation may have cost by the end of the call; only some
    ///   programs can be held to it
    /// @param server what it may call of Landfast
    record Access(
            boolean edits,
            boolean contained,
            Optional<Double> dollars,
            Optional<ToolServer> server) {}

    /// @param environment on top of what the attempt has anyway
    /// @param files to be written first: path → content
    record Call(List<String> command, Map<String, String> environment, Map<Path, String> files) {

        public Call {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
            files = Map.copyOf(files);
        }
    }
}
