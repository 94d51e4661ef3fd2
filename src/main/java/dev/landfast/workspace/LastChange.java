package dev.landfast.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/// When anything in a folder was changed last, as far as one can see.
///
/// What counts is the change of state (`ctime`), which nobody can set: a file that is moved in with
/// its old time of writing is seen. Only where a file has several names writing counts, as whoever
/// gives or takes one of them elsewhere changes its state too. The folder itself does not count, as
/// moving it changes it.
final class LastChange {

    private static final FileTime NEVER = FileTime.fromMillis(Long.MIN_VALUE);

    private final FileTime at;
    private final boolean whole;

    private LastChange(FileTime at, boolean whole) {
        this.at = at;
        this.whole = whole;
    }

    /// What vanishes meanwhile or cannot be read is left out.
    static LastChange in(Path folder) {
        var look = new Look(folder);
        try {
            Files.walkFileTree(folder, look);
        } catch (IOException e) {
            look.whole = false;
        }
        return new LastChange(look.newest, look.whole);
    }

    /// Whether anything may have changed since an earlier look. Also true when something vanished
    /// under this look: then somebody is at work there.
    boolean isAfter(LastChange earlier) {
        return !whole || at.compareTo(earlier.at) > 0;
    }

    private static final class Look extends SimpleFileVisitor<Path> {

        private final Path top;
        private FileTime newest = NEVER;
        private boolean whole = true;

        private Look(Path top) {
            this.top = top;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(top)) {
                see(folder, attributes);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            see(file, attributes);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) {
            whole = false;
            return FileVisitResult.CONTINUE;
        }

        private void see(Path file, BasicFileAttributes attributes) {
            try {
                var more =
                        Files.readAttributes(file, "unix:ctime,nlink", LinkOption.NOFOLLOW_LINKS);
                var shared =
                        !attributes.isDirectory()
                                && more.get("nlink") instanceof Integer names
                                && names > 1;
                var changed =
                        !shared && more.get("ctime") instanceof FileTime time
                                ? time
                                : attributes.lastModifiedTime();
                newest = changed.compareTo(newest) > 0 ? changed : newest;
            } catch (IOException e) {
                whole = false;
            }
        }
    }
}
