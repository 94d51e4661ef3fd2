package dev.landfast.gate;

import dev.landfast.process.Containment;
import java.nio.file.Path;

/// What keeps gate processes, which run code that agents wrote, to their checkout and scratch.
@FunctionalInterface
public interface Fence {

    /// @param checkout the tree under test; writable, its own files are compared afterwards
    /// @param scratch home, temporary files, caches and reports
    Containment around(Path checkout, Path scratch);

    /// No containment; the evidence says so.
    static Fence none() {
        return (checkout, scratch) -> Containment.none();
    }
}
