package dev.landfast.step;

import dev.landfast.engine.StepExecutor;
import dev.landfast.git.Repository;
import dev.landfast.journal.StepResult;
import dev.landfast.merge.BranchPush;
import dev.landfast.merge.BranchPush.Outcome;
import dev.landfast.project.Project;
import java.util.Map;
import java.util.Optional;

/// `push`: the branch on the remote is the local one, asked of the remote afterwards. A branch of
/// somebody else is never replaced. Without a remote, or where the project says never, nothing is
/// pushed and the step says so.
final class PushKind implements StepExecutor {

    private final Repository repository;
    private final Sites sites;

    PushKind(Repository repository, Sites sites) {
        this.repository = repository;
        this.sites = sites;
    }

    @Override
    public String kind() {
        return "push";
    }

    @Override
    public StepResult execute(Attempt attempt) {
        var site = sites.of(attempt.run());
        var with = attempt.input().with().map("push");
        var base = sites.bases(attempt.run()).last();
        var settings = Project.at(repository, base).settings();
        var never = settings.text("push").equals(Optional.of("never"));
        var remote = with.text("remote").or(() -> repository.remotes().of(site.base()));
        return never || remote.isEmpty()
                ? Steps.pass(
                        Map.of("pushed", false, "branch", site.branch(), "commit", site.head()))
                : push(
                        site,
                        new BranchPush.Wanted(
                                site.branch(), remote.get(), base, with.flag("upstream", true)));
    }

    @Override
    public Optional<StepResult> probe(Attempt attempt) {
        return Optional.empty();
    }

    private StepResult push(Site site, BranchPush.Wanted wanted) {
        // A worktree that is not on its branch is told now.
        site.head();
        var remote = wanted.remote();
        return switch (new BranchPush(repository).push(wanted)) {
            case Outcome.Done(var _, var commit) ->
                    Steps.pass(
                            Map.of(
                                    "pushed",
                                    true,
                                    "remote",
                                    remote,
                                    "branch",
                                    site.branch(),
                                    "commit",
                                    commit));
            case Outcome.Diverged(var there) ->
                    Steps.escalate(
                            "the branch '%s' on '%s' is somebody else's or has commits that are not from here (%s): start the run under another name, or delete that branch there and retry"
                                    .formatted(site.branch(), remote, there));
            case Outcome.Rejected(var words) ->
                    Steps.escalate("the remote '" + remote + "' refused the push: " + words);
            case Outcome.Unreachable(var words) ->
                    Steps.blocked(
                            "network",
                            "the remote '" + remote + "' cannot be reached: " + words,
                            "check the remote, then retry the run");
        };
    }
}
