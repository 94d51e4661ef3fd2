package dev.landfast.api;

import java.util.Optional;

/// Landfast in a repository: everything the command line does, for programs.
///
/// Nothing is read before it is asked for. For one thread at a time; close it when done.
public final class Landfast implements AutoCloseable {

    private final Home home;

    private Landfast(Home home) {
        this.home = home;
    }

    /// @param surroundings where the call is made; the repository is found from its directory
    public static Landfast open(Surroundings surroundings) {
        return new Landfast(new Home(surroundings));
    }

    /// The version of this program, as its jar says.
    public static String version() {
        var stated = Landfast.class.getPackage().getImplementationVersion();
        return stated == null ? "unreleased" : stated;
    }

    public Runs runs() {
        return new Runs(home);
    }

    public Reports reports() {
        return new Reports(home);
    }

    public Setup setup() {
        return new Setup(home);
    }

    public Workflows workflows() {
        return new Workflows(home);
    }

    public Roster roster() {
        return new Roster(home);
    }

    public Worktrees worktrees() {
        return new Worktrees(home);
    }

    public Work work() {
        return new Work(home);
    }

    public Comments comments() {
        return new Comments(home);
    }

    public Answers answers() {
        return new Answers(home);
    }

    public Gatekeeping gates() {
        return new Gatekeeping(home);
    }

    public Costs costs() {
        return new Costs(home);
    }

    /// Tools for agents that are not at work in a run.
    ///
    /// @param run a run's name or id; empty for all runs
    public ReadingTools readingTools(Optional<String> run) {
        return new ReadingTools(runs(), reports(), run.map(runs()::find));
    }

    public Controls controls() {
        return new Controls(home);
    }

    /// Sees to it that what can get on is carried, by a process of its own. Needs nothing where
    /// there is nothing to do; `LANDFAST_RUNNER=off` in the environment keeps it from being
    /// started.
    public void carry() {
        var journal = home.reading();
        var off = home.surroundings().variable("LANDFAST_RUNNER").equals("off");
        // Asked in any case: the walk that fills the AOT cache has none, and should know the way.
        if (journal.isPresent() && journal.get().needsRunner() && !off) {
            RunnerProcess.ensure(home);
        }
    }

    @Override
    public void close() {
        home.close();
    }
}
