package dev.landfast.git;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Other copies of the repository: fetching from them and pushing to them.
public final class Remotes {

    /// Said on the command line, because of settings by these names the first one counts: a planted
    /// one cannot be overridden by another setting.
    private static final String UPLOAD = "--upload-pack=git-upload-pack";

    private static final String RECEIVE = "--receive-pack=git-receive-pack";
    private static final Duration NETWORK = Duration.ofMinutes(10);

    private final Git git;

    /// @param root where the person is who wrote `../elsewhere.git` as a remote's address: git
    ///   follows it from where it is started, and no two worktrees are at one depth
    Remotes(Git git, Path root) {
        this.git = git.over(root);
    }

    public List<String> names() {
        return git.call("remote").ok().text().lines().toList();
    }

    /// The remote a branch is pushed to: its own, else `origin`, else the only one there is.
    public Optional<String> of(String branch) {
        var own = setting("branch." + branch + ".remote");
        var names = names();
        return own.filter(names::contains)
                .or(() -> Optional.of("origin").filter(names::contains))
                .or(() -> names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty());
    }

    /// What a branch follows, as a full ref: its counterpart on a remote, or another branch here.
    public Optional<String> followed(String branch) {
        var key = "branch." + branch + ".";
        var heads = Refs.branch("");
        var remote = setting(key + "remote");
        return setting(key + "merge")
                .filter(merge -> remote.isPresent() && merge.startsWith(heads))
                .map(merge ->
                        remote.get().equals(".")
                                ? merge
                                : "refs/remotes/"
                                        + remote.get()
                                        + "/"
                                        + merge.substring(heads.length()));
    }

    /// A remote that has a branch of this name, as far as was ever fetched. Where it was, the
    /// remote is asked whether it still is; one that cannot be asked has it.
    public Optional<String> having(String branch) {
        return names().stream()
                .filter(name ->
                        new Refs(git).value("refs/remotes/" + name + "/" + branch).isPresent())
                .filter(name ->
                        !(tip(name, branch) instanceof Asked.Answered(var there))
                                || there.isPresent())
                .findFirst();
    }

    private Optional<String> setting(String key) {
        var reply = git.call("config", "--get", key).run();
        return reply.ok() ? Optional.of(reply.line()) : Optional.empty();
    }

    /// What asking a remote came to.
    public sealed interface Asked {
        /// @param commit empty when the remote has no such branch
        record Answered(Optional<String> commit) implements Asked {}

        /// @param words git's own
        record Unreachable(String words) implements Asked {}
    }

    /// Where the remote's branch is now.
    public Asked tip(String remote, String branch) {
        var ref = Refs.branch(branch);
        var reply = git.call("ls-remote", UPLOAD, "--", remote, ref).within(NETWORK).run();
        if (!reply.ok()) {
            return new Asked.Unreachable(reply.err().strip());
        }
        return new Asked.Answered(
                reply.text()
                        .lines()
                        .filter(l -> l.endsWith("\t" + ref))
                        .map(l -> l.substring(0, l.indexOf('\t')))
                        .findFirst());
    }

    /// Fetches one branch into the remote-tracking ref, and nothing else: no tags, no hooks, no
    /// maintenance.
    public Asked fetch(String remote, String branch) {
        var here = "refs/remotes/" + remote + "/" + branch;
        var asked = tip(remote, branch);
        if (!(asked instanceof Asked.Answered(var commit)) || commit.isEmpty()) {
            return asked;
        }
        var reply =
                git.call("fetch", "--quiet", UPLOAD, "--no-tags", "--no-write-fetch-head")
                        .and("--no-auto-maintenance", "--no-recurse-submodules", "--no-prune")
                        .and("--refmap=", "--", remote, "+" + Refs.branch(branch) + ":" + here)
                        .within(NETWORK)
                        .tryWriting();
        return reply.ok()
                ? new Asked.Answered(new Refs(git).value(here))
                : new Asked.Unreachable(reply.err().strip());
    }

    /// One branch to be moved on the remote.
    ///
    /// @param expected where it is there now; empty when it must not exist
    public record Update(String branch, String commit, Optional<String> expected) {}

    /// What a push came to.
    public sealed interface Pushed {
        /// The remote has every commit where it should be.
        record Done() implements Pushed {}

        /// Somebody else moved the branch there.
        record Moved(String words) implements Pushed {}

        /// The remote said no: a protected branch, a hook.
        record Rejected(String words) implements Pushed {}

        record Unreachable(String words) implements Pushed {}
    }

    /// Moves all of the branches on the remote or none of them. A push that was already done is
    /// done again without effect.
    public Pushed push(String remote, List<Update> updates) {
        var call =
                git.call("push", "--porcelain", "--atomic", "--no-verify", "--no-follow-tags")
                        .and("--recurse-submodules=no", "--no-signed", RECEIVE);
        for (var update : updates) {
            var ref = Refs.branch(update.branch());
            call.and("--force-with-lease=" + ref + ":" + update.expected().orElse(""));
        }
        call.and("--", remote);
        updates.forEach(u -> call.and(u.commit() + ":" + Refs.branch(u.branch())));
        var reply = call.within(NETWORK).tryWriting();
        return reply.ok() ? new Pushed.Done() : refusal(remote, updates, reply);
    }

    /// Deletes a branch there, if it still is where it is expected to be.
    ///
    /// @return whether it is gone
    public boolean delete(String remote, String branch, String expected) {
        var ref = Refs.branch(branch);
        git.call("push", "--porcelain", "--no-verify", "--recurse-submodules=no", RECEIVE)
                .and("--force-with-lease=" + ref + ":" + expected)
                .and("--", remote, ":" + ref)
                .within(NETWORK)
                .tryWriting();
        return tip(remote, branch) instanceof Asked.Answered(var there) && there.isEmpty();
    }

    /// The remote itself is asked what became of it: messages only serve to explain.
    private Pushed refusal(String remote, List<Update> updates, Reply reply) {
        var words = words(reply);
        var moved = false;
        var everywhere = true;
        for (var update : updates) {
            switch (tip(remote, update.branch())) {
                case Asked.Unreachable unreachable -> {
                    return new Pushed.Unreachable(unreachable.words());
                }
                case Asked.Answered(var now) -> {
                    everywhere &= now.equals(Optional.of(update.commit()));
                    moved |= !now.equals(update.expected());
                }
            }
        }
        if (everywhere) {
            return new Pushed.Done();
        }
        return moved ? new Pushed.Moved(words) : new Pushed.Rejected(words);
    }

    private static String words(Reply reply) {
        var lines = new ArrayList<String>();
        reply.lenientText()
                .lines()
                .filter(l -> l.startsWith("!"))
                .map(l -> l.substring(l.lastIndexOf('\t') + 1))
                .forEach(lines::add);
        reply.err()
                .lines()
                .filter(l -> l.startsWith("remote:"))
                .map(l -> l.substring("remote:".length()).strip())
                .filter(l -> !l.isEmpty())
                .forEach(lines::add);
        return lines.isEmpty() ? reply.err().strip() : String.join("\n", lines);
    }

    /// Notes where a branch is pulled from and pushed to.
    public void track(String branch, String remote) {
        var key = "branch." + branch + ".";
        git.call("config", "--local", key + "remote", remote).write();
        git.call("config", "--local", key + "merge", Refs.branch(branch)).write();
    }

    /// Whether the branch knows its counterpart on the remote.
    public boolean tracks(String branch, String remote) {
        var key = "branch." + branch + ".";
        return setting(key + "remote").equals(Optional.of(remote))
                && setting(key + "merge").equals(Optional.of(Refs.branch(branch)));
    }

    /// Forgets the counterpart of a branch that is gone.
    public void untrack(String branch) {
        git.call("config", "--local", "--remove-section", "branch." + branch).tryWriting();
    }
}
