package dev.landfast.agent;

import dev.landfast.agent.brief.Brief;
import dev.landfast.journal.StepKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

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
    /// @param limit wall-clock limit, which also holds where nobody knows what the work costs
    /// @param dollars what the work may cost at most, in US dollars
    public record Site(
            Path worktree,
            Path scratch,
            Map<String, String> environment,
            Duration limit,
            Optional<Double> dollars) {

        public Site {
            environment = Map.copyOf(environment);
        }

        /// Without a bound on the cost.
        public Site(Path worktree, Path scratch, Map<String, String> environment, Duration limit) {
            this(worktree, scratch, environment, limit, Optional.empty());
        }
    }
}
