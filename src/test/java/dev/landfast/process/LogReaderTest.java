package dev.landfast.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {

    @TempDir Path root;

    private Path log(String text) throws IOException {
        return Files.writeString(
                root.resolve("log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void reads_on_where_it_stopped() throws IOException {
        LogReader reader = new LogReader(log("abcdef"), 2);

        assertThat(text(reader.read(3))).isEqualTo("cde");
        log("ghi");
        assertThat(text(reader.read(100))).isEqualTo("fghi");
        assertThat(reader.read(100)).isEmpty();
        assertThat(reader.offset()).isEqualTo(9);
    }

    @Test
    void a_log_that_does_not_exist_yet_is_empty() throws IOException {
        LogReader reader = new LogReader(root.resolve("later"), 0);

        assertThat(reader.read(10)).isEmpty();
        assertThat(reader.lines(10)).isEmpty();
    }

    @Test
    void escapes_and_malformed_bytes_come_as_they_are() throws IOException {
        Path log = Files.write(root.resolve("log"), new byte[] {27, '[', '3', (byte) 0xff, 0});

        assertThat(new LogReader(log, 0).read(10)).containsExactly(27, '[', '3', 0xff, 0);
    }

    @Test
    void lines_come_when_they_are_complete() throws IOException {
        LogReader reader = new LogReader(log("one\ntw"), 0);

        assertThat(reader.lines(80)).containsExactly("one");
        assertThat(reader.lines(80)).isEmpty();
        log("o\n\nrest");
        assertThat(reader.lines(80)).containsExactly("two", "");
        assertThat(reader.rest()).contains("rest");
        assertThat(reader.rest()).isEmpty();
    }

    @Test
    void a_very_long_line_is_cut_and_costs_no_memory() throws IOException {
        log("x".repeat(5_000_000) + "\nshort\n");
        LogReader reader = LogReader.ofLast(root.resolve("log"), 10_000_000);
        List<String> lines = new ArrayList<>();
        while (reader.offset() < Files.size(root.resolve("log"))) {
            lines.addAll(reader.lines(100));
        }

        assertThat(lines).containsExactly("x".repeat(100) + " [… 4999900 bytes more]", "short");
    }

    @Test
    void the_last_bytes_are_found_from_the_end() throws IOException {
        assertThat(text(LogReader.ofLast(log("abcdef"), 2).read(10))).isEqualTo("ef");
    }

    @Test
    void waiting_ends_with_new_output_or_with_patience() throws IOException, InterruptedException {
        LogReader reader = new LogReader(log("old"), 3);
        assertThat(reader.awaitMore(Duration.ofMillis(20))).isFalse();
        Thread writer =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                log("new");
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        });

        assertThat(reader.awaitMore(Duration.ofSeconds(20))).isTrue();
        writer.join();
        assertThat(text(reader.read(10))).isEqualTo("new");
    }
}
