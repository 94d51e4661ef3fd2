package dev.landfast.git;

import dev.landfast.git.PathChange.Blob;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One work tree with its own HEAD and index: the person's, or a worktree of ours.
public final class Checkout {

    /// For what reads every file.
    static final Duration LONG = Duration.ofMinutes(30);

    private final Git git;
    private final Path path;

    Checkout(Git repository, Path ownGitDir, Path path) {
        this.git = repository.at(ownGitDir, path);
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /// Its own git directory: the repository's, or one below `worktrees` there.
    public Path gitDir() {
        return git.gitDir();
    }

    /// A git directory for whoever works here and is not trusted with ours.
    ///
    /// @param folder where it is or will be, for nothing else
    public Shadow shadow(Path folder) {
        return new Shadow(git, this, folder);
    }

    Git git() {
        return git;
    }

    Path index() {
        return git.gitDir().resolve("index");
    }

    public Head head() {
        var commit = Optional.<String>empty();
        var parsed = git.call("rev-parse", "--verify", "--quiet", "HEAD^{commit}").run();
        if (parsed.ok()) {
            commit = Optional.of(parsed.line());
        }
        var symbolic = git.call("symbolic-ref", "--quiet", "HEAD").run();
        if (symbolic.ok() && symbolic.line().startsWith("refs/heads/")) {
            return new Head.OnBranch(symbolic.line().substring("refs/heads/".length()), commit);
        }
        return new Head.Detached(commit.orElseThrow(() -> Trouble.noCommits(path)));
    }

    /// The commit that is checked out.
    ///
    /// @throws dev.landfast.problem.RepositoryProblem when there is none yet
    public String commit() {
        return head().commit().orElseThrow(() -> Trouble.noCommits(path));
    }

    /// What a person has begun here and not finished.
    public Optional<Operation> operation() {
        return Operation.in(git.gitDir());
    }

    /// Everything that differs from HEAD. Writes nothing, not even the index.
    public Status status() {
        var reply =
                git.call("status", "--porcelain=v2", "-z", "--no-renames")
                        .and("--untracked-files=all", "--ignored=matching")
                        .and("--ignore-submodules=none")
                        .within(LONG)
                        .ok();
        return Status.parse(reply.fields());
    }

    /// Puts every file back to a tree: index and work tree, edits and all. Files the tree does not
    /// have and git does not know stay. Whoever calls this has rescued what was there.
    public void reset(String tree) {
        git.call("read-tree", "--reset", "-u", tree).within(LONG).write();
    }

    /// Takes HEAD back to a branch at a commit and forgets whatever was under way. Index and files
    /// stay as they are; whoever calls this has kept the commits that HEAD and branch had.
    public void point(String branch, String commit) {
        git.call("symbolic-ref", "HEAD", Refs.branch(branch)).write();
        git.call("update-ref", "--no-deref", Refs.branch(branch), commit).write();
        Operation.forget(git.gitDir());
    }

    /// Makes the index that of a commit, without touching a file.
    public void setIndex(String commit) {
        git.call("read-tree", "--reset", commit).within(LONG).write();
        git.call("update-index", "-q", "--refresh").within(LONG).tryWriting();
    }

    /// Deletes files that git does not know; empty folders above them go with them.
    public void delete(List<String> files) {
        for (var name : files) {
            var file = path.resolve(name).normalize();
            if (!file.startsWith(path) || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try {
                Files.deleteIfExists(file);
                deleteEmptyAbove(file);
            } catch (IOException e) {
                throw Trouble.unwritable(file, e);
            }
        }
    }

    private void deleteEmptyAbove(Path file) throws IOException {
        for (var up = file.getParent(); up != null && !up.equals(path); up = up.getParent()) {
            try {
                Files.deleteIfExists(up);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }

    /// The tree of what is staged, conflicted paths left out; empty where there is no index.
    public Optional<String> stagedTree() {
        if (!Files.exists(index())) {
            return Optional.empty();
        }
        var scratch = Scratch.copyOf(git, index());
        try {
            var unmerged = new LinkedHashMap<String, Optional<Blob>>();
            for (var field : git.call("ls-files", "-u", "-z").index(scratch).ok().fields()) {
                unmerged.put(field.substring(field.indexOf('\t') + 1), Optional.empty());
            }
            if (!unmerged.isEmpty()) {
                Trees.setEntries(git, scratch, unmerged);
            }
            return Optional.of(git.call("write-tree").index(scratch).write().line());
        } finally {
            Scratch.drop(scratch);
        }
    }

    /// Lays a patch on the work tree: all of it, or nothing when it does not fit. The index stays.
    public void apply(Path patch) {
        git.call("apply", "--whitespace=nowarn", patch.toAbsolutePath().toString()).ok();
    }

    /// Which of these paths git ignores; tracked ones are never ignored.
    public List<String> ignored(List<String> paths) {
        if (paths.isEmpty()) {
            return List.of();
        }
        // With a dot in front no name can be read as a pattern or an option.
        var dotted = paths.stream().map(p -> "./" + p).toList();
        var call = git.call("check-ignore", "-z", "--stdin").withoutLiteral().names(dotted);
        var reply = call.run();
        if (reply.code() > 1) {
            throw call.problem(reply);
        }
        return reply.fields().stream().map(p -> p.substring(2)).toList();
    }

    /// The whole index, conflict stages left out.
    Map<String, Blob> indexed(Path indexFile) {
        var found = new LinkedHashMap<String, Blob>();
        for (var field : git.call("ls-files", "-s", "-z").index(indexFile).ok().fields()) {
            var tab = field.indexOf('\t');
            var head = field.substring(0, tab).split(" ", -1);
            if (head[2].equals("0")) {
                found.put(field.substring(tab + 1), new Blob(head[0], head[1]));
            }
        }
        return found;
    }

    /// A tree made of `from` and of what the work tree holds at these paths now: files, links, or
    /// nothing, which removes them. The real index is neither used nor changed.
    ///
    /// @param from a commit or tree; empty starts from nothing
    public String tree(Optional<String> from, List<String> paths) {
        var index = Scratch.index(git);
        try {
            from.ifPresent(t -> git.call("read-tree", t).index(index).write());
            add(index, paths);
            return git.call("write-tree").index(index).write().line();
        } finally {
            Scratch.drop(index);
        }
    }

    void add(Path indexFile, List<String> paths) {
        var files = new ArrayList<String>();
        for (var name : paths) {
            if (!Files.isDirectory(path.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                files.add(name);
            }
        }
        git.call("update-index", "-z", "--add", "--remove", "--replace", "--stdin")
                .index(indexFile)
                .names(files)
                .within(LONG)
                .write();
    }

    /// Commits exactly these paths as they are now, whatever else is edited or staged.
    ///
    /// The branch moves only if it still is where the commit continues; index and branch agree
    /// afterwards, also when the process died in between and {@link Advance} was run again.
    ///
    /// @param commit its tree is ignored, its first parent is where the branch is now
    /// @return the new commit, or empty when the paths hold nothing new
    public Optional<String> commit(List<String> paths, NewCommit commit) {
        var parent = commit.parents().getFirst();
        var refs = new Refs(git);
        var tree = tree(Optional.of(parent), paths);
        if (refs.tree(parent).equals(Optional.of(tree)) && commit.parents().size() == 1) {
            return Optional.empty();
        }
        var made =
                new Commits(git)
                        .make(
                                new NewCommit(
                                        tree,
                                        commit.parents(),
                                        commit.message(),
                                        commit.trailers(),
                                        commit.when()));
        var outcome = new Advance(this).move(parent, made);
        return switch (outcome) {
            case Advance.Outcome.Done _ -> Optional.of(made);
            case Advance.Outcome.Blocked blocked ->
                    throw Trouble.refused("commit", "the index disagrees: " + blocked.paths());
            case Advance.Outcome.Outdated _ -> throw Trouble.moved(head().toString());
        };
    }
}
