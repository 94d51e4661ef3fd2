package dev.landfast.merge;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.git.Advance;
import dev.landfast.git.Checkout;
import dev.landfast.git.Merges.Conflicted;
import dev.landfast.git.Merges.Merged;
import dev.landfast.git.NewCommit;
import dev.landfast.git.PathChange.Blob;
import dev.landfast.git.Repository;
import dev.landfast.git.Staging;
import dev.landfast.merge.Conflict.Hands;
import dev.landfast.workspace.Kept;
import dev.landfast.workspace.Rescue;
import dev.landfast.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Merges the base into a feature's branch: by rules where rules suffice, with markers in the
/// worktree where somebody has to think.
public final class Conflicts {

    private final Repository repository;
    private final Clock clock;

    public Conflicts(Repository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /// What merging the base came to.
    public sealed interface Update {

        /// The branch has all of the base already.
        ///
        /// @param changed whether this very step made it so, before a crash
        record UpToDate(String tip, boolean changed) implements Update {}

        /// The branch moved to a merge; the worktree followed.
        ///
        /// @param resolved conflicts that rules resolved
        /// @param splits migrations that now have several heads and need somebody
        /// @param kept what was uncommitted in the worktree and was put away first
        record Done(
                String commit,
                List<Conflict> resolved,
                List<Migrations.Split> splits,
                Optional<Kept> kept)
                implements Update {

            public Done {
                resolved = List.copyOf(resolved);
                splits = List.copyOf(splits);
            }
        }

        /// The worktree holds the merge with markers; the branch has not moved.
        record Open(Pending pending, List<Conflict> conflicts, Optional<Kept> kept)
                implements Update {

            public Open {
                conflicts = List.copyOf(conflicts);
            }

            /// The most careful hands that any conflict needs.
            public Hands hands() {
                return conflicts.stream()
                        .map(Conflict::hands)
                        .max(Hands::compareTo)
                        .orElse(Hands.OURS);
            }
        }
    }

    /// A merge that somebody has to finish.
    ///
    /// @param tip the branch before the merge
    /// @param base what is merged into it
    /// @param tree as it was put into the worktree, markers included
    public record Pending(String tip, String base, String tree) {}

    /// Merges a commit of the base into the branch of a workspace. Repeated after a crash it finds
    /// its own merge, or starts again after putting away what lay around.
    ///
    /// @param base the commit, see {@link Targets}
    public Update update(Workspace workspace, String base, Stamp stamp) {
        var checkout = workspace.checkout();
        new Advance(checkout).resume();
        var tip = tip(workspace);
        var made = repository.commits().withTrailer(tip, Optional.of(base), stamp.stepTrailer());
        if (repository.commits().contains(tip, base)) {
            return new Update.UpToDate(tip, !made.isEmpty());
        }
        var kept = tidy(workspace, tip);
        Failpoints.hit("merge.update-tidied");
        var merged = repository.merges().merge(tip, base, checkout.path());
        var resolved = resolve(merged, workspace);
        var tree = repository.trees().edit(merged.tree(), files(resolved));
        var conflicts = resolved.stream().map(Resolution.Resolved::conflict).toList();
        if (conflicts.stream().allMatch(c -> c.hands() == Hands.OURS)) {
            var commit = commit(workspace, new Pending(tip, base, tree), tree, stamp);
            return new Update.Done(commit, conflicts, splits(tree, tip, base), kept);
        }
        checkout.reset(tree);
        return new Update.Open(new Pending(tip, base, tree), conflicts, kept);
    }

    private String tip(Workspace workspace) {
        return repository.refs().value("refs/heads/" + workspace.branch()).orElseThrow();
    }

    /// The worktree must be as committed before anything is merged into it. What is not is kept:
    /// half a resolution of an earlier attempt, a tool's leavings.
    private Optional<Kept> tidy(Workspace workspace, String tip) {
        var checkout = workspace.checkout();
        if (checkout.status().clean()
                && checkout.head().commit().equals(Optional.of(tip))
                && checkout.operation().isEmpty()) {
            return Optional.empty();
        }
        var why = "before the base was merged in";
        var kept = new Rescue(repository, clock).everything(checkout, workspace.name(), why);
        var untracked = checkout.status().untracked();
        checkout.point(workspace.branch(), tip);
        checkout.reset(tip);
        checkout.delete(untracked);
        return Optional.of(kept);
    }

    private List<Resolution.Resolved> resolve(Merged merged, Workspace workspace) {
        var resolution = new Resolution(repository, workspace.branch(), workspace.base());
        var resolved = new ArrayList<Resolution.Resolved>();
        for (Conflicted conflicted : merged.conflicts()) {
            resolved.add(resolution.resolve(conflicted));
        }
        return resolved;
    }

    private static Map<String, Optional<Blob>> files(List<Resolution.Resolved> resolved) {
        var files = new LinkedHashMap<String, Optional<Blob>>();
        resolved.stream()
                .filter(r -> r.file().isPresent())
                .forEach(r -> files.put(r.conflict().path(), r.file()));
        return files;
    }

    private List<Migrations.Split> splits(String tree, String tip, String base) {
        return new Migrations(repository).splits(tree, tip, base);
    }

    private String commit(Workspace workspace, Pending pending, String tree, Stamp stamp) {
        var message = "Merge " + workspace.base() + " into " + workspace.branch();
        var parents = List.of(pending.tip(), pending.base());
        var commit =
                repository
                        .commits()
                        .make(
                                new NewCommit(
                                        tree, parents, message, stamp.trailers(), stamp.when()));
        Failpoints.hit("merge.update-committed");
        var moved = new Advance(workspace.checkout()).move(pending.tip(), commit);
        return switch (moved) {
            case Advance.Outcome.Done _ -> commit;
            case Advance.Outcome.Blocked(var paths) -> throw Trouble.edited(workspace, paths);
            case Advance.Outcome.Outdated _ -> throw Trouble.moved(workspace.branch());
        };
    }

    /// How finishing went.
    public sealed interface Conclusion {

        /// @param splits migrations that have several heads
        record Done(String commit, List<Migrations.Split> splits) implements Conclusion {

            public Done {
                splits = List.copyOf(splits);
            }
        }

        /// @param marked files with conflict markers left in them
        /// @param refused files that must not be committed
        record Unfinished(List<String> marked, List<Staging.Refused> refused)
                implements Conclusion {

            public Unfinished {
                marked = List.copyOf(marked);
                refused = List.copyOf(refused);
            }
        }
    }

    /// Whether a merge that was laid out before a crash still is to be finished.
    public boolean isOpen(Workspace workspace, Pending pending, Stamp stamp) {
        new Advance(workspace.checkout()).resume();
        var base = Optional.of(pending.base());
        return repository
                .commits()
                .withTrailer(tip(workspace), base, stamp.stepTrailer())
                .isEmpty();
    }

    /// Commits what somebody made of a conflicted worktree, all of it, as the merge.
    ///
    /// Whether every file still parses is asked of the gate before this is called.
    public Conclusion conclude(Workspace workspace, Update.Open open, Stamp stamp) {
        var checkout = workspace.checkout();
        var pending = open.pending();
        var plan = new Staging(checkout).everything();
        var marked = marked(checkout, open.conflicts());
        if (!marked.isEmpty() || !plan.refused().isEmpty()) {
            return new Conclusion.Unfinished(marked, plan.refused());
        }
        uncommit(workspace, pending.tip());
        var tree = checkout.tree(Optional.of(pending.tree()), checkout.status().paths());
        // What the base added and the resolver removed again is in the index alone by now.
        checkout.setIndex(pending.tip());
        var commit = commit(workspace, pending, tree, stamp);
        return new Conclusion.Done(commit, splits(tree, pending.tip(), pending.base()));
    }

    /// A resolver that committed by itself did so without the second parent. Its files count, its
    /// commit is kept aside.
    private void uncommit(Workspace workspace, String tip) {
        var checkout = workspace.checkout();
        var head = checkout.head().commit();
        if (head.equals(Optional.of(tip)) && checkout.operation().isEmpty()) {
            return;
        }
        head.ifPresent(h -> new Rescue(repository, clock).commit(h, workspace.name()));
        checkout.point(workspace.branch(), tip);
    }

    /// The files of a merge that still have markers.
    public static List<String> marked(Checkout checkout, List<Conflict> conflicts) {
        return conflicts.stream()
                .map(Conflict::path)
                .filter(p -> Markers.areIn(checkout.path().resolve(p)))
                .toList();
    }

    /// Gives a merge up: the worktree is as the branch again, what was made of it is kept.
    public Optional<Kept> abandon(Workspace workspace) {
        return tidy(workspace, tip(workspace));
    }
}
