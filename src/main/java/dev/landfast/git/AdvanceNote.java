package dev.landfast.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Remembers between which commits a checkout is being moved, for as long as it is under way.
final class AdvanceNote {

    private final Path file;

    AdvanceNote(Path gitDir) {
        this.file = gitDir.resolve("landfast-advance");
    }

    record Begun(String from, String to) {}

    Optional<Begun> read() {
        try {
            var lines = Files.readAllLines(file);
            return Optional.of(new Begun(lines.get(0), lines.get(1)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Trouble.unwritable(file, e);
        }
    }

    void write(Begun begun) {
        try {
            Folders.writeDurably(file, begun.from() + "\n" + begun.to() + "\n");
        } catch (IOException e) {
            throw Trouble.unwritable(file, e);
        }
    }

    void erase() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Trouble.unwritable(file, e);
        }
    }
}
