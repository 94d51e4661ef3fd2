package dev.landfast.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What binds worktrees to their repository: a file in the worktree that leads to a folder in the
/// git directory, its administration, and a file in there that leads back.
final class Links {

    private final Path commonDir;
    private final Path root;

    Links(Path commonDir, Path root) {
        this.commonDir = commonDir;
        this.root = root;
    }

    /// The administration that leads to a worktree.
    Optional<Path> of(Path path) {
        return all().stream().filter(own -> leadsTo(own, path)).findFirst();
    }

    /// Every administration there is.
    List<Path> all() {
        var folder = commonDir.resolve("worktrees");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw Trouble.unwritable(folder, e);
        }
    }

    /// After the repository was moved with its worktrees, both ends of each link lead to where it
    /// was.
    ///
    /// @param folder where the worktrees are
    void follow(Path folder) {
        var lost = all().stream().filter(Links::leadsNowhere).toList();
        if (lost.isEmpty() || !Files.isDirectory(folder)) {
            return;
        }
        try (var entries = Files.list(folder)) {
            var unlinked =
                    entries.filter(path -> Files.isRegularFile(path.resolve(".git")))
                            .filter(path -> of(path).isEmpty());
            for (var path : unlinked.toList()) {
                moved(path, lost).filter(Links::isComplete).ifPresent(own -> point(own, path));
            }
        } catch (IOException e) {
            throw Trouble.unwritable(folder, e);
        }
    }

    /// The administration of a worktree that leads to the same place in a folder that is gone.
    Optional<Path> moved(Path path) {
        return moved(path, all());
    }

    private Optional<Path> moved(Path path, List<Path> administrations) {
        var end = "/" + root.relativize(path.resolve(".git"));
        return administrations.stream()
                .filter(own -> firstLine(own.resolve("gitdir")).endsWith(end) && leadsNowhere(own))
                .findFirst();
    }

    private static boolean leadsNowhere(Path own) {
        return !Files.exists(own.resolve(firstLine(own.resolve("gitdir"))));
    }

    /// Makes each lead to the other.
    static void point(Path own, Path path) {
        try {
            Folders.writeDurably(own.resolve("gitdir"), path.resolve(".git") + "\n");
            Folders.writeDurably(path.resolve(".git"), "gitdir: " + own + "\n");
        } catch (IOException e) {
            throw Trouble.unwritable(path, e);
        }
    }

    private static boolean leadsTo(Path own, Path path) {
        try {
            var link = Files.readString(own.resolve("gitdir")).stripTrailing();
            return link.equals(path.resolve(".git").toString());
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether git can work with it.
    static boolean isComplete(Path own) {
        return Stream.of("HEAD", "commondir", "gitdir")
                .noneMatch(name -> firstLine(own.resolve(name)).isEmpty());
    }

    /// Empty when there is no such file.
    static String firstLine(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            throw Trouble.unwritable(file, e);
        }
    }
}
