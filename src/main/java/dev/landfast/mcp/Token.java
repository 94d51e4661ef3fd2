package dev.landfast.mcp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// What a client is known by: 256 random bits, kept in a file of the owner's alone.
public final class Token {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Token() {}

    /// The token of a file, made where there is none: who was given it before keeps it.
    public static String in(Path file) throws IOException {
        if (!Files.exists(file)) {
            var bytes = new byte[BYTES];
            RANDOM.nextBytes(bytes);
            var draft = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(
                    draft,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    draft,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                    StandardOpenOption.WRITE);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file);
    }
}
