package dev.landfast.workspace;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.git.Checkout;
import dev.landfast.git.Refs;
import dev.landfast.git.Repository;
import dev.landfast.git.Worktrees;
import dev.landfast.journal.Registry;
import dev.landfast.journal.Worktree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The worktrees of runs: made, found, mended.
///
/// Each lies at `.worktrees/NAME` on branch `feature/NAME`, is listed in the registry before it
/// exists, and stays listed after it is gone.
public final class Workspaces {

    static final String EXCLUDED = "/" + Worktrees.FOLDER + "/";

    /// What we put into a worktree ourselves: environment and database.
    static final String OWN = ".landfast";

    private final Repository repository;
    private final Registry registry;

    public Workspaces(Repository repository, Registry registry) {
        this.repository = repository;
        this.registry = registry;
    }

    /// Makes the worktree of a feature, or finishes making it.
    ///
    /// @param base where it starts; a repetition after a crash starts where the first attempt did
    public Workspace create(String name, Repository.Base base, String run) {
        Names.check(name);
        other(name, run)
                .ifPresent(w -> {
                    throw Trouble.nameInUse(name, w.state().run());
                });
        var path = repository.root().resolve(Worktrees.FOLDER).resolve(name);
        var branch = "feature/" + name;
        var known = live(name, run).isPresent();
        if (!known) {
            // Only what is registered may be in the way.
            repository.worktrees().checkFree(path, branch);
        }
        var relative = Worktrees.FOLDER + "/" + name;
        var row = registry.add(name, new Worktree.Place(relative, branch, base.branch()), run);
        Failpoints.hit("workspace.registered");
        repository.excludes().add(EXCLUDED);
        repository.excludes().add("/" + OWN + "/");
        var there = known ? open(row) : Optional.<Workspace>empty();
        return there.orElseGet(
                () -> new Workspace(row, repository.worktrees().add(path, branch, base.commit())));
    }

    private Optional<Worktree> live(String name, String run) {
        return registry.live().stream()
                .filter(w -> w.feature().equals(name) && w.state().run().equals(run))
                .findFirst();
    }

    private Optional<Worktree> other(String name, String run) {
        return registry.live().stream()
                .filter(w -> w.feature().equals(name) && !w.state().run().equals(run))
                .findFirst();
    }

    /// The workspace a run has under a name, mended if need be.
    ///
    /// @return empty when the run has none
    public Optional<Workspace> find(String name, String run) {
        return live(name, run).flatMap(this::open);
    }

    /// Every workspace that should exist, those without a folder left out.
    public List<Workspace> all() {
        return registry.live().stream()
                .flatMap(row ->
                        repository.worktrees().open(path(row)).stream()
                                .map(c -> new Workspace(row, c)))
                .toList();
    }

    Path path(Worktree row) {
        return repository.root().resolve(row.place().path());
    }

    /// A registered worktree whose link was lost is linked again; one whose folder somebody deleted
    /// is made anew at its branch.
    private Optional<Workspace> open(Worktree row) {
        var worktrees = repository.worktrees();
        var path = path(row);
        if (worktrees.isHalfMade(path)) {
            return Optional.empty();
        }
        Optional<Checkout> checkout = worktrees.mend(path, row.place().branch());
        if (checkout.isEmpty()) {
            checkout =
                    repository
                            .refs()
                            .value(Refs.branch(row.place().branch()))
                            .map(_ -> worktrees.relink(path, row.place().branch()));
        }
        return checkout.map(c -> new Workspace(row, c));
    }
}
