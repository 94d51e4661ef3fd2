package dev.landfast.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads a growing log from an offset, a bounded piece at a time.
///
/// Bytes are given as they are; hiding secrets and escapes is the writer's business. An offset
/// stays valid for the life of a log, because a log is only ever appended to. Use {@link #read} or
/// {@link #lines}, not both on one reader. Not safe for several threads.
public final class LogReader {

    private static final int PIECE = 64 * 1024;
    private static final long SHORTEST_PAUSE = 2_000_000;
    private static final long LONGEST_PAUSE = 50_000_000;

    private final Path log;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long offset;
    private long cut;

    public LogReader(Path log, long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("an offset is not negative: " + offset);
        }
        this.log = log;
        this.offset = offset;
    }

    /// A reader that begins at most `bytes` before the present end.
    public static LogReader ofLast(Path log, long bytes) throws IOException {
        return new LogReader(log, Math.max(0, size(log) - bytes));
    }

    /// Where the next read begins.
    public long offset() {
        return offset;
    }

    /// Up to `atMost` further bytes; empty when there is nothing new, or no log yet.
    public byte[] read(int atMost) throws IOException {
        long available = Math.min(size(log) - offset, atMost);
        if (available <= 0) {
            return new byte[0];
        }
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) available);
            int count = Math.max(0, channel.read(buffer, offset));
            offset += count;
            return count == buffer.capacity()
                    ? buffer.array()
                    : Arrays.copyOf(buffer.array(), count);
        }
    }

    /// The lines of the next 64 KiB that are complete, as UTF-8 and without their line feed. A line
    /// longer than `longest` bytes is cut there and says by how much.
    public List<String> lines(int longest) throws IOException {
        List<String> complete = new ArrayList<>();
        for (byte b : read(PIECE)) {
            if (b == '\n') {
                complete.add(takeLine());
            } else if (line.size() < longest) {
                line.write(b);
            } else {
                cut++;
            }
        }
        return complete;
    }

    /// What stands behind the last line feed read so far; ask for it when the task has ended.
    public Optional<String> rest() {
        return line.size() == 0 ? Optional.empty() : Optional.of(takeLine());
    }

    /// Waits until there is something to read, at most this long.
    ///
    /// @return whether there is
    public boolean awaitMore(Duration atMost) throws IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        long pause = SHORTEST_PAUSE;
        while (size(log) <= offset) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            Thread.sleep(Duration.ofNanos(Math.min(pause, left)));
            pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
        return true;
    }

    private String takeLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        String whole = cut == 0 ? text : text + " [… " + cut + " bytes more]";
        line.reset();
        cut = 0;
        return whole;
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
