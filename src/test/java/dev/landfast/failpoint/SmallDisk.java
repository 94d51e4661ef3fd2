package dev.landfast.failpoint;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file system in memory that can be full. Needs the right to mount one; a test is skipped, and
/// says why, where it is missing.
public final class SmallDisk implements AutoCloseable {

    private static final int PAGE = 4096;

    private final Path folder;
    private final Path ballast;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    /// @param folder an empty one
    public static SmallDisk mount(Path folder, int megabytes) {
        var size = "size=" + megabytes + "m";
        var mounted = run("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString());
        assumeTrue(mounted, "a small file system cannot be mounted here: full disks not tested");
        return new SmallDisk(folder);
    }

    public Path folder() {
        return folder;
    }

    /// Leaves no room but what files have already.
    public void fill() {
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(new byte[PAGE]);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("space")) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Gives back about so many bytes of it.
    public void spare(long bytes) throws IOException {
        try (var file = FileChannel.open(ballast, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - bytes);
        }
    }

    /// Gives back the room that was taken.
    public void free() throws IOException {
        Files.delete(ballast);
    }

    @Override
    public void close() {
        run("umount", "--lazy", folder.toString());
    }

    private static boolean run(String... command) {
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.DISCARD);
        try {
            return builder.start().onExit().join().exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
