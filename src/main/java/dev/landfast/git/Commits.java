package dev.landfast.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Commits: making them, and asking how they are related.
public final class Commits {

    private static final int MESSAGE = 1;

    private final Git git;

    Commits(Git git) {
        this.git = git;
    }

    /// One commit as found in history.
    public record Found(String id, String message) {

        public Optional<String> trailer(String key) {
            return Trailer.of(message).stream()
                    .filter(t -> t.key().equals(key))
                    .map(Trailer::value)
                    .reduce((a, b) -> b);
        }
    }

    /// Writes the commit and flushes it to the disk; no ref points to it yet.
    public String make(NewCommit commit) {
        return git.settings()
                .signature(this::signature)
                .flatMap(names -> new LooseCommit(git, commit, names).write())
                .orElseGet(() -> byGit(commit));
    }

    private String byGit(NewCommit commit) {
        var call = git.call("commit-tree", commit.tree());
        commit.parents().forEach(p -> call.and("-p", p));
        var date = "@" + commit.when().getEpochSecond() + " +0000";
        var reply =
                call.with("GIT_AUTHOR_DATE", date)
                        .with("GIT_COMMITTER_DATE", date)
                        .stdin(commit.text())
                        .calm();
        if (reply.ok()) {
            return reply.line();
        }
        throw reply.err().contains("user.useConfigOnly") || reply.err().contains("empty ident name")
                ? Trouble.noIdentity(git.commonDir())
                : call.problem(reply);
    }

    private Optional<Settings.Signature> signature() {
        var author = git.call("var", "GIT_AUTHOR_IDENT").calm();
        var committer = git.call("var", "GIT_COMMITTER_IDENT").calm();
        return author.ok() && committer.ok()
                ? Optional.of(new Settings.Signature(name(author), name(committer)))
                : Optional.empty();
    }

    /// Without the time behind it.
    private static String name(Reply ident) {
        var line = ident.line();
        return line.substring(0, line.lastIndexOf('>') + 1);
    }

    /// Whether git knows under whose name to commit.
    public boolean hasIdentity() {
        return git.call("var", "GIT_COMMITTER_IDENT").run().ok()
                && git.call("var", "GIT_AUTHOR_IDENT").run().ok();
    }

    public boolean exists(String id) {
        return git.call("cat-file", "-e", id + "^{commit}").run().ok();
    }

    /// Whether all of `older` is contained in `newer`; every commit contains itself.
    public boolean contains(String newer, String older) {
        return newer.equals(older)
                || git.call("merge-base", "--is-ancestor", older, newer).run().ok();
    }

    /// The best common ancestor.
    public Optional<String> mergeBase(String a, String b) {
        var reply = git.call("merge-base", a, b).run();
        return reply.ok() ? Optional.of(reply.line()) : Optional.empty();
    }

    public List<String> parents(String id) {
        var line = git.call("rev-list", "--no-walk", "--parents", id).ok().line();
        return List.of(line.split(" ", -1)).subList(1, line.split(" ", -1).length);
    }

    public String message(String id) {
        var text = git.call("cat-file", "commit", id).ok().lenientText();
        return text.substring(text.indexOf("\n\n") + 2);
    }

    /// The ids reachable from `tip` and not from `below`, newest first.
    public List<String> between(String below, String tip) {
        var text = git.call("rev-list", tip, "^" + below).ok().text();
        return text.lines().toList();
    }

    /// Commits of a range whose message ends with the trailer, newest first.
    ///
    /// @param below where to stop looking; empty looks through all of history
    public List<Found> withTrailer(String tip, Optional<String> below, Trailer trailer) {
        var call =
                git.call(
                        "rev-list",
                        "--no-commit-header",
                        "--format=%H%n%B%x00",
                        "--fixed-strings",
                        "--grep=" + trailer,
                        tip);
        below.ifPresent(b -> call.and("^" + b));
        var found = new ArrayList<Found>();
        for (var field : call.ok().lenientText().split("\0", -1)) {
            var parts = field.strip().split("\n", 2);
            if (parts.length == 2 && Trailer.of(parts[MESSAGE]).contains(trailer)) {
                found.add(new Found(parts[0], parts[MESSAGE]));
            }
        }
        return found;
    }
}
