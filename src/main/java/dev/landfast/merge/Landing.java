package dev.landfast.merge;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.git.Advance;
import dev.landfast.git.Checkout;
import dev.landfast.git.Commits;
import dev.landfast.git.NewCommit;
import dev.landfast.git.Refs;
import dev.landfast.git.Remotes.Asked;
import dev.landfast.git.Remotes.Pushed;
import dev.landfast.git.Remotes.Update;
import dev.landfast.git.Repository;
import dev.landfast.git.Trailer;
import dev.landfast.merge.Targets.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Puts a tested branch onto its base, exactly once.
///
/// The landing commit is the same whenever it is made, its trailers say whose it is, and every step
/// first asks whether it was done. So the whole can be repeated after a crash at any instant.
public final class Landing {

    private static final String TREE = "Landfast-Tree";
    private static final String TIP = "Landfast-Tip";

    private final Repository repository;
    private final Targets targets;

    public Landing(Repository repository) {
        this.repository = repository;
        this.targets = new Targets(repository);
    }

    /// What is to be landed.
    ///
    /// @param branch without `refs/heads/`
    /// @param base the branch it goes to
    /// @param tested the commit that every gate passed for; the branch must be there
    /// @param tree the tree the gates measured
    public record Candidate(String branch, String base, String tested, String tree) {}

    /// How it is to be landed.
    ///
    /// @param remote where it is pushed first; empty lands here only
    /// @param message of the landing commit, without trailers
    /// @param squash one commit without the branch's own, instead of a merge
    /// @param turn whether this run still has the right to land, see {@link LandingQueue}
    public record Manner(
            Optional<String> remote,
            String message,
            boolean squash,
            Stamp stamp,
            BooleanSupplier turn) {}

    public LandingOutcome land(Candidate candidate, Manner manner) {
        return switch (targets.look(candidate.base(), manner.remote())) {
            case Target.Unreachable(var words) -> new LandingOutcome.RemoteUnreachable(words);
            case Target.Unpublished(var commits) -> new LandingOutcome.Unpublished(commits);
            case Target.At at -> {
                var landed = landed(candidate, manner, at.commit());
                yield landed.isPresent()
                        ? finish(candidate, manner, at, landed.get())
                        : begin(candidate, manner, at);
            }
        };
    }

    /// The landing of an earlier attempt, if it is in the target already.
    private Optional<String> landed(Candidate candidate, Manner manner, String target) {
        var run = new Trailer(Trailer.RUN, manner.stamp().run());
        var below = Optional.of(candidate.tested());
        return repository.commits().withTrailer(target, below, run).stream()
                .filter(f -> f.trailer(TIP).equals(below))
                .map(Commits.Found::id)
                .findFirst();
    }

    private LandingOutcome begin(Candidate candidate, Manner manner, Target.At at) {
        var tip = repository.refs().value(Refs.branch(candidate.branch()));
        if (!tip.equals(Optional.of(candidate.tested()))) {
            return new LandingOutcome.Untested(tip.orElse("no branch"));
        }
        var tree = repository.refs().tree(candidate.tested());
        if (!tree.equals(Optional.of(candidate.tree()))) {
            return new LandingOutcome.Untested(tree.orElse("no tree"));
        }
        if (repository.commits().contains(at.commit(), candidate.tested())) {
            return new LandingOutcome.NothingToLand();
        }
        if (!repository.commits().contains(candidate.tested(), at.commit())) {
            return new LandingOutcome.BaseMoved(at.commit());
        }
        var commit = make(candidate, manner, at.commit());
        Failpoints.hit("merge.land-made");
        var waiting = waiting(candidate.base(), at.local(), commit, false);
        if (waiting.isPresent()) {
            return waiting.get();
        }
        if (!manner.turn().getAsBoolean()) {
            return new LandingOutcome.TurnLost();
        }
        var refused = push(candidate, manner, at.commit(), commit);
        Failpoints.hit("merge.land-pushed");
        return refused.isPresent() ? refused.get() : finish(candidate, manner, at, commit);
    }

    /// The tree is the tested one, to the bit: the branch contains the base, so merging adds
    /// nothing.
    private String make(Candidate candidate, Manner manner, String base) {
        var trailers = new ArrayList<>(manner.stamp().trailers());
        trailers.add(new Trailer(TIP, candidate.tested()));
        trailers.add(new Trailer(TREE, candidate.tree()));
        var parents = manner.squash() ? List.of(base) : List.of(base, candidate.tested());
        return repository
                .commits()
                .make(
                        new NewCommit(
                                candidate.tree(),
                                parents,
                                manner.message(),
                                trailers,
                                manner.stamp().when()));
    }

    private Optional<LandingOutcome> push(
            Candidate candidate, Manner manner, String expected, String commit) {
        if (manner.remote().isEmpty()) {
            return Optional.empty();
        }
        var remote = manner.remote().get();
        var update = new Update(candidate.base(), commit, Optional.of(expected));
        return switch (repository.remotes().push(remote, List.of(update))) {
            case Pushed.Done _ -> Optional.empty();
            case Pushed.Moved _ ->
                    Optional.of(
                            switch (targets.look(candidate.base(), manner.remote())) {
                                case Target.At(var now, _) -> new LandingOutcome.BaseMoved(now);
                                case Target.Unpublished(var commits) ->
                                        new LandingOutcome.Unpublished(commits);
                                case Target.Unreachable(var words) ->
                                        new LandingOutcome.RemoteUnreachable(words);
                            });
            case Pushed.Rejected(var words) -> Optional.of(new LandingOutcome.PushRejected(words));
            case Pushed.Unreachable(var words) ->
                    Optional.of(new LandingOutcome.RemoteUnreachable(words));
        };
    }

    /// The remote has it, or there is none: now the local branch and the checkout that holds it.
    private LandingOutcome finish(Candidate candidate, Manner manner, Target.At at, String commit) {
        var pushed = manner.remote().isPresent();
        if (!pushed && !manner.turn().getAsBoolean()) {
            return new LandingOutcome.TurnLost();
        }
        var local = targets.local(candidate.base());
        if (!pushed && !local.equals(at.local())) {
            return new LandingOutcome.BaseMoved(local);
        }
        // Others may have landed on top since: the local branch follows the target, not less.
        var newest = pushed && isIn(at.commit(), commit) ? at.commit() : commit;
        var goal = !pushed && isIn(local, commit) ? local : newest;
        var waiting = bring(candidate.base(), local, goal, pushed);
        Failpoints.hit("merge.land-local");
        return waiting.isPresent() ? waiting.get() : verify(candidate, manner, commit);
    }

    private boolean isIn(String container, String commit) {
        return repository.commits().contains(container, commit);
    }

    private Optional<LandingOutcome> bring(String base, String local, String goal, boolean pushed) {
        if (!isIn(goal, local)) {
            // They committed here in this very moment; their next pull brings both together.
            return Optional.empty();
        }
        var waiting = waiting(base, local, goal, pushed);
        if (waiting.isPresent()) {
            return waiting;
        }
        var holders = repository.worktrees().holding(base);
        for (var checkout : holders) {
            var advance = new Advance(checkout);
            var outcome = local.equals(goal) ? advance.resume() : advance.move(local, goal);
            switch (outcome) {
                // Outdated: somebody moved the branch; what that means is found out at the end.
                case Advance.Outcome.Done _, Advance.Outcome.Outdated _ -> {}
                case Advance.Outcome.Blocked(var paths) -> {
                    return Optional.of(edits(checkout, paths, pushed));
                }
            }
        }
        if (holders.isEmpty()) {
            repository.refs().change(Refs.Change.move(Refs.branch(base), local, goal));
        }
        return Optional.empty();
    }

    private Optional<LandingOutcome> waiting(
            String base, String local, String goal, boolean pushed) {
        for (var checkout : repository.worktrees().holding(base)) {
            var operation = checkout.operation();
            if (operation.isPresent()) {
                return Optional.of(
                        new LandingOutcome.WaitsForCheckout(
                                checkout.path().toString(),
                                List.of(),
                                "in the middle of a " + operation.get().word(),
                                pushed));
            }
            var paths = local.equals(goal) ? List.<String>of() : blocked(checkout, local, goal);
            if (!paths.isEmpty()) {
                return Optional.of(edits(checkout, paths, pushed));
            }
        }
        return Optional.empty();
    }

    private static List<String> blocked(Checkout checkout, String from, String to) {
        return new Advance(checkout).blocked(from, to);
    }

    private static LandingOutcome edits(Checkout checkout, List<String> paths, boolean pushed) {
        return new LandingOutcome.WaitsForCheckout(
                checkout.path().toString(), paths, "has edits of files that land", pushed);
    }

    /// Nothing is called landed before it has been seen where it belongs.
    private LandingOutcome verify(Candidate candidate, Manner manner, String commit) {
        var local = targets.local(candidate.base());
        if (manner.remote().isEmpty()) {
            return isIn(local, commit)
                    ? new LandingOutcome.Landed(commit, Optional.empty(), Optional.empty())
                    : new LandingOutcome.BaseMoved(local);
        }
        return switch (repository.remotes().fetch(manner.remote().get(), candidate.base())) {
            case Asked.Unreachable(var words) -> new LandingOutcome.RemoteUnreachable(words);
            case Asked.Answered(var there) -> {
                if (there.filter(t -> isIn(t, commit)).isEmpty()) {
                    yield new LandingOutcome.BaseMoved(there.orElse(""));
                }
                var note =
                        isIn(local, commit)
                                ? Optional.<String>empty()
                                : Optional.of(
                                        "your branch "
                                                + candidate.base()
                                                + " has commits of its own: pull to bring both"
                                                + " together");
                yield new LandingOutcome.Landed(commit, manner.remote(), note);
            }
        };
    }
}
