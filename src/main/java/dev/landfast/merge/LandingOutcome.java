package dev.landfast.merge;

import java.util.List;
import java.util.Optional;

/// What an attempt to land came to.
public sealed interface LandingOutcome {

    /// The target was seen to contain the tested commit.
    ///
    /// @param commit the landing commit
    /// @param remote where it was pushed to
    /// @param note what is left to the person, if anything
    record Landed(String commit, Optional<String> remote, Optional<String> note)
            implements LandingOutcome {}

    /// Somebody else landed first: merge the base in again and test again. Not a failure.
    record BaseMoved(String base) implements LandingOutcome {}

    /// The branch is not at the commit, or the commit not at the tree, that the gates passed.
    record Untested(String found) implements LandingOutcome {}

    /// Nothing in the branch that the base does not have.
    record NothingToLand() implements LandingOutcome {}

    /// The person's checkout has the base checked out and edits in the way. It is theirs: they
    /// commit, stash or undo, then the run goes on.
    ///
    /// @param paths what the landing touches and they have edited; empty when they are in the
    ///   middle of something
    /// @param pushed whether the remote has the landing already
    record WaitsForCheckout(String checkout, List<String> paths, String why, boolean pushed)
            implements LandingOutcome {

        public WaitsForCheckout {
            paths = List.copyOf(paths);
        }
    }

    /// Commits of the person on the base that are on no remote: landing would publish them.
    record Unpublished(List<String> commits) implements LandingOutcome {

        public Unpublished {
            commits = List.copyOf(commits);
        }
    }

    /// The remote refused, by its own words.
    record PushRejected(String words) implements LandingOutcome {}

    record RemoteUnreachable(String words) implements LandingOutcome {}

    /// Another run has the turn now; nothing was changed.
    record TurnLost() implements LandingOutcome {}
}
