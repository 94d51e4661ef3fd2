package dev.landfast.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Folders of ours in places where others can write. A link that somebody put in the place of one
/// leads nowhere: it is taken away, never followed.
final class OwnFolders {

    private OwnFolders() {}

    /// Whether it is a folder, and no link to one.
    static boolean isThere(Path folder) {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    }

    /// Makes it where it is not there.
    static void make(Path folder) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            Files.delete(folder);
        }
        Files.createDirectories(folder);
    }
}
