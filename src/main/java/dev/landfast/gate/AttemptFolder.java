package dev.landfast.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where one gate run keeps what it makes. Of an attempt that was cut short nothing is taken over.
final class AttemptFolder {

    private static final int MOST = 1000;
    private static final List<String> PASSING = List.of("home", "tmp", "cache");

    private AttemptFolder() {}

    /// The folder itself, or the first of its followers that does not exist yet.
    static Path make(Path wanted) {
        try {
            Files.createDirectories(wanted.toAbsolutePath().resolveSibling("."));
            for (var number = 1; number < MOST; number++) {
                var folder = number == 1 ? wanted : Path.of(wanted + "-" + number);
                try {
                    return Files.createDirectory(folder);
                } catch (FileAlreadyExistsException e) {
                    // An earlier run of the same attempt was cut short.
                }
            }
            throw new IOException("there are too many folders beside " + wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes checkouts and temporary files; reports and logs stay.
    static void tidy(Path folder) {
        drop(folder.resolve("candidate"));
        drop(folder.resolve("base"));
        try (var runs = Files.newDirectoryStream(folder)) {
            for (var run : runs) {
                PASSING.forEach(name -> drop(run.resolve("scratch").resolve(name)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What cannot be removed stays: a verdict does not depend on it.
    private static void drop(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new Dropping());
        } catch (IOException e) {
            // A tool took its own permissions away; the folder is left for the next clean-up.
            return;
        }
    }

    private static final class Dropping extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
                throws IOException {
            if (problem != null) {
                throw problem;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
