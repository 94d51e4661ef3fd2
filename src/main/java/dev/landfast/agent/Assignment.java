package dev.landfast.agent;

import dev.landfast.agent.brief.Brief;
import dev.landfast.file.Removal;
import dev.landfast.journal.StepKey;
import dev.landfast.process.Containment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
    /// @param server what the agent may call of Landfast
    public record Site(
            Path worktree,
            Path scratch,
            Map<String, String> environment,
            Bounds bounds,
            Optional<ToolServer> server) {

        private static final String REPORT = "report.json";

        public Site {
            environment = Map.copyOf(environment);
        }

        /// Without a server.
        public Site(Path worktree, Path scratch, Map<String, String> environment, Bounds bounds) {
            this(worktree, scratch, environment, bounds, Optional.empty());
        }

        /// Where the structured answer is kept that the agent handed in by calling the server. The
        /// agent itself cannot write there.
        public static Path report(Path scratch) {
            return scratch.resolve(REPORT);
        }

        /// The structured answer that the agent handed in by calling the server.
        public Optional<String> reported() {
            var file = report(scratch);
            try {
                return Files.isRegularFile(file)
                        ? Optional.of(Files.readString(file))
                        : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// What of the scratch the agent itself may write.
        public Path desk() {
            return desk(scratch);
        }

        /// The desk of any scratch.
        public static Path desk(Path scratch) {
            return scratch.resolve("desk");
        }
    }

    /// What it shares with the other attempts at this visit of the step.
    public Shared shared() {
        return new Shared(site.scratch(), key, visit);
    }

    /// What the attempts at one visit of a step share, beside the scratch of each and out of reach
    /// of every other step, visit and run.
    ///
    /// @param scratch that of one of them, in the folder of its run
    /// @param visit which it is
    public record Shared(Path scratch, StepKey key, int visit) {

        /// What the program of a coding agent keeps: configuration, conversations. The agent may
        /// write it.
        public Path home() {
            return named("home");
        }

        /// Names the conversation that is to be gone on with, where there is one.
        public Path session() {
            return named("session");
        }

        /// After an attempt: what a program has kept is of use only to one that goes on.
        public void leave() {
            if (!Files.exists(session())) {
                Removal.wherePossible(home());
            }
        }

        /// No step's path has a `+`.
        private Path named(String what) {
            var step = key.path().replaceAll("[^A-Za-z0-9.-]", "_");
            return scratch.resolveSibling(step + "+" + visit + "." + what);
        }
    }

    /// What the work may take.
    ///
    /// @param limit wall-clock limit, which also holds where nobody knows what the work costs
    /// @param dollars what the work may cost at most, in US dollars
    /// @param containment what everything that is started for it runs in
    public record Bounds(Duration limit, Optional<Double> dollars, Containment containment) {

        /// Nothing but the time.
        public static Bounds of(Duration limit) {
            return new Bounds(limit, Optional.empty(), Containment.none());
        }
    }
}
