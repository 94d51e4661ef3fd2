package dev.landfast.step;

import dev.landfast.engine.StepExecutor;
import dev.landfast.git.Remotes;
import dev.landfast.git.Repository;
import dev.landfast.journal.StepResult;
import dev.landfast.project.Project;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `push`: the branch on the remote is the local one, asked of the remote afterwards. Without a
/// remote, or where the project says never, nothing is pushed and the step says so.
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
    public Place place() {
        return Place.PINNED;
    }

    @Override
    public StepResult execute(Attempt attempt) {
        var site = sites.of(attempt.run());
        var with = attempt.input().with().map("push");
        var settings = Project.at(repository, site.base()).settings();
        var never = settings.text("push").equals(Optional.of("never"));
        var remote = with.text("remote").or(() -> repository.remotes().of(site.base()));
        return never || remote.isEmpty()
                ? Steps.pass(
                        Map.of("pushed", false, "branch", site.branch(), "commit", site.head()))
                : push(site, remote.get(), with.flag("upstream", true));
    }

    @Override
    public Optional<StepResult> probe(Attempt attempt) {
        return Optional.empty();
    }

    private StepResult push(Site site, String remote, boolean upstream) {
        var commit = site.head();
        return switch (repository.remotes().tip(remote, site.branch())) {
            case Remotes.Asked.Unreachable(var words) -> unreachable(remote, words);
            case Remotes.Asked.Answered(var there) ->
                    pushed(
                            site,
                            remote,
                            upstream,
                            new Remotes.Update(site.branch(), commit, there));
        };
    }

    private StepResult pushed(Site site, String remote, boolean upstream, Remotes.Update update) {
        var known = update.expected();
        if (known.isPresent() && !repository.commits().exists(known.get())) {
            return foreign(site, remote);
        }
        return switch (repository.remotes().push(remote, List.of(update))) {
            case Remotes.Pushed.Done() -> {
                if (upstream) {
                    repository.remotes().track(site.branch(), remote);
                }
                yield verified(site, remote, update.commit());
            }
            case Remotes.Pushed.Moved(var words) ->
                    Steps.blocked(
                            "transient",
                            "the branch moved on the remote while pushing: " + words,
                            "retry the run");
            case Remotes.Pushed.Rejected(var words) ->
                    Steps.escalate("the remote '" + remote + "' refused the push: " + words);
            case Remotes.Pushed.Unreachable(var words) -> unreachable(remote, words);
        };
    }

    private StepResult verified(Site site, String remote, String commit) {
        return switch (repository.remotes().tip(remote, site.branch())) {
            case Remotes.Asked.Unreachable(var words) -> unreachable(remote, words);
            case Remotes.Asked.Answered(var there) ->
                    there.equals(Optional.of(commit))
                            ? Steps.pass(
                                    Map.of(
                                            "pushed",
                                            true,
                                            "remote",
                                            remote,
                                            "branch",
                                            site.branch(),
                                            "commit",
                                            commit))
                            : Steps.blocked(
                                    "transient",
                                    "the remote's branch is not the local one after the push",
                                    "retry the run");
        };
    }

    private static StepResult foreign(Site site, String remote) {
        return Steps.escalate(
                "the branch '%s' on '%s' has commits that are not from here; rename the run or delete that branch"
                        .formatted(site.branch(), remote));
    }

    private static StepResult unreachable(String remote, String words) {
        return Steps.blocked(
                "network",
                "the remote '" + remote + "' cannot be reached: " + words,
                "check the remote, then retry the run");
    }
}
