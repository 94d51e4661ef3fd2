package dev.landfast.git;

import dev.landfast.failpoint.Failpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The checkouts of a repository: the main one and those linked to it.
///
/// `git worktree add` leaves half a worktree behind when it dies, and refuses to go on from there.
/// Here an intent is noted first; with it, every half-made state is recognised and finished.
public final class Worktrees {

    /// Where worktrees of ours live, below the root of the repository.
    public static final String FOLDER = ".worktrees";

    /// What leads from a worktree to its administration, and a draft of it.
    private static final Pattern LINK = Pattern.compile("\\.git(\\.\\d+-\\d+)?");

    private final Git git;
    private final Path root;
    private final Intents intents;
    private final Links links;

    Worktrees(Git git, Path root) {
        this.git = git;
        this.root = root;
        this.links = new Links(git.commonDir(), root);
        this.intents = new Intents(git.commonDir().resolve("landfast").resolve("making"));
    }

    /// One checkout as git lists it.
    ///
    /// @param branch without `refs/heads/`; empty when HEAD is detached
    /// @param missing its folder is gone
    public record Listed(Path path, Optional<String> branch, boolean missing) {}

    public List<Listed> list() {
        var found = new ArrayList<Listed>();
        Optional<Path> path = Optional.empty();
        Optional<String> branch = Optional.empty();
        for (var field : git.call("worktree", "list", "--porcelain", "-z").ok().fields()) {
            if (field.startsWith("worktree ")) {
                path = Optional.of(Path.of(field.substring("worktree ".length())));
                branch = Optional.empty();
            } else if (field.startsWith("branch refs/heads/")) {
                branch = Optional.of(field.substring("branch refs/heads/".length()));
            } else if (field.isEmpty() && path.isPresent()) {
                found.add(new Listed(path.get(), branch, !Files.exists(path.get())));
                path = Optional.empty();
            }
        }
        return found;
    }

    /// The checkout at a path, when it is one of this repository and complete.
    public Optional<Checkout> open(Path path) {
        if (path.equals(root)) {
            return Optional.of(new Checkout(git, git.commonDir(), root));
        }
        return links.of(path)
                .filter(Links::isComplete)
                .filter(_ -> Files.isRegularFile(path.resolve(".git")))
                .map(own -> new Checkout(git, own, path));
    }

    /// The checkouts that have a branch checked out, or are rebasing it.
    public List<Checkout> holding(String branch) {
        var found = new ArrayList<Checkout>();
        for (var listed : list()) {
            var checkout = listed.missing() ? Optional.<Checkout>empty() : open(listed.path());
            if (checkout.isPresent()
                    && (listed.branch().equals(Optional.of(branch))
                            || isRebasing(checkout.get(), branch))) {
                found.add(checkout.get());
            }
        }
        return found;
    }

    private static boolean isRebasing(Checkout checkout, String branch) {
        return Stream.of("rebase-merge", "rebase-apply")
                .map(folder -> checkout.gitDir().resolve(folder).resolve("head-name"))
                .anyMatch(file -> Links.firstLine(file).equals(Refs.branch(branch)));
    }

    /// Makes a worktree at `path` on a new branch at `commit`. Called again after a crash it
    /// finishes what was begun.
    ///
    /// @return the checkout; its HEAD is the commit of the first attempt, if there was one
    public Checkout add(Path path, String branch, String commit) {
        var noted = intents.noted(path).filter(n -> n.branch().equals(branch));
        if (noted.isEmpty()) {
            checkFree(path, branch);
            intents.note(path, new Intents.Noted(branch, commit));
            Failpoints.hit("git.worktree-noted");
        }
        var wanted = noted.map(Intents.Noted::commit).orElse(commit);
        if (!new Refs(git).change(Refs.Change.create(Refs.branch(branch), wanted))) {
            throw Trouble.branchExists(branch);
        }
        Failpoints.hit("git.worktree-branch");
        if (open(path).isEmpty()) {
            clearHalfMade(path);
            link(path, branch);
        }
        Failpoints.hit("git.worktree-linked");
        var made = open(path).orElseThrow(() -> Trouble.occupied(path));
        unlock(made.gitDir());
        made.reset("HEAD");
        Failpoints.hit("git.worktree-filled");
        intents.fulfil(path);
        return made;
    }

    /// What `git worktree add --no-checkout` does, but so that no moment of it leaves a file half
    /// written: an empty `commondir` makes even `git branch` fail in the person's checkout.
    private void link(Path path, String branch) {
        if (Files.exists(git.commonDir().resolve("reftable"))) {
            git.call("worktree", "add", "--no-checkout", path.toString(), branch).write();
            return;
        }
        var draft = git.commonDir().resolve("landfast").resolve("draft" + Folders.unique());
        try {
            Files.createDirectories(draft);
            Folders.writeAndFlush(draft.resolve("HEAD"), "ref: " + Refs.branch(branch) + "\n");
            Folders.writeAndFlush(draft.resolve("commondir"), "../..\n");
            Folders.writeAndFlush(draft.resolve("gitdir"), path.resolve(".git") + "\n");
            var own = freeName(path.getFileName().toString());
            Files.createDirectories(own.resolveSibling(""));
            Files.move(draft, own, StandardCopyOption.ATOMIC_MOVE);
            Failpoints.hit("git.worktree-administered");
            Files.createDirectories(path);
            Folders.writeDurably(path.resolve(".git"), "gitdir: " + own + "\n");
        } catch (IOException e) {
            throw Trouble.unwritable(path, e);
        }
    }

    private Path freeName(String name) {
        var folder = git.commonDir().resolve("worktrees");
        for (var n = 0; ; n++) {
            var own = folder.resolve(n == 0 ? name : name + n);
            if (!Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
                return own;
            }
        }
    }

    /// Whether making a worktree there was begun and never finished.
    public boolean isHalfMade(Path path) {
        return intents.noted(path).isPresent();
    }

    /// The worktree at a path, linked again where the link was lost: the repository was moved, git
    /// has forgotten the worktree, somebody deleted its `.git`. None of its files changes.
    ///
    /// @param branch that it is on where nothing better is known
    /// @return empty where there are no files, where something else is in the link's place, or
    ///   where the branch is gone as well
    public Optional<Checkout> mend(Path path, String branch) {
        var there = open(path);
        var link = path.resolve(".git");
        if (there.isPresent()
                || holdsNothing(path)
                || (Files.exists(link, LinkOption.NOFOLLOW_LINKS)
                        && !Files.isRegularFile(link, LinkOption.NOFOLLOW_LINKS))) {
            return there;
        }
        var own = links.of(path).or(() -> links.moved(path)).filter(Links::isComplete);
        if (own.isPresent()) {
            Links.point(own.get(), path);
            return open(path);
        }
        if (new Refs(git).value(Refs.branch(branch)).isEmpty()) {
            return Optional.empty();
        }
        link(path, branch);
        var made = open(path);
        made.ifPresent(checkout -> checkout.setIndex("HEAD"));
        return made;
    }

    /// After the repository was moved with its worktrees, both ends of each link lead to where it
    /// was.
    void follow() {
        links.follow(root.resolve(FOLDER));
    }

    /// Whether there are no files at a path, the link of a worktree aside.
    public static boolean holdsNothing(Path path) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var entries = Files.list(path)) {
            return entries.allMatch(entry ->
                    entry.endsWith(".git")
                            && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            return false;
        }
    }

    /// Makes the worktree of an existing branch whose folder is gone.
    public Checkout relink(Path path, String branch) {
        var tip = new Refs(git).value(Refs.branch(branch));
        var commit = tip.orElseThrow(() -> Trouble.unknownRevision(branch));
        intents.note(path, new Intents.Noted(branch, commit));
        return add(path, branch, commit);
    }

    /// Refuses when a new worktree there would meet a branch or files of somebody else, a branch on
    /// a remote included; what an attempt of ours has begun is not in the way.
    public void checkFree(Path path, String branch) {
        if (intents.noted(path).filter(n -> n.branch().equals(branch)).isPresent()) {
            return;
        }
        var free = !Files.exists(path, LinkOption.NOFOLLOW_LINKS) || isEmptyFolder(path);
        if (new Refs(git).value(Refs.branch(branch)).isPresent()) {
            throw Trouble.branchExists(branch);
        }
        if (!free) {
            throw Trouble.occupied(path);
        }
        new Remotes(git, root)
                .having(branch)
                .ifPresent(remote -> {
                    throw Trouble.branchOnRemote(branch, remote);
                });
    }

    private static boolean isEmptyFolder(Path path) {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /// Before its files are checked out a worktree holds nothing but the link back, so that there
    /// is nothing to lose here.
    private void clearHalfMade(Path path) {
        links.of(path).ifPresent(own -> Folders.discard(own, trash()));
        var name = path.getFileName().toString();
        for (var own : links.all()) {
            if (own.endsWith(name) && !Links.isComplete(own)) {
                Folders.discard(own, trash());
            }
        }
        // The link back, or what was to become it.
        try (var files = Files.newDirectoryStream(path, Worktrees::isLink)) {
            for (var link : files) {
                Files.delete(link);
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (NotDirectoryException e) {
            throw Trouble.occupied(path);
        } catch (IOException e) {
            throw Trouble.unwritable(path, e);
        }
        if (!isEmptyFolder(path)) {
            throw Trouble.occupied(path);
        }
    }

    private static boolean isLink(Path file) {
        return LINK.matcher(file.getFileName().toString()).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /// git locks a worktree while it makes it, and dies without unlocking it.
    private static void unlock(Path own) {
        var lock = own.resolve("locked");
        try {
            if (Files.exists(lock) && Files.readString(lock).strip().equals("initializing")) {
                Files.delete(lock);
            }
        } catch (IOException e) {
            throw Trouble.unwritable(lock, e);
        }
    }

    /// Takes the worktree away. Whoever calls this has rescued what was in it: the folder is set
    /// aside in one step, then deleted. Repeating it finishes what was begun.
    public void remove(Path path) {
        remove(path, _ -> {});
    }

    /// @param last is shown the folder once nobody finds it under its old name, before it is
    ///   deleted, and may move it away
    public void remove(Path path, Consumer<Path> last) {
        if (path.equals(root) || !path.startsWith(root.resolve(FOLDER))) {
            throw new IllegalArgumentException("not a worktree of ours: " + path);
        }
        intents.fulfil(path);
        var own = links.of(path);
        var aside = Folders.discard(path, leaving());
        Failpoints.hit("git.worktree-set-aside");
        aside.ifPresent(last);
        aside.ifPresent(seen -> Folders.discard(seen, trash()));
        own.ifPresent(folder -> Folders.discard(folder, trash()));
        Failpoints.hit("git.worktree-unlinked");
        Folders.deleteIfEmpty(leaving());
        Folders.empty(trash());
    }

    /// What removals of this worktree had set aside when they died: they may not have looked at it
    /// for the last time.
    public List<Path> left(Path path) {
        var name = Pattern.compile(Pattern.quote(path.getFileName().toString()) + "\\.\\d+-\\d+");
        try (var aside = Files.list(leaving())) {
            return aside.filter(gone -> name.matcher(gone.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw Trouble.unwritable(leaving(), e);
        }
    }

    /// Worktrees that nobody finds any more and that are still to be looked at. Only their own
    /// removals touch them.
    private Path leaving() {
        return root.resolve(FOLDER).resolve(".leaving");
    }

    /// What nobody needs to look at again: whoever comes by may delete it.
    private Path trash() {
        return root.resolve(FOLDER).resolve(".removed");
    }
}
