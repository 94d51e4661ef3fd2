package dev.landfast.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Sorts what git ignores in a worktree: what tools make again at any time, what is small enough to
/// be rescued (an `.env`, notes), and what is too large for that and must be set aside.
final class IgnoredFiles {

    static final long SMALL = 1 << 20;
    private static final int FEW = 200;

    /// Folders and files that the tools of the trade make and make again.
    private static final Set<String> MADE_AGAIN =
            Set.of(
                    ".landfast",
                    ".venv",
                    "venv",
                    ".tox",
                    ".nox",
                    "__pycache__",
                    "__pypackages__",
                    ".pytest_cache",
                    ".mypy_cache",
                    ".ruff_cache",
                    ".hypothesis",
                    ".pyright",
                    "node_modules",
                    "htmlcov",
                    ".coverage",
                    "coverage.xml",
                    ".eggs");

    private static final Pattern MADE_AGAIN_BY_END =
            Pattern.compile(".*(\\.pyc|\\.pyo|\\.egg-info|\\.swp|~)|\\.coverage\\..*");

    private final Path worktree;

    IgnoredFiles(Path worktree) {
        this.worktree = worktree;
    }

    /// @param small files to be kept with everything else
    /// @param large files and folders, relative to the worktree, that are too large for it
    record Sorted(List<String> small, List<String> large) {}

    /// @param ignored as git lists them, folders with a slash at the end
    Sorted sort(List<String> ignored) {
        var small = new ArrayList<String>();
        var large = new ArrayList<String>();
        for (var entry : ignored) {
            var path = entry.endsWith("/") ? entry.substring(0, entry.length() - 1) : entry;
            if (isMadeAgain(path)) {
                continue;
            }
            var content = content(worktree.resolve(path));
            if (content.small) {
                content.files.forEach(f -> small.add(worktree.relativize(f).toString()));
            } else {
                large.add(path);
            }
        }
        return new Sorted(small, large);
    }

    private static boolean isMadeAgain(String path) {
        for (var part : path.split("/", -1)) {
            if (MADE_AGAIN.contains(part) || MADE_AGAIN_BY_END.matcher(part).matches()) {
                return true;
            }
        }
        return false;
    }

    /// Stops counting once it is too much. A repository within counts as large: its own history
    /// would not be kept by committing its files.
    private static Content content(Path start) {
        var content = new Content();
        try {
            Files.walkFileTree(start, content);
        } catch (IOException e) {
            content.small = false;
        }
        return content;
    }

    private static final class Content extends SimpleFileVisitor<Path> {

        private final List<Path> files = new ArrayList<>();
        private long bytes;
        private boolean small = true;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                small = false;
                return FileVisitResult.TERMINATE;
            }
            return isMadeAgain(folder.getFileName().toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!attributes.isRegularFile() && !attributes.isSymbolicLink()) {
                return FileVisitResult.CONTINUE;
            }
            files.add(file);
            bytes += attributes.size();
            small = bytes <= SMALL && files.size() <= FEW;
            return small ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }
    }
}
