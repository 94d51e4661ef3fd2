package dev.landfast.git;

import dev.landfast.problem.EnvironmentProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One repository with everything that can be asked of it.
///
/// Whoever has one knows that git is new enough, that the repository has a work tree and whole
/// history, and that it may be used by this user. What else must hold before work starts is asked
/// by {@link #start}.
public final class Repository {

    private final Git git;
    private final Path root;
    private final String id;
    private final Trees trees;

    private Repository(Git git, Path root, String id) {
        this.git = git;
        this.root = root;
        this.id = id;
        this.trees = new Trees(git);
    }

    /// The repository that a folder is in, whichever of its worktrees that is.
    public static Repository discover(Path start, GitTool tool) {
        var found = new Discovery(tool, start.toAbsolutePath().normalize()).find();
        var git = Git.open(tool, found.commonDir(), found.root());
        return new Repository(git, found.root(), IdentityFile.of(found.commonDir()));
    }

    /// Names the repository for as long as it exists, also when it is moved; a copy gets its own.
    public String id() {
        return id;
    }

    /// The main work tree.
    public Path root() {
        return root;
    }

    /// The git directory that all worktrees share.
    public Path gitDir() {
        return git.commonDir();
    }

    public Refs refs() {
        return new Refs(git);
    }

    public Commits commits() {
        return new Commits(git);
    }

    public Trees trees() {
        return trees;
    }

    public Merges merges() {
        return new Merges(git);
    }

    public Remotes remotes() {
        return new Remotes(git, root);
    }

    public Worktrees worktrees() {
        return new Worktrees(git, root);
    }

    public Excludes excludes() {
        return new Excludes(git.commonDir());
    }

    /// The person's own checkout.
    public Checkout main() {
        return new Checkout(git, git.commonDir(), root);
    }

    /// Where work starts from and lands.
    public record Base(String branch, String commit) {}

    /// Checks everything that must hold before work starts, and answers where it starts.
    ///
    /// @param branch the base to land on; empty means the one that is checked out
    public Base start(Optional<String> branch) {
        var refs = refs();
        if (refs.commit("HEAD").isEmpty() && refs.below("refs/heads/").isEmpty()) {
            throw Trouble.noCommits(root);
        }
        if (!commits().hasIdentity()) {
            throw Trouble.noIdentity(root);
        }
        var name = branch.orElseGet(this::current);
        var commit = refs.value(Refs.branch(name)).filter(_ -> !name.isEmpty());
        return new Base(name, commit.orElseThrow(() -> Trouble.unknownRevision(name)));
    }

    private String current() {
        var operation = main().operation();
        if (operation.isPresent()) {
            throw Trouble.midway(root, operation.get());
        }
        return switch (main().head()) {
            case Head.OnBranch(var name, var commit) -> {
                if (commit.isEmpty()) {
                    throw Trouble.noCommits(root);
                }
                yield name;
            }
            case Head.Detached _ -> throw Trouble.detached(root);
        };
    }

    /// Puts right what processes of ours that died have left: locks, and checkouts that were being
    /// moved; and the links of worktrees after the repository itself was moved. For the one process
    /// that works on the repository, when it starts.
    public void recover() {
        git.locks().recover();
        worktrees().follow();
        for (var listed : worktrees().list()) {
            if (!listed.missing()) {
                worktrees().open(listed.path()).ifPresent(Repository::goOn);
            }
        }
    }

    private static void goOn(Checkout moving) {
        try {
            new Advance(moving).resume();
        } catch (EnvironmentProblem e) {
            // The landing that began it goes on with it again, and says what is wrong.
        }
    }

    /// What is in this repository and not taken care of, in sentences for people.
    public List<String> limits(String commit) {
        var submodules =
                trees().files(commit).values().stream()
                        .filter(PathChange.Blob::isSubmodule)
                        .count();
        return submodules == 0
                ? List.of()
                : List.of(
                        submodules
                                + " submodule(s): worktrees get empty folders for them, and changes"
                                + " inside them are neither committed nor pushed");
    }

    /// Settings in the repository's own configuration that would start programs and are therefore
    /// not followed. Those a person needs belong into their global configuration.
    public Set<String> ignoredSettings() {
        return git.settings().ignored();
    }
}
