package dev.landfast.api;

import dev.landfast.gate.Hashes;
import dev.landfast.journal.Artifact;
import dev.landfast.journal.Codec;
import dev.landfast.journal.Event;
import dev.landfast.journal.Journal;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.UsageProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Writes what a run stands on into a folder that proves itself: definition, events, gate reports,
/// the hashes of all, and a program that checks them with nothing but Python.
final class Proving {

    private static final String REPORT = "gate-report.json";

    private final Journal journal;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    Proving(Journal journal) {
        this.journal = journal;
    }

    /// @param report of the run, for people and programs
    /// @return what names this proof: the hash of its manifest
    String write(String run, String report, Path folder) {
        var lines = journal.lines(run);
        var events = journal.entries(run).stream().map(entry -> entry.event()).toList();
        if (events.getFirst() instanceof Event.RunStarted start) {
            put("definition.yaml", start.pin().text());
        }
        put(
                "events.txt",
                lines.stream()
                        .map(line -> line.hash() + " " + line.text() + "\n")
                        .collect(Collectors.joining()));
        events.stream()
                .filter(Event.StepFinished.class::isInstance)
                .flatMap(event -> ((Event.StepFinished) event).result().artifacts().stream())
                .filter(artifact -> artifact.name().equals(REPORT))
                .forEach(this::gate);
        put("report.json", report);
        put("verify.py", program());
        var manifest = manifest(run, lines.getLast().hash());
        put("manifest.json", manifest);
        put("manifest.sha256", Hashes.of(manifest) + "\n");
        lay(folder);
        return Hashes.of(manifest);
    }

    private void gate(Artifact artifact) {
        files.put("gates/" + artifact.hash() + ".json", journal.artifacts().read(artifact));
    }

    private void put(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private String manifest(String run, String head) {
        var listed = new LinkedHashMap<String, Object>();
        files.forEach((name, bytes) -> {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("sha256", Hashes.of(bytes));
            facts.put("size", (long) bytes.length);
            listed.put(name, facts);
        });
        var all = new LinkedHashMap<String, Object>();
        all.put("schema", "landfast-proof/1");
        all.put("run", run);
        all.put("head", head);
        all.put("files", listed);
        return Codec.text(all) + "\n";
    }

    private void lay(Path folder) {
        try {
            Files.createDirectories(folder.resolveSibling("."));
            Files.createDirectory(folder);
            for (var file : files.entrySet()) {
                var path = folder.resolve(file.getKey());
                Files.createDirectories(path.resolveSibling("."));
                Files.write(path, file.getValue());
            }
        } catch (FileAlreadyExistsException e) {
            throw new UsageProblem(
                            "LF-149",
                            "something is in the place where the proof belongs",
                            folder.toString(),
                            "name another folder with --output")
                    .because(e);
        } catch (IOException e) {
            throw new EnvironmentProblem(
                            "LF-519",
                            "the report cannot be written: " + e.getMessage(),
                            folder.toString(),
                            "check the folder and its rights")
                    .because(e);
        }
    }

    private static String program() {
        try (var stream = Proving.class.getResourceAsStream("verify.py")) {
            return new String(
                    Objects.requireNonNull(stream, "verify.py").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
