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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Files named by the hash of what is in them, so that equal ones are stored once and a reference
/// in the journal cannot come to mean something else.
///
/// Written beside their place, forced to the disk, then renamed: a crash leaves a whole file or
/// none under the final name.
public final class Artifacts {

    private final Path folder;

    Artifacts(Path folder) {
        this.folder = folder;
    }

    public Artifact put(String name, String mediaType, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return put(name, mediaType, new ByteArrayInputStream(bytes));
    }

    public Artifact put(String name, String mediaType, Path file) {
        try (var in = Files.newInputStream(file)) {
            return put(name, mediaType, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param content read to its end, not closed
    public Artifact put(String name, String mediaType, InputStream content) {
        try {
            Files.createDirectories(folder);
            var draft = Files.createTempFile(folder, "draft", "");
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                var size = copy(content, draft, digest);
                var hash = HexFormat.of().formatHex(digest.digest());
                keep(draft, hash);
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
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            if (HexFormat.of().formatHex(digest).equals(artifact.hash())) {
                return bytes;
            }
            throw lost("was changed after it was stored", file);
        } catch (IOException e) {
            throw lost("cannot be read (" + e.getMessage() + ")", file).because(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
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
                out.write(ByteBuffer.wrap(buffer, 0, n));
                size += n;
            }
            out.force(true);
            return size;
        }
    }

    private void keep(Path draft, String hash) throws IOException {
        var place = path(hash);
        if (Files.exists(place)) {
            return;
        }
        var shelf = Files.createDirectories(folder.resolve(hash.substring(0, 2)));
        Failpoints.hit("journal.before-artifact");
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        force(shelf);
        force(folder);
    }

    /// The name of a file is in its folder: without this a power cut may take it away.
    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
