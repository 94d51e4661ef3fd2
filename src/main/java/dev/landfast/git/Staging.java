package dev.landfast.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Decides which files of a checkout may be committed: by explicit path, never what git ignores,
/// never what looks like a secret.
public final class Staging {

    private static final long READ_AT_MOST = 1 << 20;

    private final Checkout checkout;
    private final Trees trees;

    public Staging(Checkout checkout) {
        this.checkout = checkout;
        this.trees = new Trees(checkout.git());
    }

    /// Why a path is not committed.
    public enum Reason {
        /// git ignores it
        IGNORED,
        /// a new file with the name of a key, a password store, an environment
        SECRET_NAME,
        /// it holds what looks like a key or token, and did not before
        SECRET_CONTENT,
        /// a repository of its own, whose content would not be committed
        NESTED_REPOSITORY,
        /// outside the work tree, or through a link that leads there
        OUTSIDE
    }

    /// @param detail what was recognised, never the secret itself
    public record Refused(String path, Reason reason, String detail) {}

    /// @param paths to be committed, in order
    public record Plan(List<String> paths, List<Refused> refused) {

        public Plan {
            paths = List.copyOf(paths);
            refused = List.copyOf(refused);
        }
    }

    /// Everything that was edited, added or removed here, sorted into what may be committed and
    /// what may not. Ignored files are not looked at.
    public Plan everything() {
        return plan(checkout.status().paths());
    }

    /// The same for paths that somebody named.
    public Plan plan(List<String> paths) {
        var ignored = new HashSet<>(checkout.ignored(inside(paths)));
        var known = trees.files("HEAD", List.of());
        var accepted = new ArrayList<String>();
        var refused = new ArrayList<Refused>();
        for (var path : paths) {
            var refusal =
                    !isInside(path)
                            ? Optional.of(new Refused(path, Reason.OUTSIDE, "not in the work tree"))
                            : ignored.contains(path)
                                    ? Optional.of(
                                            new Refused(path, Reason.IGNORED, "git ignores it"))
                                    : judge(path, Optional.ofNullable(known.get(path)));
            refusal.ifPresentOrElse(refused::add, () -> accepted.add(path));
        }
        return new Plan(accepted, refused);
    }

    private List<String> inside(List<String> paths) {
        return paths.stream().filter(this::isInside).toList();
    }

    /// No folder on the way may be a link: git would refuse it, too, but later.
    private boolean isInside(String path) {
        var file = checkout.path().resolve(path).normalize();
        if (!file.startsWith(checkout.path()) || file.equals(checkout.path())) {
            return false;
        }
        var relative = checkout.path().relativize(file);
        if (relative.getName(0).toString().equalsIgnoreCase(".git")) {
            return false;
        }
        for (var up = file.getParent();
                up != null && !up.equals(checkout.path());
                up = up.getParent()) {
            if (Files.isSymbolicLink(up)) {
                return false;
            }
        }
        return true;
    }

    private Optional<Refused> judge(String path, Optional<PathChange.Blob> before) {
        var file = checkout.path().resolve(path);
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(
                    new Refused(path, Reason.NESTED_REPOSITORY, "commit or remove it first"));
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (before.isEmpty()) {
            var name = Secrets.byName(path);
            if (name.isPresent()) {
                return Optional.of(new Refused(path, Reason.SECRET_NAME, name.get()));
            }
        }
        var found = new HashSet<>(Secrets.in(text(file)));
        before.filter(_ -> !found.isEmpty())
                .map(b -> new String(trees.content(b.id()), StandardCharsets.UTF_8))
                .ifPresent(old -> found.removeAll(Secrets.in(old)));
        return found.stream()
                .findFirst()
                .map(hit -> new Refused(path, Reason.SECRET_CONTENT, hit.toString()));
    }

    private static String text(Path file) {
        try {
            return Files.size(file) > READ_AT_MOST
                    ? ""
                    : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw Trouble.unwritable(file, e);
        }
    }
}
