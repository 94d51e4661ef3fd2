package dev.landfast.mcp;

import dev.landfast.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
            var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            WholeFile.put(file, token.getBytes(StandardCharsets.US_ASCII));
        }
        return Files.readString(file);
    }
}
