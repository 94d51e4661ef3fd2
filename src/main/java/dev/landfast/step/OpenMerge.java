package dev.landfast.step;

import dev.landfast.file.WholeFile;
import dev.landfast.merge.Conflict;
import dev.landfast.merge.Conflicts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// A merge with conflicts while somebody resolves it: kept in a file, because days may pass and the
/// base may move meanwhile.
final class OpenMerge {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OpenMerge() {}

    /// What is kept.
    private record Kept(Conflicts.Pending pending, List<Conflict> conflicts) {}

    static void write(Path folder, Conflicts.Update.Open open) {
        try {
            var kept = new Kept(open.pending(), open.conflicts());
            WholeFile.put(file(folder), JSON.writeValueAsBytes(kept));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Empty when none was begun in this attempt.
    static Optional<Conflicts.Update.Open> read(Path folder) {
        try {
            if (!Files.isRegularFile(file(folder))) {
                return Optional.empty();
            }
            var kept = JSON.readValue(Files.readString(file(folder)), Kept.class);
            return Optional.of(
                    new Conflicts.Update.Open(kept.pending(), kept.conflicts(), Optional.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Path folder) {
        return folder.resolve("open-merge.json");
    }
}
