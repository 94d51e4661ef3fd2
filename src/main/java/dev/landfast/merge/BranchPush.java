package dev.landfast.merge;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.git.Refs;
import dev.landfast.git.Remotes.Asked;
import dev.landfast.git.Remotes.Pushed;
import dev.landfast.git.Remotes.Update;
import dev.landfast.git.Repository;
import java.util.List;
import java.util.Optional;

/// Pushes a feature's branch, and is content only when the remote has the same commit and the
/// branch knows its upstream.
public final class BranchPush {

    private final Repository repository;

    public BranchPush(Repository repository) {
        this.repository = repository;
    }

    /// What pushing came to.
    public sealed interface Outcome {

        /// The remote has exactly this commit and the upstream is set.
        record Done(String remote, String commit) implements Outcome {}

        /// The repository has no remote: nothing to do.
        record NoRemote() implements Outcome {}

        /// The remote's branch has commits that this one has not.
        record Diverged(String there) implements Outcome {}

        record Rejected(String words) implements Outcome {}

        record Unreachable(String words) implements Outcome {}
    }

    public Outcome push(String branch) {
        var remote = repository.remotes().of(branch);
        return remote.isEmpty() ? new Outcome.NoRemote() : push(branch, remote.get());
    }

    /// @param branch exists here
    public Outcome push(String branch, String remote) {
        var tip = repository.refs().value(Refs.branch(branch));
        var commit = tip.orElseThrow(() -> Trouble.noBase(branch));
        return switch (repository.remotes().fetch(remote, branch)) {
            case Asked.Unreachable(var words) -> new Outcome.Unreachable(words);
            case Asked.Answered(var there) -> push(branch, remote, commit, there);
        };
    }

    private Outcome push(String branch, String remote, String commit, Optional<String> there) {
        if (there.isPresent() && !repository.commits().contains(commit, there.get())) {
            return new Outcome.Diverged(there.get());
        }
        var update = new Update(branch, commit, there);
        if (!there.equals(Optional.of(commit))) {
            switch (repository.remotes().push(remote, List.of(update))) {
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
        repository.remotes().track(branch, remote);
        return verify(branch, remote, commit);
    }

    private Outcome verify(String branch, String remote, String commit) {
        return switch (repository.remotes().tip(remote, branch)) {
            case Asked.Unreachable(var words) -> new Outcome.Unreachable(words);
            case Asked.Answered(var there) -> {
                var same =
                        there.equals(Optional.of(commit))
                                && repository.remotes().tracks(branch, remote);
                yield same
                        ? new Outcome.Done(remote, commit)
                        : new Outcome.Diverged(there.orElse("nothing"));
            }
        };
    }
}
