package dev.landfast.gate;

import dev.landfast.file.Removal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

    /// Removes checkouts and temporary files; reports and logs stay. What cannot be removed stays
    /// too: a verdict does not depend on it.
    static void tidy(Path folder) {
        Removal.wherePossible(folder.resolve("candidate"));
        Removal.wherePossible(folder.resolve("base"));
        try (var runs = Files.newDirectoryStream(folder)) {
            for (var run : runs) {
                PASSING.forEach(
                        name -> Removal.wherePossible(run.resolve("scratch").resolve(name)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
