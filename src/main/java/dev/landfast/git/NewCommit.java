package dev.landfast.git;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// A commit to be made. The same values always make the same commit, so making it twice is making
/// it once.
///
/// @param parents ids, the first one being what the commit continues
/// @param message without trailers
/// @param when both dates; whole seconds count
public record NewCommit(
        String tree, List<String> parents, String message, List<Trailer> trailers, Instant when) {

    public NewCommit {
        parents = List.copyOf(parents);
        trailers = List.copyOf(trailers);
        if (message.isBlank()) {
            throw new IllegalArgumentException("a commit needs a message");
        }
    }

    String text() {
        var body = message.replace("\r\n", "\n").replace("\0", "").strip();
        if (trailers.isEmpty()) {
            return body + "\n";
        }
        var lines = trailers.stream().map(Trailer::toString).collect(Collectors.joining("\n"));
        return body + "\n\n" + lines + "\n";
    }
}
