package dev.landfast.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `info/exclude`: what git ignores in this repository without anything being committed.
public final class Excludes {

    private final Path file;

    Excludes(Path gitDir) {
        this.file = gitDir.resolve("info").resolve("exclude");
    }

    /// Adds a pattern unless it is there.
    public void add(String pattern) {
        try {
            var text = Files.exists(file) ? Files.readString(file) : "";
            if (text.lines().anyMatch(pattern::equals)) {
                return;
            }
            Files.createDirectories(file.getParent());
            var separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
            Folders.writeDurably(file, text + separator + pattern + "\n");
        } catch (IOException e) {
            throw Trouble.unwritable(file, e);
        }
    }
}
