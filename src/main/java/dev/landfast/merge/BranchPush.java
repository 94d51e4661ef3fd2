package dev.landfast.merge;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.git.Refs;
import dev.landfast.git.Remotes.Asked;
import dev.landfast.git.Remotes.Pushed;
import dev.landfast.git.Remotes.Update;
import dev.landfast.git.Repository;
import java.util.List;
import java.util.Optional;

/// Pushes a feature's branch, and is content only when the remote has the same commit. What the
/// remote has there of somebody else is left alone.
public final class BranchPush {

    private final Repository repository;

    public BranchPush(Repository repository) {
        this.repository = repository;
    }

    /// What is to be pushed.
    ///
    /// @param branch exists here
    /// @param start where the branch left its base: a remote branch that is no further than that
    ///   has nothing from here
    /// @param upstream whether the branch is to know its counterpart
    public record Wanted(String branch, String remote, String start, boolean upstream) {}

    /// What pushing came to.
    public sealed interface Outcome {

        /// The remote has exactly this commit and the upstream is set.
        record Done(String remote, String commit) implements Outcome {}

        /// The remote's branch has commits that this one has not, or was somebody else's before.
        record Diverged(String there) implements Outcome {}

        record Rejected(String words) implements Outcome {}

        record Unreachable(String words) implements Outcome {}
    }

    public Outcome push(Wanted wanted) {
        var tip = repository.refs().value(Refs.branch(wanted.branch()));
        var commit = tip.orElseThrow(() -> Trouble.noBase(wanted.branch()));
        return switch (repository.remotes().fetch(wanted.remote(), wanted.branch())) {
            case Asked.Unreachable(var words) -> new Outcome.Unreachable(words);
            case Asked.Answered(var there) -> push(wanted, commit, there);
        };
    }

    private Outcome push(Wanted wanted, String commit, Optional<String> there) {
        if (there.filter(theirs -> !isOurs(theirs, commit, wanted.start())).isPresent()) {
            return new Outcome.Diverged(there.get());
        }
        var update = new Update(wanted.branch(), commit, there);
        if (!there.equals(Optional.of(commit))) {
            switch (repository.remotes().push(wanted.remote(), List.of(update))) {
                case Pushed.Done _ -> Failpoints.hit("merge.branch-pushed");
                case Pushed.Moved(var words) -> {
                    return new Outcome.Diverged(words);
                }
                case Pushed.Rejected(var words) -> {
                    return new Outcome.Rejected(words);
                }
                case Pushed.Unreachable(var words) -> {
                    return new Outcome.Unreachable(words);
                }
            }
        }
        if (wanted.upstream()) {
            repository.remotes().track(wanted.branch(), wanted.remote());
        }
        return verify(wanted, commit);
    }

    /// An earlier push of this branch, and nothing else.
    private boolean isOurs(String there, String commit, String start) {
        var commits = repository.commits();
        return there.equals(commit)
                || (commits.contains(commit, there) && !commits.contains(start, there));
    }

    private Outcome verify(Wanted wanted, String commit) {
        var remotes = repository.remotes();
        return switch (remotes.tip(wanted.remote(), wanted.branch())) {
            case Asked.Unreachable(var words) -> new Outcome.Unreachable(words);
            case Asked.Answered(var there) -> {
                var known = !wanted.upstream() || remotes.tracks(wanted.branch(), wanted.remote());
                yield known && there.equals(Optional.of(commit))
                        ? new Outcome.Done(wanted.remote(), commit)
                        : new Outcome.Diverged(there.orElse("nothing"));
            }
        };
    }
}
