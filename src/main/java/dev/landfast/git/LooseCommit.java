package dev.landfast.git;

import dev.landfast.git.Settings.Signature;
import java.io.IOException;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Adler32;

/// A commit written as `git commit-tree` writes it, to the bit: one file in the object store, under
/// the hash of what is in it. To start git for that would take as long as the merge before it.
///
/// Where anything about the repository is unusual, it is left to git.
final class LooseCommit {

    private static final AtomicLong COUNTER = new AtomicLong();
    private static final int SHA1_DIGITS = 40;
    private static final int SHA256_DIGITS = 64;

    /// What one block of zlib can hold uncompressed.
    private static final int LONGEST = 0xffff;

    private static final byte[] ZLIB = {0x78, 0x01};
    private static final byte ONLY_BLOCK = 1;
    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?> READ_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--r--r--"));

    private final Git git;
    private final NewCommit commit;
    private final Signature names;

    LooseCommit(Git git, NewCommit commit, Signature names) {
        this.git = git;
        this.commit = commit;
        this.names = names;
    }

    /// Flushed to the disk when this returns.
    ///
    /// @return its id; empty when git has to do it
    Optional<String> write() {
        var algorithm =
                switch (commit.tree().length()) {
                    case SHA1_DIGITS -> "SHA-1";
                    case SHA256_DIGITS -> "SHA-256";
                    default -> "";
                };
        // A tree that was just written is a file. Whether one in a pack is there, git knows.
        if (algorithm.isEmpty() || !Files.exists(place(commit.tree()))) {
            return Optional.empty();
        }
        var object = object();
        if (object.length > LONGEST) {
            return Optional.empty();
        }
        var id = hash(algorithm, object);
        try {
            keep(place(id), object);
        } catch (IOException e) {
            throw Trouble.unwritable(place(id), e);
        }
        return Optional.of(id);
    }

    private byte[] object() {
        var when = " " + commit.when().getEpochSecond() + " +0000\n";
        var text = new StringBuilder("tree ").append(commit.tree()).append('\n');
        commit.parents().stream()
                .distinct()
                .forEach(parent -> text.append("parent ").append(parent).append('\n'));
        text.append("author ").append(names.author()).append(when);
        text.append("committer ").append(names.committer()).append(when);
        text.append('\n').append(commit.text());
        var content = text.toString().getBytes(StandardCharsets.UTF_8);
        var head = ("commit " + content.length + "\0").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + content.length).put(head).put(content).array();
    }

    private static String hash(String algorithm, byte[] object) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(object));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path place(String id) {
        var objects = git.commonDir().resolve("objects");
        return objects.resolve(id.substring(0, 2)).resolve(id.substring(2));
    }

    /// Written beside its place and renamed, so that whoever finds it finds all of it. The name
    /// before is one that `git gc` sweeps away when a crash leaves it. What is there already is
    /// written anew: `git gc` spares what is young and not reachable yet.
    private static void keep(Path place, byte[] object) throws IOException {
        // Always asked for: a run makes the same calls whatever its hashes are, and can be crashed
        // at each of them by number.
        Files.createDirectories(place.getParent());
        var name = "tmp_obj_" + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet();
        var draft = place.resolveSibling(name);
        try {
            write(draft, object);
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    private static void write(Path draft, byte[] object) throws IOException {
        try (var file = FileChannel.open(draft, NEW, READ_ONLY)) {
            var bytes = stored(object);
            // A disk that is nearly full takes a part and says so by the count alone.
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
    }

    /// As zlib has it when it is told not to compress: there is little to gain, and to set up a
    /// compressor takes longer than all the rest.
    private static ByteBuffer stored(byte[] object) {
        var sum = new Adler32();
        sum.update(object);
        return ByteBuffer.allocate(object.length + 11)
                .put(ZLIB)
                .put(ONLY_BLOCK)
                .put((byte) object.length)
                .put((byte) (object.length >> 8))
                .put((byte) ~object.length)
                .put((byte) (~object.length >> 8))
                .put(object)
                .putInt((int) sum.getValue())
                .flip();
    }
}
