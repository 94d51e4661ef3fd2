package dev.landfast.agent;

import dev.landfast.journal.StepKey;
import dev.landfast.process.Containment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// One piece of work for an agent.
///
/// @param run the run's id
/// @param visit how often this step has been started in the run, from 1
public record Assignment(String run, StepKey key, int visit, Brief brief, Site site) {

    /// Where the work happens.
    ///
    /// @param worktree the directory the agent works in
    /// @param scratch outside the worktree, for this attempt's log, brief and answer
    /// @param environment everything the agent's process sees; nothing is inherited
    /// @param limit wall-clock limit
    /// @param containment what everything that is started for it runs in
    public record Site(
            Path worktree,
            Path scratch,
            Map<String, String> environment,
            Duration limit,
            Containment containment) {

        public Site {
            environment = Map.copyOf(environment);
        }

        /// What of the scratch the agent itself may write.
        public Path desk() {
            return desk(scratch);
        }

        /// The same of any scratch.
        public static Path desk(Path scratch) {
            return scratch.resolve("desk");
        }
    }
}
