package dev.landfast.check.tests;

import dev.landfast.gate.UnreadableReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What our own pytest plugin wrote while the tests ran, one line a happening.
public final class TestStream {

    static final long LARGEST = 256L << 20;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Set<String> collected = new LinkedHashSet<>();
    private final Set<String> selected = new LinkedHashSet<>();
    private final Map<String, Result> results = new LinkedHashMap<>();
    private final Map<String, Crash> broken = new LinkedHashMap<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();
    private final Map<String, String> foreign = new LinkedHashMap<>();
    private final Map<String, String> replaced = new LinkedHashMap<>();
    private final List<String> read = new ArrayList<>();
    private final List<String> unfinished = new ArrayList<>();
    private OptionalInt status = OptionalInt.empty();
    private boolean alone;
    private String version = "";
    private String canary = "";

    private TestStream() {}

    /// The result of one test over its set-up, call and tear-down.
    ///
    /// @param key how the JUnit report names it
    record Result(String id, String key, TestRun.Outcome outcome, Crash crash) {}

    /// Where and how something went wrong.
    public record Crash(String file, int line, String message) {}

    /// Reads the stream; the last line may be cut off when the process was ended, any other may
    /// not.
    public static TestStream read(Path file) throws UnreadableReport {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) == 0) {
                throw new UnreadableReport("the tests streamed no results");
            }
            if (Files.size(file) > LARGEST) {
                throw new UnreadableReport("the stream of results is too large");
            }
            var stream = new TestStream();
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (var line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
                if (!line.isEmpty()) {
                    stream.take(JSON.readTree(line));
                }
            }
            return stream;
        } catch (IOException e) {
            throw new UnreadableReport("the stream of results cannot be read: " + e, e);
        } catch (JacksonException e) {
            throw new UnreadableReport("the stream of results is damaged", e);
        }
    }

    private void take(JsonNode line) throws UnreadableReport {
        if (status.isPresent()) {
            throw new UnreadableReport("results were streamed after the end of the tests");
        }
        var id = line.path("id").asString("");
        switch (line.path("t").asString("")) {
            case "start" -> {
                version = line.path("pytest").asString("");
                alone = line.path("alone").asBoolean(false);
            }
            case "collected" -> line.path("ids").forEach(i -> collected.add(i.asString()));
            case "selected" -> line.path("ids").forEach(i -> selected.add(i.asString()));
            case "broken" -> broken.put(id, crash(line));
            case "left-out" -> leftOut.put(id, line.path("message").asString(""));
            case "canary" -> canary = id;
            case "replaced" -> replaced.put(id, line.path("file").asString(""));
            case "begin" -> unfinished.add(id);
            case "result" -> result(id, line);
            case "finish" -> finish(line);
            default -> throw new UnreadableReport("the stream of results is damaged");
        }
    }

    private void result(String id, JsonNode line) {
        if ("teardown".equals(line.path("when").asString(""))) {
            unfinished.remove(id);
        }
        var now =
                new Result(
                        id, line.path("key").asString(""), TestRun.Outcome.of(line), crash(line));
        results.merge(id, now, (a, b) -> b.outcome().compareTo(a.outcome()) > 0 ? b : a);
    }

    private void finish(JsonNode line) {
        status = OptionalInt.of(line.path("status").asInt(-1));
        line.path("foreign")
                .properties()
                .forEach(e -> foreign.put(e.getKey(), e.getValue().asString("")));
        line.path("read").forEach(path -> read.add(path.asString("")));
    }

    private static Crash crash(JsonNode line) {
        return new Crash(
                line.path("file").asString(""),
                line.path("line").asInt(0),
                line.path("message").asString(""));
    }

    Set<String> collected() {
        return collected;
    }

    /// What was left after deselection.
    Set<String> selected() {
        return selected;
    }

    Map<String, Result> results() {
        return results;
    }

    /// Files that could not be collected.
    Map<String, Crash> broken() {
        return broken;
    }

    /// Files that skipped themselves while they were collected.
    Map<String, String> leftOut() {
        return leftOut;
    }

    /// Packages that were not imported from the checkout → where from.
    Map<String, String> foreign() {
        return foreign;
    }

    /// Whether processes that tests start are kept from telling coverage what they ran.
    boolean alone() {
        return alone;
    }

    /// What of pytest was replaced or hooked while the tests ran → the file whose code it is then;
    /// empty where that is not known.
    Map<String, String> replaced() {
        return replaced;
    }

    /// Files of the checkout, code aside, that code of the tests has read.
    List<String> read() {
        return read;
    }

    /// The test that was added and has to fail; empty where there was none.
    String canary() {
        return canary;
    }

    /// Tests that began and gave no result.
    public List<String> unfinished() {
        return unfinished;
    }

    /// pytest's own idea of its exit code; empty when the session never ended.
    public OptionalInt status() {
        return status;
    }

    String version() {
        return version;
    }
}
