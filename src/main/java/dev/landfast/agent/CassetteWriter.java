package dev.landfast.agent;

import dev.landfast.journal.Usage;
import dev.landfast.yaml.PlainYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Lays down a cassette: what roles said and left, turn by turn, so that `replay:FOLDER` plays it.
public final class CassetteWriter {

    private final Map<String, Played> turns = new LinkedHashMap<>();

    private record Played(RecordedTurn turn, Left left, Optional<Usage> usage, Duration took) {}

    /// What a turn left behind.
    ///
    /// @param patch what it changed in the worktree
    /// @param files path in the worktree → what it holds then
    public record Left(Optional<Content> patch, Map<String, Content> files) {

        public Left {
            files = Map.copyOf(files);
        }
    }

    /// What a file holds, read when it is needed.
    public interface Content {
        byte[] bytes();
    }

    /// Of several tries at one visit the last counts.
    public void add(RecordedTurn turn, Left left, Optional<Usage> usage, Duration took) {
        var key = turn.step() + " " + turn.visit();
        turns.remove(key);
        turns.put(key, new Played(turn, left, usage, took));
    }

    public boolean isEmpty() {
        return turns.isEmpty();
    }

    /// @param about a line for people
    /// @param folder new, or empty
    /// @throws dev.landfast.yaml.PlainYaml.NotYaml when it would be larger than can be played
    public void write(String about, Path folder) throws IOException {
        Files.createDirectories(folder);
        var listed = new ArrayList<Object>();
        for (var played : turns.values()) {
            listed.add(fields(played, folder));
        }
        var whole = new LinkedHashMap<String, Object>();
        whole.put("cassette", 1);
        whole.put("about", about);
        whole.put("turns", listed);
        var text = PlainYaml.write(whole);
        PlainYaml.read(text);
        Files.writeString(folder.resolve(Cassette.FILE), text);
    }

    private static Map<String, Object> fields(Played played, Path folder) throws IOException {
        var turn = played.turn();
        var name = turn.step().replaceAll("[^A-Za-z0-9_-]", "_") + "-" + turn.visit();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("step", turn.step());
        fields.put("visit", turn.visit());
        fields.put("role", turn.role());
        var patch = played.left().patch();
        if (patch.isPresent()) {
            Files.write(folder.resolve(name + ".patch"), patch.get().bytes());
            fields.put("patch", name + ".patch");
        }
        var files = files(played.left().files(), folder, name);
        if (!files.isEmpty()) {
            fields.put("files", files);
        }
        fields.put("message", turn.message());
        turn.plainAnswer().ifPresent(answer -> fields.put("answer", answer));
        played.usage().ifPresent(usage -> fields.put("usage", usage(usage)));
        fields.put("seconds", played.took().toMillis() / 1000.0);
        return fields;
    }

    private static Map<String, String> files(Map<String, Content> files, Path folder, String name)
            throws IOException {
        var laid = new LinkedHashMap<String, String>();
        for (var file : new TreeMap<>(files).entrySet()) {
            var path = file.getKey();
            var at = name + "/" + (laid.size() + 1) + "-" + path.replaceAll(".*/", "");
            Files.createDirectories(folder.resolve(name));
            Files.write(folder.resolve(at), file.getValue().bytes());
            laid.put(path, at);
        }
        return laid;
    }

    private static Map<String, Object> usage(Usage usage) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("input-tokens", usage.tokens().input());
        fields.put("cached-input-tokens", usage.tokens().cachedInput());
        fields.put("cache-write-tokens", usage.tokens().cacheWrites());
        fields.put("output-tokens", usage.tokens().output());
        fields.put("model", usage.model());
        if (usage.basis() == Usage.Basis.REPORTED) {
            fields.put("cost", usage.cost());
        }
        return fields;
    }
}
