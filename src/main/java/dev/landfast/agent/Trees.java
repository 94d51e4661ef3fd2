package dev.landfast.agent;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Removes folders that an agent could write. Links in them are removed and not followed.
final class Trees {

    private Trees() {}

    /// What cannot be removed stays.
    static void remove(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                Files.walkFileTree(folder, new Removal());
            }
        } catch (IOException _) {
            // An agent may have taken the right to it away: it lies where nobody else looks.
            return;
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
