package dev.landfast.check.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/// Where a test session tells its results: a socket that takes one caller, the plugin of ours that
/// comes before any code of the project. What was said is in our hands at once; the session can
/// neither take it back nor rewrite it.
final class ResultsChannel implements AutoCloseable {

    /// A session's descendants may hold its end open; they are stopped before this matters.
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private static final int PIECE = 1 << 16;

    private final Path socket;
    private final Path record;
    private final ServerSocketChannel server;
    private final Thread reader;

    private ResultsChannel(Path socket, Path record, ServerSocketChannel server) {
        this.socket = socket;
        this.record = record;
        this.server = server;
        this.reader = Thread.ofVirtual().name("results").unstarted(this::listen);
    }

    /// @param socket its path; the system has room for 107 characters
    /// @param record the file that keeps what was said, out of the session's reach
    static ResultsChannel open(Path socket, Path record) {
        try {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(record);
            var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            var channel = new ResultsChannel(socket, record, server);
            channel.reader.start();
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (var caller = server.accept()) {
            // Whoever comes second is not heard.
            server.close();
            Files.deleteIfExists(socket);
            write(caller);
        } catch (IOException e) {
            // What is on record until here is judged; a story without an end proves nothing.
            return;
        }
    }

    private void write(SocketChannel caller) throws IOException {
        var piece = ByteBuffer.allocate(PIECE);
        try (var file =
                FileChannel.open(record, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var size = 0L;
            while (size <= TestStream.LARGEST && caller.read(piece) >= 0) {
                piece.flip();
                size += piece.remaining();
                while (piece.hasRemaining()) {
                    file.write(piece);
                }
                piece.clear();
            }
        }
    }

    /// Waits until everything the session said is on record.
    void finish() throws InterruptedException {
        if (reader.isAlive()) {
            callInVain();
        }
        if (!reader.join(LAST_WORDS)) {
            reader.interrupt();
            reader.join();
        }
    }

    /// Comes after a session that has called already, and ends the wait for one that never did.
    private void callInVain() {
        try {
            SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();
        } catch (IOException e) {
            // Somebody was heard, and nobody is from then on.
            return;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
