package dev.landfast.process;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/// A task's standard input that is written while it runs: a named pipe. It ends with this program,
/// however that ends, and whoever reads from it is told so.
public final class StdinPipe implements Closeable {

    private static final String MAKER = "/usr/bin/mkfifo";

    private final Path path;
    private final FileChannel end;

    private StdinPipe(Path path, FileChannel end) {
        this.path = path;
        this.end = end;
    }

    /// Makes it, in place of one that is there.
    public static StdinPipe make(Path path) throws IOException {
        Files.deleteIfExists(path);
        var made =
                Tasks.capture(Capture.of(List.of(MAKER, path.toString()), Path.of("/"), Map.of()));
        if (!made.succeeded()) {
            throw new IOException("no pipe can be made at " + path + ": " + made.errText().strip());
        }
        // Opened for both, it waits for nobody.
        return new StdinPipe(
                path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /// What to give to {@link TaskSpec.Options#withStdin}.
    public Path path() {
        return path;
    }

    /// Writes one line. Blocks while the pipe is full, until it is read or closed.
    public void line(String text) throws IOException {
        var bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            end.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        end.close();
    }
}
