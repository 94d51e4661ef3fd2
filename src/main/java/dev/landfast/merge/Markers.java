package dev.landfast.merge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Finds conflict markers that somebody left in a file.
final class Markers {

    private Markers() {}

    /// A line of equals signs alone may be a heading; the other three are never anything else.
    static boolean areIn(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return text.lines()
                    .anyMatch(l ->
                            l.startsWith("<<<<<<< ")
                                    || l.startsWith(">>>>>>> ")
                                    || l.startsWith("||||||| "));
        } catch (IOException e) {
            throw Trouble.unreadable(file, e);
        }
    }
}
