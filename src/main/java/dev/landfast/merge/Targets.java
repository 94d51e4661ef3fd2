package dev.landfast.merge;

import dev.landfast.git.Refs;
import dev.landfast.git.Remotes.Asked;
import dev.landfast.git.Repository;
import java.util.List;
import java.util.Optional;

/// Finds the commit that a landing continues: the remote's where there is a remote, for there it
/// will be pushed; the local branch's otherwise.
public final class Targets {

    private final Repository repository;

    public Targets(Repository repository) {
        this.repository = repository;
    }

    /// Where the base is.
    public sealed interface Target {

        /// @param commit what a landing continues
        /// @param local where the local branch is: there, or behind
        record At(String commit, String local) implements Target {}

        /// The person has commits on the base that are on no remote. Landing would publish them.
        ///
        /// @param commits newest first
        record Unpublished(List<String> commits) implements Target {

            public Unpublished {
                commits = List.copyOf(commits);
            }
        }

        record Unreachable(String words) implements Target {}
    }

    /// Fetches, and compares.
    ///
    /// @param remote empty where the repository has none or is not to be pushed
    public Target look(String base, Optional<String> remote) {
        var local = local(base);
        if (remote.isEmpty()) {
            return new Target.At(local, local);
        }
        return switch (repository.remotes().fetch(remote.get(), base)) {
            case Asked.Unreachable(var words) -> new Target.Unreachable(words);
            case Asked.Answered(var there) -> compare(local, there);
        };
    }

    private Target compare(String local, Optional<String> there) {
        var commits = repository.commits();
        if (there.isEmpty()) {
            return new Target.Unpublished(List.of(local));
        }
        return commits.contains(there.get(), local)
                ? new Target.At(there.get(), local)
                : new Target.Unpublished(commits.between(there.get(), local));
    }

    String local(String base) {
        var value = repository.refs().value(Refs.branch(base));
        return value.orElseThrow(() -> Trouble.noBase(base));
    }
}
