package dev.landfast.step;

import dev.landfast.check.format.Fixers;
import dev.landfast.engine.StepExecutor;
import dev.landfast.gate.GateRequest;
import dev.landfast.gate.Gates;
import dev.landfast.git.Repository;
import dev.landfast.journal.Journal;
import dev.landfast.process.Tasks;
import dev.landfast.project.Project;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Every kind of step that can be carried out, wired for one repository.
public final class StepKinds {

    /// Kinds the decider handles by itself.
    private static final Set<String> CORE = Set.of("approve", "ask", "wait", "workflow");

    private StepKinds() {}

    /// What a repository's steps work with.
    ///
    /// @param caller the environment of whoever started us
    public record House(
            Repository repository, Journal journal, Map<String, String> caller, Clock clock) {

        public House {
            caller = Map.copyOf(caller);
        }
    }

    /// The tools of the trade.
    ///
    /// @param crew who plays which role
    /// @param tools what they may call of Landfast meanwhile
    public record Trade(Tasks tasks, Gates gates, Fixers fixers, Crew crew, AgentTools tools) {}

    /// One executor a kind.
    ///
    /// @param runs what is fixed about a run
    public static List<StepExecutor> all(House house, Trade trade, RunInfo.Source runs) {
        var places =
                new Workplaces(house.repository(), house.journal(), house.caller(), house.clock());
        var state = attempts(house);
        var artifacts = house.journal().artifacts();
        var briefing = new Briefing(trade.crew(), runs, places, house.repository());
        var day = new DayBudget(house.journal().budgets());
        var books = new AgentWork.Books(artifacts, state, day, Optional.of(trade.tools()));
        var work = new AgentWork(trade.crew(), books, briefing);
        var bench =
                new GateKind.Bench(
                        trade.gates(),
                        artifacts,
                        state,
                        house.journal().folder().resolve("gates"),
                        house.caller());
        var seats = new Seats(house.repository(), house.journal().folder(), house.clock());
        var desks = new Desks(house.repository(), places, work, state, seats);
        return List.of(
                new WorktreeKind(house.repository(), house.journal(), places, runs, house.clock()),
                new AgentKind(work, places, desks),
                new CommitKind(
                        house.repository(),
                        places,
                        (run, names) -> format(house, trade.fixers(), places, run, names),
                        runs,
                        house.clock()),
                new GateKind(desks, runs, bench),
                new DecideKind(places, runs, work, desks),
                new PushKind(house.repository(), places),
                new MergeKind(
                        new UpdateBranch(house, places, work, state),
                        new LandBranch(house, places, runs)),
                new RunKind(
                        new RunKind.Tools(trade.tasks(), trade.crew(), seats, house.caller()),
                        places,
                        runs,
                        artifacts,
                        state));
    }

    /// Ends what attempts may have left running.
    public static dev.landfast.engine.Leftovers leftovers(House house, Tasks tasks) {
        return new Leftovers(tasks, attempts(house));
    }

    private static Path attempts(House house) {
        return house.journal().folder().resolve("attempts");
    }

    /// The kinds that can be started; a definition with any other is refused at the start of a run.
    public static Set<String> available() {
        var kinds = new TreeSet<>(CORE);
        kinds.addAll(
                Set.of("worktree", "agent", "commit", "gate", "decide", "push", "merge", "run"));
        return kinds;
    }

    private static List<String> format(
            House house, Fixers fixers, Workplaces places, String run, List<String> names)
            throws InterruptedException {
        if (names.isEmpty()) {
            return List.of();
        }
        var site = places.of(run);
        var base = places.bases(run).last();
        var state = house.journal().folder();
        var around =
                new GateRequest.Surroundings(
                        scratch(state, site),
                        state.resolve("gates"),
                        places.tools(run, base),
                        Map.of(),
                        Project.at(house.repository(), base).settings());
        var work = new Fixers.Work(site.checkout().path(), base, site.checkout().status().paths());
        return fixers.run(names, work, around).notes();
    }

    private static Path scratch(Path state, Site site) {
        return state.resolve("attempts").resolve("format-" + site.branch().replace('/', '-'));
    }
}
