package dev.landfast.step;

import dev.landfast.git.Shadow;
import dev.landfast.process.Bounds;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where an agent works, and what it may reach there besides its own desk.
///
/// @param environment everything its processes see, but for what the person hands to agents
/// @param shadow the git directory it works with; empty where there is nothing to work on
record Seat(
        Path directory, Map<String, String> environment, Bounds bounds, Optional<Shadow> shadow) {

    Seat {
        environment = Map.copyOf(environment);
    }
}
