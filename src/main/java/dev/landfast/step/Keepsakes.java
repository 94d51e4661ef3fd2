package dev.landfast.step;

import dev.landfast.journal.Artifact;
import dev.landfast.journal.Artifacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is kept of an agent's attempt: its brief, its log, its words, without the secrets it was
/// handed.
final class Keepsakes {

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

    Keepsakes log(Optional<Path> log) {
        log.filter(Files::isRegularFile)
                .ifPresent(file ->
                        kept.add(
                                redactor.idle()
                                        ? artifacts.put("log", "text/plain", file)
                                        : redactor.kept(artifacts, "log", file)));
        return this;
    }

    List<Artifact> all() {
        return List.copyOf(kept);
    }
}
