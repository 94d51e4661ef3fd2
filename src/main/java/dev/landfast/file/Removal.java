package dev.landfast.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Takes trees of files away that somebody else may have written. A link is removed and never
/// followed, a folder without the right to write in it gets that right, and what somebody else
/// removes meanwhile is no mistake.
public final class Removal {

    private Removal() {}

    /// Takes away whatever is there.
    ///
    /// @throws IOException if something of it cannot be removed; the rest may be gone
    public static void of(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(path, new Removing());
        }
    }

    /// Takes away whatever is there, if that is possible.
    ///
    /// @return whether nothing is there any more
    public static boolean wherePossible(Path path) {
        try {
            of(path);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Takes a folder and all that is in it away, except for what comes in meanwhile: whoever
    /// brings it empties the folder too.
    ///
    /// @throws IOException if something of it cannot be removed; the rest may be gone
    public static void ofShared(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                of(entry);
            }
        } catch (NoSuchFileException _) {
            return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException _) {
            return;
        }
    }

    /// Unless told otherwise, a walk meets a link as a file.
    private static final class Removing extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            folder.toFile().setWritable(true);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
            if (problem instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw problem;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
                throws IOException {
            if (problem != null) {
                throw problem;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
