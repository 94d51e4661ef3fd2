package dev.landfast.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// The one way JSON reports are read: up to a size and a depth.
public final class Json {

    private static final long LARGEST = 64L << 20;
    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(100)
                                                    .build())
                                    .build())
                    .build();

    private Json() {}

    public static JsonNode read(Path file) throws UnreadableReport {
        try {
            if (!Files.isRegularFile(file)) {
                throw new UnreadableReport("there is no report " + file.getFileName());
            }
            if (Files.size(file) > LARGEST) {
                throw new UnreadableReport(
                        file.getFileName() + " is larger than " + (LARGEST >> 20) + " MiB");
            }
            return parse(Files.readString(file, java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UnreadableReport(file.getFileName() + " cannot be read: " + e, e);
        }
    }

    /// Puts a value into a file, for a tool to read.
    public static void write(Path file, Object value) {
        try {
            Files.writeString(file, MAPPER.writeValueAsString(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode parse(String text) throws UnreadableReport {
        try {
            var node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new UnreadableReport("the report is empty");
            }
            return node;
        } catch (JacksonException e) {
            throw new UnreadableReport(
                    "not whole JSON: " + Terminal.plain(String.valueOf(e.getOriginalMessage())), e);
        }
    }
}
