package dev.landfast.git;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.git.PathChange.Blob;
import dev.landfast.problem.LandfastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Moves a branch together with the checkout that has it checked out, so that nobody sees the one
/// without the other.
///
/// The index lock is held meanwhile: no commit can be made on a work tree that is half moved. Only
/// paths that differ between the two commits are touched, and only if each of them is, in index and
/// work tree, as one of the two commits has it; that also recognises what an earlier attempt that
/// died had done. A file that such an attempt had begun to write is written anew. All other edits
/// stay as they are.
public final class Advance {

    private static final int DIFFERS = 1;
    private static final Duration LONG = Duration.ofMinutes(30);

    /// What `read-tree` says before it touches anything. All else went wrong while it wrote.
    private static final Pattern REFUSED =
            Pattern.compile(
                    "Cannot merge\\.|would lose untracked|would be (overwritten|removed)"
                            + "|Refusing to remove");

    private final Checkout checkout;
    private final Git git;
    private final Trees trees;
    private final AdvanceNote note;

    public Advance(Checkout checkout) {
        this.checkout = checkout;
        this.git = checkout.git();
        this.trees = new Trees(git);
        this.note = new AdvanceNote(checkout.gitDir());
    }

    /// What became of it.
    public sealed interface Outcome {
        record Done() implements Outcome {}

        /// Somebody's edits are in the way; nothing was changed.
        record Blocked(List<String> paths) implements Outcome {
            public Blocked {
                paths = List.copyOf(paths);
            }
        }

        /// The branch is at neither of the two commits, or no longer checked out here.
        record Outdated() implements Outcome {}
    }

    /// Which touched paths have edits of somebody; empty when the checkout could be moved.
    public List<String> blocked(String from, String to) {
        var scratch = Scratch.copyOf(git, checkout.index());
        try {
            return blocking(survey(from, to, scratch));
        } finally {
            Scratch.drop(scratch);
        }
    }

    /// Moves the checked out branch from one commit to the other, after finishing a move that an
    /// earlier process began here and did not end.
    public Outcome move(String from, String to) {
        return switch (resume()) {
            case Outcome.Blocked blocked -> blocked;
            case Outcome.Done _, Outcome.Outdated _ -> moveNow(from, to);
        };
    }

    /// Finishes a move that was begun and not ended; done as well when there is none.
    public Outcome resume() {
        var begun = note.read();
        return begun.isEmpty() ? new Outcome.Done() : moveNow(begun.get().from(), begun.get().to());
    }

    private Outcome moveNow(String from, String to) {
        try (var lock = git.locks().hold(checkout.index().resolveSibling("index.lock"))) {
            if (!(checkout.head() instanceof Head.OnBranch(var branch, var commit))
                    || !(commit.equals(Optional.of(from)) || commit.equals(Optional.of(to)))) {
                note.erase();
                return new Outcome.Outdated();
            }
            startFrom(lock.file());
            var survey = survey(from, to, lock.file());
            if (commit.equals(Optional.of(to)) && isPublished(survey)) {
                note.erase();
                return new Outcome.Done();
            }
            var blocking = blocking(survey);
            if (!blocking.isEmpty()) {
                return new Outcome.Blocked(blocking);
            }
            note.write(new AdvanceNote.Begun(from, to));
            Failpoints.hit("git.advance-locked");
            return move(new Move(branch, from, to), survey, lock.file());
        }
    }

    private record Move(String branch, String from, String to) {}

    private Outcome move(Move move, List<Touched> survey, Path lock) {
        // What is all there already, as after a commit, needs no merging.
        var there = survey.stream().allMatch(t -> t.tree() == Standing.AS_TO);
        try {
            normalise(survey, lock);
            if (!there && !merge(move, lock)) {
                // What an earlier attempt left half done is known by its note alone.
                if (survey.stream().noneMatch(t -> t.tree() == Standing.CUT)) {
                    note.erase();
                }
                return new Outcome.Blocked(survey.stream().map(Touched::path).toList());
            }
            Failpoints.hit("git.advance-tree");
            var change = Refs.Change.move(Refs.branch(move.branch()), move.from(), move.to());
            if (!new Refs(git).change(change)) {
                if (!there) {
                    readTree(lock, move.to(), move.from());
                }
                note.erase();
                return new Outcome.Outdated();
            }
        } catch (LandfastException e) {
            if (there) {
                // Nothing has moved. Whoever tries again may do so with another commit.
                note.erase();
            }
            throw e;
        }
        Failpoints.hit("git.advance-ref");
        publish(lock);
        Failpoints.hit("git.advance-index");
        note.erase();
        return new Outcome.Done();
    }

    /// @return false when git refuses, and has touched nothing
    private boolean merge(Move move, Path lock) {
        var reply = readTree(lock, move.from(), move.to());
        if (!reply.ok() && !REFUSED.matcher(reply.err()).find()) {
            // The note stays: it is gone on with from here.
            throw Trouble.halfMoved(checkout.path(), reply.err());
        }
        return reply.ok();
    }

    /// The index is written last: where it is as wanted, all is, and what differs in the work tree
    /// was edited since.
    private static boolean isPublished(List<Touched> survey) {
        return survey.stream().allMatch(t -> t.index() == Standing.AS_TO);
    }

    /// What a touched path is now, compared with both commits.
    private record Touched(PathChange change, Standing tree, Standing index) {

        String path() {
            return change.path();
        }
    }

    private enum Standing {
        AS_FROM,
        AS_TO,
        /// Begun by an attempt that did not come to its end.
        CUT,
        EDITED
    }

    private List<Touched> survey(String from, String to, Path index) {
        var changes = trees.changes(from, to);
        var indexed = checkout.indexed(index);
        var unlikeTo = differing(changes, true);
        var unlikeFrom = differing(changes, false);
        var begun = begun();
        var survey = new ArrayList<Touched>();
        for (var change : changes) {
            var tree =
                    !unlikeTo.contains(change.path())
                            ? Standing.AS_TO
                            : !unlikeFrom.contains(change.path())
                                    ? Standing.AS_FROM
                                    : isCut(change.path(), begun) ? Standing.CUT : Standing.EDITED;
            var entry = Optional.ofNullable(indexed.get(change.path()));
            var staged =
                    entry.equals(change.after())
                            ? Standing.AS_TO
                            : entry.equals(change.before()) ? Standing.AS_FROM : Standing.EDITED;
            survey.add(new Touched(change, tree, staged));
        }
        return survey;
    }

    /// What an attempt that did not come to its end was to write.
    private Map<String, Blob> begun() {
        var files = new HashMap<String, Blob>();
        note.read()
                .ifPresent(it ->
                        trees.changes(it.from(), it.to())
                                .forEach(c -> c.after().ifPresent(b -> files.put(c.path(), b))));
        return files;
    }

    /// git takes the old file away and then writes the new one from its beginning. What is there of
    /// it is nobody's edit: all of it is in the commit.
    private boolean isCut(String path, Map<String, Blob> begun) {
        var wanted = begun.get(path);
        var file = checkout.path().resolve(path);
        if (wanted == null || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try {
            var whole = trees.content(wanted.id());
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(file) < whole.length
                    && Arrays.mismatch(Files.readAllBytes(file), whole) == Files.size(file);
        } catch (IOException e) {
            throw Trouble.unwritable(file, e);
        }
    }

    /// Work tree wins over index: where it is as wanted already, an index that a person or an agent
    /// had staged something older into loses nothing.
    private static List<String> blocking(List<Touched> survey) {
        return survey.stream()
                .filter(t ->
                        t.tree() == Standing.EDITED
                                || (t.index() == Standing.EDITED && t.tree() != Standing.AS_TO))
                .map(Touched::path)
                .toList();
    }

    /// The touched paths whose file is not what one of the two commits has there. git compares, so
    /// that filters, line ends, links and modes count as git counts them; it is shown an index of
    /// these paths alone.
    private Set<String> differing(List<PathChange> changes, boolean after) {
        var scratch = Scratch.index(git);
        try {
            var wanted = new LinkedHashMap<String, Optional<Blob>>();
            changes.forEach(c -> wanted.put(c.path(), after ? c.after() : c.before()));
            Trees.setEntries(git, scratch, wanted);
            refresh(scratch);
            var names =
                    git.call("diff-files", "-z", "--name-only", "--ignore-submodules=all")
                            .index(scratch)
                            .within(LONG)
                            .ok()
                            .fields();
            var differing = new HashSet<>(names);
            wanted.forEach((path, blob) -> {
                if (blob.isEmpty() && isFile(path)) {
                    differing.add(path);
                }
            });
            return differing;
        } finally {
            Scratch.drop(scratch);
        }
    }

    /// A folder in the place of a file counts as absent: whether it may go is git's to decide.
    private boolean isFile(String path) {
        var file = checkout.path().resolve(path);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    }

    /// Its code 1 only says that something differs. With another one the index is what it was, and
    /// to go on with it would make edits of somebody out of every path.
    private void refresh(Path index) {
        var call = git.call("update-index", "-q", "--refresh").index(index).within(LONG);
        var reply = call.tryWriting();
        if (!reply.ok() && reply.code() != DIFFERS) {
            throw call.problem(reply);
        }
    }

    /// As though none of it had been done but what is whole.
    private void normalise(List<Touched> survey, Path index) {
        var entries = new LinkedHashMap<String, Optional<Blob>>();
        for (var touched : survey) {
            var change = touched.change();
            entries.put(
                    change.path(),
                    touched.tree() == Standing.AS_TO ? change.after() : change.before());
        }
        survey.stream().filter(t -> t.tree() == Standing.CUT).forEach(t -> remove(t.path()));
        Trees.setEntries(git, index, Map.copyOf(entries));
        refresh(index);
    }

    private void remove(String path) {
        var file = checkout.path().resolve(path);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Trouble.unwritable(file, e);
        }
    }

    private Reply readTree(Path index, String from, String to) {
        return git.call("read-tree", "-m", "-u", from, to).index(index).within(LONG).tryWriting();
    }

    private void startFrom(Path lock) {
        try {
            if (Files.exists(checkout.index())) {
                // With its time, by which git finds edits made in the same instant.
                Files.copy(
                        checkout.index(),
                        lock,
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            } else {
                Files.delete(lock);
            }
        } catch (IOException e) {
            throw Trouble.unwritable(lock, e);
        }
    }

    private void publish(Path lock) {
        try {
            Files.move(
                    lock,
                    checkout.index(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Trouble.unwritable(checkout.index(), e);
        }
    }
}
