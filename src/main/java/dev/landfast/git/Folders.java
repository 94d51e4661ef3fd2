package dev.landfast.git;

import dev.landfast.file.Removal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Files written so that they are whole or absent, folders taken away in one step.
final class Folders {

    private static final AtomicLong COUNTER = new AtomicLong();

    private Folders() {}

    /// The file is either as it was or as wanted, also after a power cut.
    static void writeDurably(Path file, String text) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + unique());
        writeAndFlush(fresh, text);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        flushFolder(file);
    }

    static void writeAndFlush(Path file, String text) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    static void flushFolder(Path file) throws IOException {
        var parent = file.getParent();
        if (parent != null) {
            try (var channel = FileChannel.open(parent, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /// A suffix nobody else uses.
    static String unique() {
        return "." + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
    }

    /// Moves it into the trash, where nobody looks for it any more.
    ///
    /// @return where it is now; empty when it was not there
    static Optional<Path> discard(Path path, Path trash) {
        var place = trash.resolve(path.getFileName() + unique());
        while (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectories(trash);
                Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
                return Optional.of(place);
            } catch (NoSuchFileException e) {
                // Another removal has just deleted the trash, which was empty: there is a next one.
            } catch (IOException e) {
                throw Trouble.unwritable(path, e);
            }
        }
        return Optional.empty();
    }

    static void deleteIfEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // Somebody else's things are in it.
        } catch (IOException e) {
            throw Trouble.unwritable(folder, e);
        }
    }

    /// Deletes what is in the trash, following no link.
    static void empty(Path trash) {
        try {
            Removal.ofShared(trash);
        } catch (IOException e) {
            throw Trouble.unwritable(trash, e);
        }
    }
}
