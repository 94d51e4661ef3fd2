package dev.landfast.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Files that are there whole or not at all, for whoever reads them while they are written, and
/// readable by their owner alone. Not flushed: for what can be made again after a power cut.
public final class WholeFile {

    private WholeFile() {}

    /// Puts the content there, in place of what was there; folders are made. Nothing is left of
    /// what could not be written.
    public static void put(Path file, byte[] content) throws IOException {
        var folder = Files.createDirectories(file.resolveSibling(".").normalize());
        var fresh = Files.createTempFile(folder, "new", ".part");
        try {
            Files.write(fresh, content);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
