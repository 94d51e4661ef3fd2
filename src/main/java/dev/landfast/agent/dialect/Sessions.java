package dev.landfast.agent.dialect;

import dev.landfast.agent.Assignment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where conversations are kept between the attempts at one visit of a step: a visit that is begun
/// anew begins a new one.
///
/// @param shared the newest of the visit
/// @param own what this attempt began with, so that it begins with the same after a crash
record Sessions(Path shared, Path own) {

    static Sessions of(Assignment assignment) {
        return new Sessions(
                assignment.shared().session(),
                assignment.site().scratch().resolve("session-before"));
    }

    /// The conversation that the attempt goes on with.
    Optional<Session> before() {
        try {
            if (!Files.exists(own)) {
                Files.createDirectories(own.resolveSibling("."));
                var earlier = Session.read(shared);
                if (earlier.isPresent()) {
                    earlier.get().write(own);
                } else {
                    Files.createFile(own);
                }
            }
            return Session.read(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// For the next attempt, which begins a new one where there is none.
    void keep(Optional<Session> session) {
        try {
            Files.deleteIfExists(shared);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        session.ifPresent(each -> each.write(shared));
    }
}
