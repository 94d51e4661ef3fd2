package dev.landfast.step;

import dev.landfast.definition.Config;
import dev.landfast.definition.Step;
import dev.landfast.engine.StepExecutor;
import dev.landfast.git.Refs;
import dev.landfast.git.Remotes;
import dev.landfast.git.Repository;
import dev.landfast.journal.Event;
import dev.landfast.journal.Journal;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.Worktree;
import dev.landfast.problem.RepositoryProblem;
import dev.landfast.project.Project;
import dev.landfast.workspace.Cleanup;
import dev.landfast.workspace.Snapshots;
import dev.landfast.workspace.Workspace;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `worktree`: creates the run's worktree, or takes it away without losing anything.
final class WorktreeKind implements StepExecutor {

    private final Repository repository;
    private final Journal journal;
    private final Workplaces places;
    private final RunInfo.Source runs;
    private final Clock clock;

    WorktreeKind(
            Repository repository,
            Journal journal,
            Workplaces places,
            RunInfo.Source runs,
            Clock clock) {
        this.repository = repository;
        this.journal = journal;
        this.places = places;
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "worktree";
    }

    @Override
    public StepResult execute(Attempt attempt) {
        places.forget(attempt.run());
        return switch (Steps.value(attempt)) {
            case "remove" -> remove(attempt, false);
            case "force-remove" -> remove(attempt, true);
            default -> create(attempt);
        };
    }

    /// Both creation and removal finish what was begun when they are repeated.
    @Override
    public Optional<StepResult> probe(Attempt attempt) {
        return Optional.empty();
    }

    private StepResult create(Attempt attempt) {
        var info = runs.of(attempt.run());
        var with = attempt.input().with();
        var project = Project.at(repository, info.start().pin().base());
        var base = repository.start(named(info, with).or(() -> project.settings().text("base")));
        var start = with.flag("current", false) ? current(base) : base;
        var fork = fork(info);
        var folder = fork.map(_ -> info.name()).or(() -> with.text("folder")).orElse(info.name());
        var from =
                fork.flatMap(Event.Origin.Fork::commit)
                        .map(commit -> forked(base, commit))
                        .orElse(start);
        var known = places.workspaces().find(folder, attempt.run()).isPresent();
        var workspace = places.workspaces().create(folder, from, attempt.run());
        fork.flatMap(Event.Origin.Fork::unsaved)
                .map(commit -> forked(base, commit).commit())
                .ifPresent(commit ->
                        new Snapshots(repository, clock).lay(workspace.checkout(), commit));
        var site = places.site(workspace);
        var outputs = outputs(workspace);
        outputs.put(
                Bases.OUTPUT,
                fork.map(f -> base(info, f))
                        .orElseGet(() ->
                                known
                                        ? before(attempt.run(), site, start.commit())
                                        : start.commit()));
        fork.flatMap(Event.Origin.Fork::commit)
                .ifPresent(commit -> {
                    outputs.put("commit", commit);
                    outputs.put("tree", repository.refs().tree(commit).orElseThrow());
                });
        return Steps.pass(outputs);
    }

    private Map<String, Object> outputs(Workspace workspace) {
        var outputs = new LinkedHashMap<String, Object>();
        outputs.put("id", workspace.id());
        outputs.put("path", workspace.checkout().path().toString());
        outputs.put("branch", workspace.branch());
        outputs.put("base", workspace.base());
        return outputs;
    }

    /// Where a worktree was made from that is there already. The branch may have moved since, so
    /// its head counts only where the base has it.
    private String before(String run, Site site, String start) {
        var head = site.head();
        return Bases.recorded(journal, run).stream()
                .reduce((_, last) -> last)
                .map(Bases.Recorded::commit)
                .orElseGet(() -> repository.commits().contains(start, head) ? head : start);
    }

    /// What the run that was forked had taken in of the base by then.
    private static String base(RunInfo info, Event.Origin.Fork fork) {
        return fork.seed().entrySet().stream()
                .filter(e ->
                        dev.landfast.definition.Steps.find(info.workflow(), e.getKey())
                                .filter(Step.Task.class::isInstance)
                                .map(Step.Task.class::cast)
                                .filter(task -> Bases.KINDS.contains(task.kind()))
                                .isPresent())
                .flatMap(
                        e -> Optional.ofNullable(e.getValue().outputs().get(Bases.OUTPUT)).stream())
                .map(String::valueOf)
                .reduce((_, last) -> last)
                .orElse(info.start().pin().base());
    }

    /// A run that goes on from the middle of another one.
    private static Optional<Event.Origin.Fork> fork(RunInfo info) {
        return info.start().origin() instanceof Event.Origin.Fork fork && !fork.fromRun().isEmpty()
                ? Optional.of(fork)
                : Optional.empty();
    }

    private Repository.Base forked(Repository.Base base, String commit) {
        if (!repository.commits().exists(commit)) {
            throw new RepositoryProblem(
                    "LF-434",
                    "the commit that the run was forked at is gone",
                    commit,
                    "fork the run again from a later step");
        }
        return new Repository.Base(base.branch(), commit);
    }

    /// What was given when the run started comes before what the definition says.
    private static Optional<String> named(RunInfo info, Config with) {
        return new Config(info.start().options()).text("base").or(() -> with.text("base"));
    }

    /// Starts from what the remote has, where that contains the local base.
    private Repository.Base current(Repository.Base base) {
        var remote = repository.remotes().of(base.branch());
        if (remote.isEmpty()) {
            return base;
        }
        return switch (repository.remotes().fetch(remote.get(), base.branch())) {
            case Remotes.Asked.Unreachable _ -> base;
            case Remotes.Asked.Answered(var tip) ->
                    tip.filter(commit -> repository.commits().contains(commit, base.commit()))
                            .map(commit -> new Repository.Base(base.branch(), commit))
                            .orElse(base);
        };
    }

    private StepResult remove(Attempt attempt, boolean force) {
        var outputs = new LinkedHashMap<String, Object>();
        var row = places.row(attempt.run());
        if (row.isPresent()) {
            var cleanup = new Cleanup(repository, journal.registry(), clock);
            var landed = landed(attempt, row.get().place());
            landed.ifPresent(tip -> forgetRemote(attempt, row.get().place(), tip));
            var cleaned =
                    force ? cleanup.force(row.get(), landed) : cleanup.remove(row.get(), landed);
            outputs.put("kept", cleaned.kept().stream().map(kept -> kept.ref()).toList());
            outputs.put("set-aside", cleaned.setAside().stream().map(String::valueOf).toList());
            cleaned.branch().ifPresent(branch -> outputs.put("branch", branch));
        }
        new Snapshots(repository, clock).forget(attempt.run());
        return Steps.pass(outputs);
    }

    /// The pushed branch has done its part once what is on it has landed; what somebody else pushed
    /// to it since is theirs, and so is a branch that no step of the run has pushed. That it cannot
    /// be deleted stops nobody. Before the worktree goes, so that a repetition after a crash still
    /// knows of it.
    private void forgetRemote(Attempt attempt, Worktree.Place place, String tip) {
        var remotes = repository.remotes();
        Steps.passed(attempt)
                .filter(step -> Boolean.TRUE.equals(step.get("pushed")))
                .filter(step -> place.branch().equals(step.get("branch")))
                .map(step -> String.valueOf(step.get("remote")))
                .distinct()
                .filter(remote ->
                        remotes.tip(remote, place.branch())
                                        instanceof Remotes.Asked.Answered(var there)
                                && there.filter(commit ->
                                                repository.commits().contains(tip, commit))
                                        .filter(commit ->
                                                remotes.delete(remote, place.branch(), commit))
                                        .isPresent())
                .forEach(_ -> remotes.untrack(place.branch()));
    }

    /// The tip that was landed, from whichever step landed it, if the base has it now: what a step
    /// once said is not enough to delete anything.
    private Optional<String> landed(Attempt attempt, Worktree.Place place) {
        return Steps.passed(attempt)
                .filter(outputs -> outputs.get("candidate") instanceof String)
                .filter(outputs -> isOn(place.base(), outputs))
                .map(outputs -> String.valueOf(outputs.get("candidate")))
                .reduce((_, last) -> last);
    }

    /// @param outputs of a landing; without a commit of its own when there was nothing to land
    private boolean isOn(String base, Map<?, ?> outputs) {
        var candidate = String.valueOf(outputs.get("candidate"));
        var commit = outputs.get("commit") instanceof String made ? made : candidate;
        var brings =
                repository.commits().contains(commit, candidate)
                        || repository.refs().tree(commit).equals(repository.refs().tree(candidate));
        return brings && tips(base).anyMatch(tip -> repository.commits().contains(tip, commit));
    }

    /// Where the base is, here and as last seen on its remote.
    private Stream<String> tips(String base) {
        var there = repository.remotes().of(base).map(r -> "refs/remotes/" + r + "/" + base);
        return Stream.concat(Stream.of(Refs.branch(base)), there.stream())
                .flatMap(ref -> repository.refs().value(ref).stream());
    }
}
