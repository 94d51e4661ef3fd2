package dev.landfast.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;

/// Index files of our own, beside the real ones, for putting a tree together.
final class Scratch {

    private static final AtomicLong COUNTER = new AtomicLong();

    private Scratch() {}

    /// A name that is not taken; the file does not exist yet, which git reads as an empty index.
    static Path index(Git git) {
        var folder = git.commonDir().resolve("landfast").resolve("index");
        var name = ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(name));
            Files.deleteIfExists(folder.resolve(name + ".lock"));
        } catch (IOException e) {
            throw Trouble.unwritable(folder, e);
        }
        return folder.resolve(name);
    }

    /// A copy of a real index, or nothing yet where there is none. Its time is copied, too: git
    /// compares it with those of the files to find edits made in the same instant.
    static Path copyOf(Git git, Path real) {
        var scratch = index(git);
        try {
            if (Files.exists(real)) {
                Files.copy(real, scratch, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw Trouble.unwritable(scratch, e);
        }
        return scratch;
    }

    static void drop(Path index) {
        try {
            Files.deleteIfExists(index);
            Files.deleteIfExists(index.resolveSibling(index.getFileName() + ".lock"));
        } catch (IOException e) {
            throw Trouble.unwritable(index, e);
        }
    }
}
