package dev.landfast.workspace;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.git.Checkout;
import dev.landfast.git.Refs;
import dev.landfast.git.Repository;
import dev.landfast.git.Worktrees;
import dev.landfast.journal.Registry;
import dev.landfast.journal.Worktree;
import dev.landfast.process.Sweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes a worktree away without losing anything: what is not committed and what is not merged is
/// kept first, whoever asks and however urgently.
public final class Cleanup {

    private final Repository repository;
    private final Registry registry;
    private final Clock clock;

    public Cleanup(Repository repository, Registry registry, Clock clock) {
        this.repository = repository;
        this.registry = registry;
        this.clock = clock;
    }

    /// What was done.
    ///
    /// @param kept what would have been lost: edits, commits
    /// @param setAside where large ignored files, repositories within, and worktrees with late
    ///   changes were moved to
    /// @param branch still there because it is not merged
    public record Cleaned(List<Kept> kept, List<Path> setAside, Optional<String> branch) {

        public Cleaned {
            kept = List.copyOf(kept);
            setAside = List.copyOf(setAside);
        }
    }

    /// Removes worktree and merged branch, and says so in the registry. Repeating it finishes what
    /// was begun.
    ///
    /// @param landed the tip of the branch as it was landed, for landings that do not contain it
    ///   (squashed ones)
    public Cleaned remove(Worktree row, Optional<String> landed) {
        var path = repository.root().resolve(row.place().path());
        var kept = new ArrayList<Kept>();
        var setAside = new ArrayList<Path>();
        for (var gone : repository.worktrees().left(path)) {
            keepWhole(gone, row).ifPresent(setAside::add);
        }
        var checkout = opened(row, path, setAside);
        var before = LastChange.in(path);
        var large = checkout.map(there -> rescue(there, row, kept)).orElse(List.of());
        Failpoints.hit("workspace.emptied");
        repository
                .worktrees()
                .remove(path, gone -> setAside.addAll(last(gone, row, before, large)));
        Failpoints.hit("workspace.removed");
        var branch = removeBranch(row, landed, kept);
        new Snapshots(repository, clock).forget(row.state().run());
        registry.status(row.id(), Worktree.Status.CLEANED_UP);
        return new Cleaned(kept, setAside, branch);
    }

    /// The same after stopping every process that works below the folder, a person's shell
    /// included. For when plain removal failed.
    public Cleaned force(Worktree row, Optional<String> landed) {
        var path = repository.root().resolve(row.place().path());
        var setAside = new ArrayList<Path>();
        // Before the processes are stopped: what they are about to ruin is kept as well.
        var before =
                opened(row, path, setAside)
                        .flatMap(c ->
                                new Rescue(repository, clock)
                                        .unsaved(c, row.feature(), "forced removal"));
        if (Files.isDirectory(path)) {
            Sweep.ofDirectory(path);
        }
        var cleaned = remove(row, landed);
        var kept = new ArrayList<>(before.stream().toList());
        kept.addAll(cleaned.kept());
        setAside.addAll(cleaned.setAside());
        return new Cleaned(kept, setAside, cleaned.branch());
    }

    /// The checkout to be emptied. Where git does not know it any more it is linked again, as
    /// nothing could be kept otherwise; a repository that somebody made of it is set aside.
    private Optional<Checkout> opened(Worktree row, Path path, List<Path> setAside) {
        var link = path.resolve(".git");
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(link, LinkOption.NOFOLLOW_LINKS)) {
            setAside(link, row, ".git").ifPresent(setAside::add);
        }
        var checkout = repository.worktrees().mend(path, row.place().branch());
        if (checkout.isEmpty() && !Worktrees.holdsNothing(path)) {
            throw Trouble.unlinked(path);
        }
        return checkout;
    }

    /// Keeps what can be committed.
    ///
    /// @return what is too large for that, relative to the worktree
    private List<String> rescue(Checkout checkout, Worktree row, List<Kept> kept) {
        var rescue = new Rescue(repository, clock);
        var unsaved = rescue.unsaved(checkout, row.feature(), "removed with unsaved work");
        unsaved.ifPresent(kept::add);
        var tip = repository.refs().value(Refs.branch(row.place().branch()));
        checkout.head()
                .commit()
                .filter(h -> tip.isEmpty() || !repository.commits().contains(tip.get(), h))
                .filter(h -> !isMerged(row, h))
                .ifPresent(h -> kept.add(rescue.commit(h, row.feature())));
        return unsaved.map(Kept::left)
                .orElseGet(() ->
                        new IgnoredFiles(checkout.path())
                                .sort(checkout.status().ignored())
                                .large());
    }

    /// The last look at a worktree that nobody finds any more. What was written after the rescue is
    /// in none: then everything is kept as it is.
    private List<Path> last(Path gone, Worktree row, LastChange before, List<String> large) {
        if (LastChange.in(gone).isAfter(before)) {
            return keepWhole(gone, row).stream().toList();
        }
        return large.stream()
                .flatMap(name -> setAside(gone.resolve(name), row, name).stream())
                .toList();
    }

    private Optional<Path> keepWhole(Path gone, Worktree row) {
        return setAside(gone, row, "late/" + gone.getFileName());
    }

    /// Moved, not copied: what is large is cheap to move within a disk.
    private Optional<Path> setAside(Path what, Worktree row, String name) {
        if (!Files.exists(what, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        var place =
                repository
                        .gitDir()
                        .resolve("landfast")
                        .resolve("kept")
                        .resolve(row.feature() + "-" + row.id())
                        .resolve(Rescue.time(clock.instant()))
                        .resolve(name);
        try {
            Files.createDirectories(place.getParent());
            Files.move(what, place);
            return Optional.of(place);
        } catch (NoSuchFileException e) {
            // Another removal of the same worktree was faster.
            return Optional.empty();
        } catch (IOException e) {
            throw Trouble.unwritable(place, e);
        }
    }

    private boolean isMerged(Worktree row, String tip) {
        return repository
                .refs()
                .value(Refs.branch(row.place().base()))
                .filter(base -> repository.commits().contains(base, tip))
                .isPresent();
    }

    private Optional<String> removeBranch(Worktree row, Optional<String> landed, List<Kept> kept) {
        var branch = row.place().branch();
        var tip = repository.refs().value(Refs.branch(branch));
        if (tip.isEmpty()) {
            return Optional.empty();
        }
        if (!landed.equals(tip) && !isMerged(row, tip.get())) {
            kept.add(new Rescue(repository, clock).commit(tip.get(), row.feature()));
            return Optional.of(branch);
        }
        var held = repository.worktrees().holding(branch);
        if (!held.isEmpty()) {
            return Optional.of(branch);
        }
        var change = Refs.Change.delete(Refs.branch(branch), tip.get());
        if (!repository.refs().change(change)) {
            return Optional.of(branch);
        }
        Failpoints.hit("workspace.branch-deleted");
        repository.remotes().untrack(branch);
        return Optional.empty();
    }
}
