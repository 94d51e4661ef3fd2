package dev.landfast.step;

import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.git.Refs;
import dev.landfast.git.Repository;
import dev.landfast.git.Shadow;
import dev.landfast.process.Bounds;
import dev.landfast.process.Network;
import dev.landfast.workspace.Rescue;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the processes of steps may reach. Landfast's own state, the repository's git directory and
/// the worktrees of other runs are out of reach of all.
///
/// @param state the repository's state directory
record Seats(Repository repository, Path state, Clock clock) {

    private static final String COLLECTED = "refs/landfast/collected/";

    /// Somebody who changes the worktree, with a git directory of their own.
    Seat editing(Attempt attempt, Site site) {
        var worktree = site.checkout().path();
        var shadow = shadow(attempt, site);
        var bounds = hidden().writing(List.of(worktree)).reading(List.of(shadow.objects()));
        return new Seat(worktree, site.environment(), bounds, Optional.of(shadow));
    }

    /// Somebody who only reads, at a copy. Where code is imported from the worktree, it is from the
    /// copy here.
    ///
    /// @param tools what its processes see: nothing of the worktree's own
    Seat reading(Site site, Path copy, Map<String, String> tools) {
        var bounds = hidden().reading(List.of(copy.resolveSibling("").normalize()));
        var environment = new LinkedHashMap<>(tools);
        var worktree = site.checkout().path().toString();
        environment.computeIfPresent(
                "PYTHONPATH", (_, places) -> places.replace(worktree, copy.toString()));
        return new Seat(copy, environment, bounds, Optional.empty());
    }

    /// A command of the definition, which may ask git.
    Bounds ofCommand(Site site) {
        return reaching(List.of(state, worktrees(repository)))
                .writing(List.of(site.checkout().path()))
                .reading(List.of(repository.gitDir()));
    }

    private Bounds hidden() {
        return reaching(hidden(repository, state));
    }

    private Bounds reaching(List<Path> hidden) {
        // Agents ask models, and models are far away.
        return Bounds.of(Network.FULL)
                .hiding(hidden)
                .reading(List.of(repository.root().resolve(".venv")));
    }

    /// What is hidden from whoever may not even ask git.
    static List<Path> hidden(Repository repository, Path state) {
        return List.of(state, repository.gitDir(), worktrees(repository));
    }

    private static Path worktrees(Repository repository) {
        return repository.root().resolve(".worktrees");
    }

    private Shadow shadow(Attempt attempt, Site site) {
        return site.checkout().shadow(AgentWork.desk(place(attempt)).resolve("git"));
    }

    private Path place(Attempt attempt) {
        return AgentWork.place(state.resolve("attempts"), attempt);
    }

    /// Keeps what somebody committed by themselves: commits are ours to make.
    void keepCommits(Attempt attempt, Site site) {
        var step = ReadOnlyCopy.name(attempt).replace("@", "-");
        var under = COLLECTED + attempt.run() + "/" + step + "/";
        var clean = place(attempt).resolve("collected");
        var made = shadow(attempt, site).collect(clean, under);
        var rescue = new Rescue(repository, clock);
        made.forEach(commit -> rescue.commit(commit, site.branch().replace('/', '-')));
        repository
                .refs()
                .below(under)
                .forEach((ref, commit) ->
                        repository.refs().change(List.of(Refs.Change.delete(ref, commit))));
    }
}
