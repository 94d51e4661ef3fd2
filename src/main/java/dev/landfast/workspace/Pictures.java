package dev.landfast.workspace;

import dev.landfast.git.Checkout;
import dev.landfast.git.Head;
import dev.landfast.git.NewCommit;
import dev.landfast.git.Repository;
import dev.landfast.git.Trailer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes the whole state of a checkout into one commit without changing the checkout: HEAD, what is
/// staged, what is edited, what is new.
final class Pictures {

    private static final String IN_PROGRESS = "Landfast-In-Progress";
    private static final String BRANCH = "Landfast-Branch";

    private final Repository repository;
    private final Checkout checkout;

    Pictures(Repository repository, Checkout checkout) {
        this.repository = repository;
        this.checkout = checkout;
    }

    /// @param commit the picture: its tree is the work tree, its first parent HEAD, its second the
    ///   index where that differs
    /// @param files how many files differ from HEAD
    record Picture(String commit, int files, boolean unsaved) {}

    /// @param more paths that git ignores and that are to be in the picture all the same
    /// @param why the subject of the commit
    Picture take(List<String> more, String why, Instant when) {
        var head = checkout.head().commit();
        var status = checkout.status();
        var paths = new ArrayList<>(status.paths());
        paths.addAll(more);
        var tree = checkout.tree(head, paths);
        var parents = new ArrayList<String>();
        head.ifPresent(parents::add);
        var staged = checkout.stagedTree();
        var stagedDiffers = !staged.equals(head.flatMap(repository.refs()::tree));
        if (stagedDiffers && staged.isPresent()) {
            parents.add(
                    repository
                            .commits()
                            .make(
                                    new NewCommit(
                                            staged.get(),
                                            head.stream().toList(),
                                            "what was staged",
                                            List.of(),
                                            when)));
        }
        var trailers = new ArrayList<Trailer>();
        checkout.operation().ifPresent(o -> trailers.add(new Trailer(IN_PROGRESS, o.word())));
        if (checkout.head() instanceof Head.OnBranch(var branch, _)) {
            trailers.add(new Trailer(BRANCH, branch));
        }
        var commit = repository.commits().make(new NewCommit(tree, parents, why, trailers, when));
        return new Picture(commit, paths.size(), !paths.isEmpty());
    }

    /// Puts a checkout back to a picture: files, index, and nothing that the picture does not have.
    /// HEAD stays where it is. Ignored files stay.
    ///
    /// @param commit of a picture that was taken of this checkout
    void restore(String commit) {
        var parents = repository.commits().parents(commit);
        var now = checkout.status();
        var wanted = repository.trees().files(commit).keySet();
        checkout.reset(commit);
        checkout.delete(now.untracked().stream().filter(p -> !wanted.contains(p)).toList());
        var index = parents.size() > 1 ? parents.get(1) : parents.getFirst();
        checkout.setIndex(index);
    }

    /// The branch that was checked out when the picture was taken.
    Optional<String> branch(String commit) {
        return Trailer.of(repository.commits().message(commit)).stream()
                .filter(t -> t.key().equals(BRANCH))
                .map(Trailer::value)
                .findFirst();
    }

    /// Whether the checkout is, files and index, as in the picture.
    boolean isOf(String commit) {
        var parents = repository.commits().parents(commit);
        var tree = checkout.tree(checkout.head().commit(), checkout.status().paths());
        var index = parents.size() > 1 ? parents.get(1) : parents.getFirst();
        return repository.refs().tree(commit).equals(Optional.of(tree))
                && repository.refs().tree(index).equals(checkout.stagedTree());
    }
}
