package dev.landfast.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/// Notes of worktrees being made, so that half of one is known to be ours.
final class Intents {

    private final Path folder;

    Intents(Path folder) {
        this.folder = folder;
    }

    private Path note(Path path) {
        var name = UUID.nameUUIDFromBytes(path.toString().getBytes(StandardCharsets.UTF_8));
        return folder.resolve(name.toString());
    }

    /// @param branch where the worktree is to stand
    /// @param commit where the branch begins
    record Noted(String branch, String commit) {}

    Optional<Noted> noted(Path path) {
        try {
            var lines = Files.readString(note(path)).split("\n", -1);
            return Optional.of(new Noted(lines[0], lines[1]));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Trouble.unwritable(note(path), e);
        }
    }

    void note(Path path, Noted noted) {
        try {
            Files.createDirectories(folder);
            Folders.writeDurably(note(path), noted.branch() + "\n" + noted.commit() + "\n");
        } catch (IOException e) {
            throw Trouble.unwritable(note(path), e);
        }
    }

    void fulfil(Path path) {
        try {
            Files.deleteIfExists(note(path));
        } catch (IOException e) {
            throw Trouble.unwritable(note(path), e);
        }
    }
}
