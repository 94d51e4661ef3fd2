package dev.landfast.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds out whether a lock file in the git directory still belongs to anybody.
///
/// Each of our writing commands stands in a ledger of small files while it runs. A lock is removed
/// only when it is ours — made while a command in the ledger was running whose owner is gone, or in
/// the administration of a worktree below `.worktrees` — and no git process works in this
/// repository any more. A lock that a person's program left behind is theirs to judge.
final class Locks {

    private static final Pattern NAMED = Pattern.compile("[Uu]nable to create '(.+\\.lock)'");
    private static final int LOOKS = 40;
    private static final long BETWEEN_LOOKS_MILLIS = 50;

    private final Path commonDir;
    private final Path ledger;
    private final Path ownWorktrees;
    private final BooleanSupplier anyAlive;
    private final Set<Path> running = ConcurrentHashMap.newKeySet();
    private final Set<Path> held = ConcurrentHashMap.newKeySet();
    private final AtomicLong counter = new AtomicLong();

    Locks(Path commonDir, Path root) {
        this(commonDir, root, new GitProcesses(List.of(commonDir, root))::anyAlive);
    }

    /// @param anyAlive whether a git process works in the repository now
    Locks(Path commonDir, Path root, BooleanSupplier anyAlive) {
        this.commonDir = commonDir;
        this.ledger = commonDir.resolve("landfast").resolve("calls");
        this.ownWorktrees = root.resolve(Worktrees.FOLDER);
        this.anyAlive = anyAlive;
    }

    /// The lock that a command could not take, by its own words.
    static Optional<Path> named(String words) {
        var match = NAMED.matcher(words);
        return match.find() ? Optional.of(Path.of(match.group(1))) : Optional.empty();
    }

    /// Stands in the ledger until it is closed.
    final class Entry implements AutoCloseable {

        private final Path file;

        private Entry(Path file) {
            this.file = file;
        }

        /// A command of this entry was ended by a signal: it stays in the ledger until the locks
        /// that it may have left are gone.
        void leave() {
            running.remove(file);
            // Its children may outlive it by a moment.
            for (var look = 0; look < LOOKS / 4 && anyAlive.getAsBoolean(); look++) {
                pause();
            }
            recover();
        }

        @Override
        public void close() {
            if (running.remove(file)) {
                remove(file);
            }
        }
    }

    Entry enter() {
        var me = ProcessHandle.current();
        var name = me.pid() + "-" + started(me) + "-" + counter.incrementAndGet();
        var file = ledger.resolve(name);
        running.add(file);
        try {
            Files.createDirectories(ledger);
            Files.createFile(file);
        } catch (IOException e) {
            running.remove(file);
            throw Trouble.unwritable(file, e);
        }
        return new Entry(file);
    }

    /// Returns true once the lock is gone, false after two seconds in which somebody held it.
    boolean clear(Path lock) {
        for (var look = 0; look < LOOKS; look++) {
            if (!Files.exists(lock)) {
                return true;
            }
            if (isOurs(lock) && removeLeft(Stream.of(lock))) {
                return true;
            }
            pause();
        }
        return false;
    }

    /// Takes a lock as git would take it, so that no git command changes what it guards.
    final class Held implements AutoCloseable {

        private final Path lock;
        private final Entry entry;

        private Held(Path lock, Entry entry) {
            this.lock = lock;
            this.entry = entry;
        }

        Path file() {
            return lock;
        }

        /// Whatever was not renamed into place is thrown away.
        @Override
        public void close() {
            remove(lock);
            held.remove(lock);
            entry.close();
        }
    }

    Held hold(Path lock) {
        var entry = enter();
        for (var attempt = 1; ; attempt++) {
            try {
                held.add(lock);
                Files.createFile(lock);
                return new Held(lock, entry);
            } catch (FileAlreadyExistsException e) {
                held.remove(lock);
                if (!clear(lock) || attempt > 2) {
                    entry.close();
                    throw Trouble.locked(lock);
                }
            } catch (IOException e) {
                held.remove(lock);
                entry.close();
                throw Trouble.unwritable(lock, e);
            }
        }
    }

    /// Removes every lock that dead commands of ours left behind. Costs one look into a folder when
    /// there were none.
    void recover() {
        if (entries().stream().anyMatch(this::isOver)) {
            removeLeft(Stream.empty());
        }
    }

    /// A file as it was seen: one that is taken away and made again is another one.
    private record Seen(Path file, FileTime changed) {

        static Stream<Seen> of(Path file) {
            return changeOf(file).map(at -> new Seen(file, at)).stream();
        }

        boolean stands() {
            return changeOf(file).filter(changed::equals).isPresent();
        }
    }

    /// What is there is noted before one asks who is alive: a command that begins after that takes
    /// locks which nobody may take from it. All locks go before the ledger is swept, which alone
    /// tells them from a person's.
    ///
    /// @param more a lock of ours wherever it is
    /// @return false when a git process works here, and nothing was removed
    private boolean removeLeft(Stream<Path> more) {
        var over = entries().stream().filter(this::isOver).toList();
        var locks =
                Stream.concat(locks().stream(), more)
                        .distinct()
                        .filter(this::isOurs)
                        .flatMap(Seen::of)
                        .toList();
        if (anyAlive.getAsBoolean()) {
            return false;
        }
        locks.stream().filter(Seen::stands).map(Seen::file).forEach(Locks::remove);
        over.forEach(Locks::remove);
        return true;
    }

    private List<Path> entries() {
        try (var entries = Files.list(ledger)) {
            return entries.filter(e -> !running.contains(e)).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Objects are left out: they have no locks, and are many.
    private List<Path> locks() {
        try (var top = Files.list(commonDir);
                var refs = Files.walk(commonDir.resolve("refs"));
                var own = Files.walk(Files.createDirectories(commonDir.resolve("worktrees")), 2)) {
            return Stream.of(top, refs, own)
                    .flatMap(s -> s)
                    .filter(f -> f.getFileName().toString().endsWith(".lock"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOurs(Path lock) {
        if (held.contains(lock)) {
            return false;
        }
        return inOwnWorktree(lock) || madeByDeadCall(lock);
    }

    private boolean inOwnWorktree(Path lock) {
        var administration = commonDir.resolve("worktrees");
        if (!lock.startsWith(administration)) {
            return false;
        }
        var gitDir = administration.resolve(administration.relativize(lock).getName(0));
        try {
            var tree = Path.of(Files.readString(gitDir.resolve("gitdir")).strip());
            return tree.startsWith(ownWorktrees);
        } catch (IOException e) {
            return false;
        }
    }

    /// The ledger's own commands in this process count too: the caller's command has just ended.
    private boolean madeByDeadCall(Path lock) {
        var made = changeOf(lock);
        if (made.isEmpty()) {
            return false;
        }
        try (var entries = Files.list(ledger)) {
            return entries.anyMatch(e ->
                    isOver(e)
                            && written(e)
                                    .map(at -> !made.get().toInstant().isBefore(at))
                                    .orElse(false));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOver(Path entry) {
        var parts = entry.getFileName().toString().split("-", -1);
        var owner = ProcessHandle.of(Long.parseLong(parts[0])).filter(ProcessHandle::isAlive);
        var lives = owner.isPresent() && Long.toString(started(owner.get())).equals(parts[1]);
        return !lives || owner.get().equals(ProcessHandle.current());
    }

    /// The time of the last change of state: a copied index brings its own time of writing.
    private static Optional<FileTime> changeOf(Path file) {
        try {
            return Optional.of(
                    (FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Instant> written(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Trouble.unwritable(file, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
