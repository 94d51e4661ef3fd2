package dev.landfast.agent.dialect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Files that are laid down in, and taken from, a folder that an agent may write. A link that it
/// left there leads nowhere.
final class Laid {

    private Laid() {}

    /// Writes a file anew below a folder; what is in its place or on the way to it and is no folder
    /// goes.
    static void put(Path folder, Path file, String text) throws IOException {
        var below = Files.createDirectories(folder);
        for (var name : folder.relativize(file.resolveSibling("")).normalize()) {
            if (!name.toString().isEmpty()) {
                below = below.resolve(name);
                if (!Files.isDirectory(below, LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(below);
                    Files.createDirectory(below);
                }
            }
        }
        Files.deleteIfExists(file);
        Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /// Takes a file away; what is in its place and is none stays.
    static void drop(Path file) throws IOException {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(file);
        }
    }

    /// The text of a file that is one itself and no longer than that.
    static String read(Path file, int longest) throws IOException {
        try (var in =
                Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            var bytes = in.readNBytes(longest + 1);
            if (bytes.length > longest) {
                throw new IOException(file + " is longer than " + longest + " bytes");
            }
            return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
