package dev.landfast.step;

import dev.landfast.definition.ProjectFile;
import dev.landfast.git.Repository;
import dev.landfast.git.Trailer;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.Journal;
import dev.landfast.journal.RunSummary;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.Worktree;
import dev.landfast.problem.RepositoryProblem;
import dev.landfast.process.Guard;
import dev.landfast.project.Confinement;
import dev.landfast.project.Project;
import dev.landfast.workspace.GateEnvironments;
import dev.landfast.workspace.PythonChoice;
import dev.landfast.workspace.PythonEnvironments;
import dev.landfast.workspace.Rescue;
import dev.landfast.workspace.Snapshots;
import dev.landfast.workspace.Surroundings;
import dev.landfast.workspace.Workspace;
import dev.landfast.workspace.Workspaces;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The worktrees of runs as steps need them.
final class Workplaces implements Sites {

    private final Repository repository;
    private final Journal journal;
    private final Map<String, String> caller;
    private final Clock clock;
    private final GateEnvironments environments;
    private final Map<String, Site> known = new ConcurrentHashMap<>();
    private final Map<String, Tools> ofCommands = new ConcurrentHashMap<>();

    /// @param base the commit that says which they are
    private record Tools(String base, Map<String, String> environment) {}

    /// @param caller the environment of whoever started us
    Workplaces(Repository repository, Journal journal, Map<String, String> caller, Clock clock) {
        this.repository = repository;
        this.journal = journal;
        this.caller = Map.copyOf(caller);
        this.clock = clock;
        this.environments = new GateEnvironments(repository, area(), this.caller);
    }

    Workspaces workspaces() {
        return new Workspaces(repository, journal.registry());
    }

    /// The registered worktree of a run or of the nearest run it is a child of.
    Optional<Worktree> row(String run) {
        var owner = Optional.of(run);
        while (owner.isPresent()) {
            var id = owner.get();
            var row =
                    journal.registry().all().stream()
                            .filter(w -> w.state().run().equals(id))
                            .reduce((_, last) -> last);
            if (row.isPresent()) {
                return row;
            }
            owner = journal.run(id).map(RunSummary::about).flatMap(RunSummary.About::parent);
        }
        return Optional.empty();
    }

    @Override
    public Bases bases(String run) {
        return Bases.of(journal, row(run).map(row -> row.state().run()).orElse(run));
    }

    @Override
    public Site of(String run) {
        return known.computeIfAbsent(run, this::find);
    }

    /// The next look is a fresh one: the worktree is made or taken away.
    void forget(String run) {
        known.remove(run);
        ofCommands.remove(run);
    }

    private Site find(String run) {
        return site(workspace(run));
    }

    Workspace workspace(String run) {
        return row(run).flatMap(row -> workspaces().find(row.feature(), row.state().run()))
                .orElseThrow(() ->
                        new RepositoryProblem(
                                "LF-462",
                                "the run has no worktree",
                                run,
                                "put a 'worktree: create' step before this one, or retry from that step"));
    }

    Site site(Workspace workspace) {
        var project = project(workspace);
        var made =
                new PythonEnvironments(caller, repository.root(), sandbox(project))
                        .provide(place(workspace), choice(project), workspace.checkout().path());
        var environment =
                new Surroundings(journal.leases(), caller).of(workspace, made, more(project));
        return new Site(workspace.checkout(), workspace.branch(), workspace.base(), environment);
    }

    @Override
    public Map<String, String> tools(String run, String commit) {
        var workspace = workspace(run);
        var project = project(workspace);
        var made = environments.of(choice(project), commit, sandbox(project));
        return new Surroundings(journal.leases(), caller).of(workspace, made, more(project));
    }

    /// Whoever works in a worktree can write its environment, but not the mark that it is complete.
    private PythonEnvironments.Place place(Workspace workspace) {
        var ours = area().resolve("worktrees");
        return new PythonEnvironments.Place(
                Surroundings.virtualEnvironment(workspace),
                ours.resolve(Long.toString(workspace.id())),
                ours.resolve("cache"));
    }

    private Path area() {
        return journal.folder().resolve("environments");
    }

    private ManagerSandbox sandbox(Project project) {
        var confinement = Confinement.of(Guard.of(caller), project.settings());
        return new ManagerSandbox(repository, journal.folder(), confinement);
    }

    /// Commands come often and have to start quickly. Only where a manager fills the environment
    /// does it follow what the branch declares.
    @Override
    public Map<String, String> commands(String run) {
        var base = bases(run).last();
        var found = ofCommands.get(run);
        if (found != null && found.base().equals(base)) {
            return found.environment();
        }
        if (choice(project(workspace(run))) instanceof PythonChoice.Managed) {
            return tools(run, of(run).head());
        }
        var tools = tools(run, base);
        ofCommands.put(run, new Tools(base, tools));
        return tools;
    }

    private Project project(Workspace workspace) {
        return Project.at(repository, bases(workspace.run()).last());
    }

    private PythonChoice choice(Project project) {
        var path = caller.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return PythonChoice.detect(
                repository.root(), project.settings().text(ProjectFile.PYTHON), path);
    }

    private static Map<String, String> more(Project project) {
        var more = new LinkedHashMap<String, String>();
        project.settings()
                .map(ProjectFile.ENVIRONMENT)
                .values()
                .forEach((name, value) -> more.put(name, String.valueOf(value)));
        return more;
    }

    @Override
    public void beginAttempt(String run, StepKey key, Site site) {
        takeBack(run, key, site);
        fullBefore(run, key).ifPresent(before -> takeBack(run, before, site));
        new Snapshots(repository, clock).take(site.checkout(), run, key.toString());
    }

    /// The attempt before, if the disk was full for it: what it has made may be all of it or half,
    /// and who does it again begins where it began.
    private Optional<StepKey> fullBefore(String run, StepKey key) {
        var before = new StepKey(key.path(), key.attempt() - 1);
        return journal.entries(run).stream()
                        .anyMatch(entry ->
                                entry.event()
                                                instanceof
                                                Event.StepFinished(var ended, var result, var _)
                                        && ended.equals(before)
                                        && result.outcome() instanceof Outcome.Blocked blocked
                                        && blocked.kind().equals("disk-full"))
                ? Optional.of(before)
                : Optional.empty();
    }

    @Override
    public void noteTree(String run, StepKey key, Site site) {
        new Snapshots(repository, clock).takeAnew(site.checkout(), run, key.toString());
    }

    @Override
    public void takeBack(String run, StepKey key, Site site) {
        var snapshots = new Snapshots(repository, clock);
        if (snapshots.has(run, key.toString())) {
            snapshots.rollBack(site.checkout(), run, key.toString());
        }
    }

    @Override
    public void endAttempt(String run, StepKey key, Site site) {
        var head = site.head();
        var ours = lastOfOurs(run, head);
        if (!ours.equals(head)) {
            new Rescue(repository, clock).commit(head, site.branch().replace('/', '-'));
            site.checkout().point(site.branch(), ours);
            site.checkout().setIndex(ours);
        }
    }

    @Override
    public byte[] left(String run, StepKey key, Site site) {
        return new Snapshots(repository, clock).since(site.checkout(), run, key.toString());
    }

    /// Where the branch of a fork starts: what is before that is another run's work.
    private Optional<String> forked(String run) {
        var owner = row(run).map(w -> w.state().run()).orElse(run);
        return journal.entries(owner).stream()
                .findFirst()
                .map(Entry::event)
                .filter(Event.RunStarted.class::isInstance)
                .map(start -> ((Event.RunStarted) start).origin())
                .filter(Event.Origin.Fork.class::isInstance)
                .flatMap(origin -> ((Event.Origin.Fork) origin).commit());
    }

    /// The newest commit of the branch that this run made, else where it left the base.
    private String lastOfOurs(String run, String head) {
        var branched = forked(run).or(() -> Optional.of(bases(run).last()));
        return repository
                .commits()
                .withTrailer(head, branched, new Trailer(Trailer.RUN, run))
                .stream()
                .findFirst()
                .map(found -> found.id())
                .or(() -> branched)
                .orElse(head);
    }
}
