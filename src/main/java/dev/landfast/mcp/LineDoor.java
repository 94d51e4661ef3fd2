package dev.landfast.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/// The protocol on standard input and output: a message a line, until the input ends.
public final class LineDoor {

    /// Bytes of a message, without its line end.
    private static final int LARGEST = 1 << 20;

    private LineDoor() {}

    /// @param out takes a line without its end, and sends it at once
    public static void serve(Protocol protocol, InputStream in, Consumer<String> out)
            throws IOException {
        var buffered = new BufferedInputStream(in);
        var line = new ByteArrayOutputStream();
        var more = true;
        while (more) {
            line.reset();
            more = fill(line, buffered);
            answer(protocol, line).ifPresent(out);
        }
    }

    private static Optional<String> answer(Protocol protocol, ByteArrayOutputStream line) {
        if (line.size() > LARGEST) {
            return Optional.of(Protocol.unreadable());
        }
        var text = line.toString(StandardCharsets.UTF_8);
        return text.isBlank() ? Optional.empty() : protocol.answer(text);
    }

    /// Reads one line; of one that is too long, only as much as shows it.
    ///
    /// @return whether there may be another
    private static boolean fill(ByteArrayOutputStream line, InputStream in) throws IOException {
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return false;
            }
            if (line.size() <= LARGEST) {
                line.write(c);
            }
        }
        return true;
    }
}
