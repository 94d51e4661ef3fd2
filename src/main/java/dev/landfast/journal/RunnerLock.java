package dev.landfast.journal;

import dev.landfast.problem.EnvironmentProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The lock of the one runner of a repository, held by the operating system for as long as the
/// process lives, so that a dead one leaves nothing behind.
final class RunnerLock implements AutoCloseable {

    /// POSIX drops a process's locks on a file as soon as it closes any descriptor of it: a second
    /// look at a lock that this process holds must not open the file.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private RunnerLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// @return empty when another process, or this one, holds it
    static Optional<RunnerLock> acquire(Path file) {
        return attempt(file, false);
    }

    /// Whether somebody holds it. Looks with a shared lock, so that two who look do not see each
    /// other.
    static boolean held(Path file) {
        var look = attempt(file, true);
        look.ifPresent(RunnerLock::close);
        return look.isEmpty();
    }

    private static Optional<RunnerLock> attempt(Path given, boolean shared) {
        var file = given.toAbsolutePath().normalize();
        if (!HELD_HERE.add(file)) {
            return Optional.empty();
        }
        try {
            var channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (locked(channel, shared)) {
                return Optional.of(new RunnerLock(file, channel));
            }
            channel.close();
        } catch (IOException e) {
            HELD_HERE.remove(file);
            throw new EnvironmentProblem(
                            "LF-504",
                            "the runner's lock cannot be taken (" + e.getMessage() + ")",
                            file.toString(),
                            "check the rights of the folder; file locks need a local disk")
                    .because(e);
        }
        HELD_HERE.remove(file);
        return Optional.empty();
    }

    private static boolean locked(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
