package dev.landfast.step;

import dev.landfast.journal.StepKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where attempts keep what is their own, for whoever looks on while they are under way.
///
/// @param state the state directory of a repository
public record AttemptFolders(Path state) {

    /// What the agent of an attempt was told; empty when none was, or it is not kept any more.
    public Optional<String> given(String run, StepKey key) {
        var file =
                state.resolve("attempts")
                        .resolve(run)
                        .resolve(ReadOnlyCopy.name(key))
                        .resolve(Briefing.GIVEN);
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
