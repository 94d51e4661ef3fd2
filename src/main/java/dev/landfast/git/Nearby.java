package dev.landfast.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A repository that was met before, recognised by its files alone. Reads like `ls` are typed all
/// day, and asking git costs more than all the rest of them.
///
/// @param root the main work tree
/// @param gitDir the git directory that all worktrees share
/// @param here the work tree that was looked from
/// @param own the git directory of that one; the same as `gitDir` for the main work tree
public record Nearby(String id, Path root, Path gitDir, Path here, Path own) {

    private static final String LINK = "gitdir: ";

    /// The repository around a folder; empty when there is none, when it has no identity yet, when
    /// it was moved or copied, or when its layout is not the usual one. Then ask {@link
    /// Repository#discover}, which knows all cases and says what is wrong.
    public static Optional<Nearby> find(Path start) {
        try {
            for (var at = start.toRealPath(); at != null; at = at.getParent()) {
                var mark = at.resolve(".git");
                if (Files.exists(mark)) {
                    var own = own(mark);
                    var here = at;
                    var common = Files.isDirectory(mark) ? own : own.flatMap(Nearby::common);
                    return common.flatMap(shared -> of(shared, here, own.get()));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> own(Path mark) throws IOException {
        if (Files.isDirectory(mark)) {
            return Optional.of(mark);
        }
        var link = Files.readString(mark).strip();
        return link.startsWith(LINK)
                ? Optional.of(mark.resolveSibling(link.substring(LINK.length())))
                : Optional.empty();
    }

    private static Optional<Path> common(Path own) {
        var common = own.resolve("commondir");
        try {
            return Files.exists(common)
                    ? Optional.of(own.resolve(Files.readString(common).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Nearby> of(Path given, Path here, Path own) {
        try {
            var gitDir = given.toRealPath();
            var lines = Files.readAllLines(gitDir.resolve("landfast-id"));
            var known = lines.size() > 1 && Path.of(lines.get(1)).equals(gitDir);
            var root = gitDir.getParent();
            return known && root != null && gitDir.endsWith(".git")
                    ? Optional.of(
                            new Nearby(lines.getFirst(), root, gitDir, here, own.toRealPath()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
