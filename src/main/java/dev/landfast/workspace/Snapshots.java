package dev.landfast.workspace;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.git.Checkout;
import dev.landfast.git.Refs;
import dev.landfast.git.Repository;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// The state of a worktree before an attempt that may leave it in disorder, so that a lost attempt
/// can be taken back. What it had made is rescued first.
public final class Snapshots {

    private static final String REFS = "refs/landfast/snap/";

    private final Repository repository;
    private final Clock clock;

    public Snapshots(Repository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    private static String ref(String run, String key) {
        var safe = key.replaceAll("[^A-Za-z0-9_-]", "+");
        return REFS + run + "/" + safe;
    }

    /// Notes the state before an attempt. The first time counts: repeated after a crash it is not
    /// taken again.
    ///
    /// @param key the attempt
    public void take(Checkout checkout, String run, String key) {
        if (has(run, key)) {
            return;
        }
        var picture = picture(checkout, key);
        Failpoints.hit("workspace.snapshot-taken");
        repository.refs().change(Refs.Change.create(ref(run, key), picture));
    }

    /// Notes the state as it is now, in place of what was noted before.
    public void takeAnew(Checkout checkout, String run, String key) {
        var ref = ref(run, key);
        var picture = picture(checkout, key);
        repository
                .refs()
                .change(
                        repository
                                .refs()
                                .value(ref)
                                .map(before -> Refs.Change.move(ref, before, picture))
                                .orElseGet(() -> Refs.Change.create(ref, picture)));
    }

    private String picture(Checkout checkout, String key) {
        return new Pictures(repository, checkout)
                .take(List.of(), "before " + key, clock.instant())
                .commit();
    }

    public boolean has(String run, String key) {
        return repository.refs().value(ref(run, key)).isPresent();
    }

    /// What a worktree has now that it did not have before an attempt, as a patch; nothing where no
    /// state was noted.
    public byte[] since(Checkout checkout, String run, String key) {
        return of(run, key)
                .map(before -> {
                    var now =
                            new Pictures(repository, checkout)
                                    .take(List.of(), "after " + key, clock.instant());
                    return repository.trees().exactPatch(before, now.commit());
                })
                .orElse(new byte[0]);
    }

    /// The commit that holds the state before an attempt.
    public Optional<String> of(String run, String key) {
        return repository.refs().value(ref(run, key));
    }

    /// Puts files into a worktree that are not committed in it: those of another commit.
    public void lay(Checkout checkout, String commit) {
        var head = checkout.head().commit();
        checkout.reset(commit);
        head.ifPresent(checkout::setIndex);
    }

    /// Puts the worktree back to what it was before the attempt: files, index and branch.
    ///
    /// @return what the attempt had made, if anything
    public Optional<Kept> rollBack(Checkout checkout, String run, String key) {
        var picture = repository.refs().value(ref(run, key));
        if (picture.isEmpty()) {
            return Optional.empty();
        }
        var pictures = new Pictures(repository, checkout);
        var start = repository.commits().parents(picture.get()).getFirst();
        var head = checkout.head().commit().orElse(start);
        if (head.equals(start) && pictures.isOf(picture.get())) {
            return Optional.empty();
        }
        var name = checkout.path().getFileName().toString();
        var rescue = new Rescue(repository, clock);
        var kept = rescue.everything(checkout, name, "before " + key + " was taken back");
        var branch = pictures.branch(picture.get());
        branch.flatMap(b -> repository.refs().value(Refs.branch(b)))
                .filter(tip -> !repository.commits().contains(head, tip))
                .ifPresent(tip -> rescue.commit(tip, name));
        branch.ifPresent(b -> checkout.point(b, start));
        Failpoints.hit("workspace.snapshot-pointed");
        pictures.restore(picture.get());
        return Optional.of(kept);
    }

    /// Forgets the snapshots of a run that has ended.
    public void forget(String run) {
        var changes =
                repository.refs().below(REFS + run + "/").entrySet().stream()
                        .map(e -> Refs.Change.delete(e.getKey(), e.getValue()))
                        .toList();
        if (!changes.isEmpty()) {
            repository.refs().change(changes);
        }
    }
}
