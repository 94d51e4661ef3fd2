package dev.landfast.agent;

import dev.landfast.agent.dialect.AcpAgent;
import dev.landfast.agent.dialect.CodingAgent;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.nio.file.Path;

/// Makes agents from choices.
public final class Agents {

    private final Tasks tasks;
    private final Patcher patcher;
    private final double pace;

    /// @param pace factor on the times a cassette has recorded; 0 plays at once
    public Agents(Tasks tasks, Patcher patcher, double pace) {
        this.tasks = tasks;
        this.patcher = patcher;
        this.pace = pace;
    }

    public Agent of(AgentChoice choice) {
        return switch (choice) {
            case AgentChoice.Command(var command) -> new CommandAgent(command, tasks);
            case AgentChoice.Replay(var folder) ->
                    new ReplayAgent(Cassette.read(folder), patcher, pace);
            case AgentChoice.Coding coding -> new CodingAgent(coding, tasks);
            case AgentChoice.Acp(var command) -> new AcpAgent(command, tasks);
            case AgentChoice.Human() -> new HumanAgent();
        };
    }

    /// Lays a patch on a worktree, wholly or not at all.
    public interface Patcher {
        void apply(Path worktree, Path patch) throws IOException;
    }
}
