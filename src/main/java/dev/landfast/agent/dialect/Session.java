package dev.landfast.agent.dialect;

import dev.landfast.file.WholeFile;
import dev.landfast.journal.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// A conversation that can be gone on with, and what it had used by then: programs count a session
/// as a whole. Kept where the agent cannot write.
///
/// @param id as the program names it
/// @param dollars as the program reported them
record Session(String id, Tokens tokens, double dollars) {

    /// Nothing else may follow a flag of a command line.
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,127}";

    /// The session of a file, where there is one.
    static Optional<Session> read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            var node = Line.JSON.readTree(Files.readString(file));
            var tokens =
                    new Tokens(
                            Line.number(node, "input"),
                            Line.number(node, "cached"),
                            Line.number(node, "written"),
                            Line.number(node, "output"));
            return Optional.of(
                            new Session(
                                    Line.text(node, "id"),
                                    tokens,
                                    node.path("dollars").asDouble(0)))
                    .filter(session -> session.id().matches(NAME));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    void write(Path file) {
        var all =
                Map.of(
                        "id",
                        id,
                        "input",
                        tokens.input(),
                        "cached",
                        tokens.cachedInput(),
                        "written",
                        tokens.cacheWrites(),
                        "output",
                        tokens.output(),
                        "dollars",
                        dollars);
        try {
            WholeFile.put(file, Line.JSON.writeValueAsBytes(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// After a call, for the next one; empty where the program named no session.
    ///
    /// @param before what was gone on with
    static Optional<Session> after(Transcript transcript, Optional<Session> before) {
        var tokens =
                transcript.conversation().or(() -> before.map(Session::tokens)).orElse(Tokens.NONE);
        var dollars = transcript.dollars().or(() -> before.map(Session::dollars)).orElse(0.0);
        return transcript
                .session()
                .or(() -> before.map(Session::id))
                .filter(id -> id.matches(NAME))
                .map(id -> new Session(id, tokens, dollars));
    }
}
