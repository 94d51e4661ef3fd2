package dev.landfast.workspace;

import dev.landfast.process.Bounds;
import dev.landfast.process.Containment;
import java.nio.file.Path;

/// What keeps a project's manager within bounds: it runs the build code of the project and of
/// whatever that needs.
@FunctionalInterface
public interface Sandbox {

    /// @param bounds what it gets in any case
    /// @param search its PATH
    /// @throws dev.landfast.problem.EnvironmentProblem when this machine does not keep tasks as the
    ///   project asks
    Containment around(Bounds bounds, String search);

    /// Whether it may write a folder of the person's, such as the cache of their own manager.
    default boolean lends(Path folder) {
        return false;
    }
}
