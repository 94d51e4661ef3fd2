package dev.landfast.step;

import dev.landfast.journal.Artifact;
import dev.landfast.journal.Artifacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is kept of an agent's attempt: its brief, its log, its words, without the secrets it was
/// handed.
final class Keepsakes {

    private static final List<String> PRINTED = List.of("log", "stderr");

    private final Artifacts artifacts;
    private final Redactor redactor;
    private final List<Artifact> kept = new ArrayList<>();

    Keepsakes(Artifacts artifacts, Redactor redactor, Artifact brief) {
        this.artifacts = artifacts;
        this.redactor = redactor;
        kept.add(brief);
    }

    /// The text as it may be kept.
    String text(String said) {
        return redactor.text(said);
    }

    Optional<String> text(Optional<String> said) {
        return said.map(redactor::text);
    }

    Keepsakes message(String said) {
        if (!said.isBlank()) {
            kept.add(artifacts.put("message.md", "text/markdown", text(said)));
        }
        return this;
    }

    Keepsakes logs(List<Path> logs) {
        logs.stream()
                .filter(Files::isRegularFile)
                .forEach(file ->
                        kept.add(
                                redactor.idle()
                                        ? artifacts.put("log", "text/plain", file)
                                        : redactor.kept(artifacts, "log", file)));
        return this;
    }

    /// What programs print is written past us while they run; nothing of the attempt does any more.
    void blot(Path scratch) {
        try (var tasks = Files.newDirectoryStream(scratch, "task*")) {
            for (var task : tasks) {
                PRINTED.forEach(name -> redactor.blot(task.resolve(name)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Artifact> all() {
        return List.copyOf(kept);
    }
}
