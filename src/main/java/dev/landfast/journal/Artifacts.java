package dev.landfast.journal;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.RepositoryProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Files named by the hash of what is in them, so that equal ones are stored once and a reference
/// in the journal cannot come to mean something else.
///
/// Written beside their place, forced to the disk, then renamed: a crash leaves a whole file or
/// none under the final name.
public final class Artifacts {

    /// Up to here a file is read at once.
    private static final int SMALL = 64 * 1024;

    private static final AtomicLong DRAFTS = new AtomicLong();
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final Set<String> settled = ConcurrentHashMap.newKeySet();
    private final Set<Path> shelves = ConcurrentHashMap.newKeySet();

    Artifacts(Path folder) {
        this.folder = folder;
    }

    public Artifact put(String name, String mediaType, String text) {
        return put(name, mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    /// What this process has stored before is not written again; the log of a command that says
    /// nothing is such a one.
    private Artifact put(String name, String mediaType, byte[] bytes) {
        var hash = HexFormat.of().formatHex(sha256().digest(bytes));
        if (settled.contains(hash) && Files.exists(path(hash))) {
            return new Artifact(name, mediaType, hash, bytes.length);
        }
        return put(name, mediaType, new ByteArrayInputStream(bytes));
    }

    public Artifact put(String name, String mediaType, Path file) {
        try {
            var size = Files.size(file);
            if (size <= SMALL) {
                return put(name, mediaType, Files.readAllBytes(file));
            }
            try (var in = Files.newInputStream(file)) {
                return put(name, mediaType, in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param content read to its end, not closed
    public Artifact put(String name, String mediaType, InputStream content) {
        try {
            Files.createDirectories(folder);
            var draft = draft();
            try {
                var digest = sha256();
                var size = copy(content, draft, digest);
                var hash = HexFormat.of().formatHex(digest.digest());
                keep(draft, hash);
                settled.add(hash);
                return new Artifact(name, mediaType, hash, size);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new EnvironmentProblem(
                            "LF-506",
                            "an artifact cannot be stored (" + e.getMessage() + ")",
                            folder.toString(),
                            "check the room on the disk and the rights of the folder")
                    .because(e);
        }
    }

    /// A number of ours is as good as a random one, and the source of randomness takes its time.
    private Path draft() throws IOException {
        var name = "draft" + ProcessHandle.current().pid() + "-" + DRAFTS.incrementAndGet();
        Files.deleteIfExists(folder.resolve(name));
        return Files.createFile(folder.resolve(name), PRIVATE);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Where an artifact's bytes are. Read only.
    public Path path(String hash) {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256: " + hash);
        }
        return folder.resolve(hash.substring(0, 2)).resolve(hash);
    }

    /// @throws RepositoryProblem when it is not there or not what its name says
    public byte[] read(Artifact artifact) {
        var file = path(artifact.hash());
        try {
            var bytes = Files.readAllBytes(file);
            var digest = sha256().digest(bytes);
            if (HexFormat.of().formatHex(digest).equals(artifact.hash())) {
                return bytes;
            }
            throw lost("was changed after it was stored", file);
        } catch (IOException e) {
            throw lost("cannot be read (" + e.getMessage() + ")", file).because(e);
        }
    }

    private static RepositoryProblem lost(String what, Path file) {
        return new RepositoryProblem(
                "LF-414",
                "the artifact " + what,
                file.toString(),
                "run the step that made it again: 'landfast retry RUN --from STEP'");
    }

    private static long copy(InputStream from, Path to, MessageDigest digest) throws IOException {
        try (var out = FileChannel.open(to, StandardOpenOption.WRITE)) {
            var buffer = new byte[64 * 1024];
            var size = 0L;
            for (var n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                digest.update(buffer, 0, n);
                var chunk = ByteBuffer.wrap(buffer, 0, n);
                // A disk that is nearly full takes a part and says so by the count alone.
                while (chunk.hasRemaining()) {
                    out.write(chunk);
                }
                size += n;
            }
            out.force(true);
            return size;
        }
    }

    private void keep(Path draft, String hash) throws IOException {
        var place = path(hash);
        var shelf = folder.resolve(hash.substring(0, 2));
        if (!Files.exists(place)) {
            Files.createDirectories(shelf);
            Failpoints.hit("journal.before-artifact");
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        }
        // Also for one that is there: whoever put it there may have died before this.
        force(shelf);
        if (!shelves.contains(shelf)) {
            force(folder);
            shelves.add(shelf);
        }
    }

    /// The name of a file is in its folder: without this a power cut may take it away.
    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
