package dev.landfast.process;

import java.io.IOException;
import java.nio.file.Path;

/// Reads a growing log from an offset, a bounded piece at a time.
///
/// Bytes are given as they are; hiding secrets and escapes is the writer's business. An offset
/// stays valid for the life of a log, because a log is only ever appended to.
public final class LogReader {

    private final Path log;
    private final long offset;

    public LogReader(Path log, long offset) {
        this.log = log;
        this.offset = offset;
    }

    /// Where the next read begins.
    public long offset() {
        return offset;
    }

    /// Up to `atMost` further bytes; empty when there is nothing new, or no log yet.
    public byte[] read(int atMost) throws IOException {
        throw new IOException(log + " " + atMost);
    }
}
