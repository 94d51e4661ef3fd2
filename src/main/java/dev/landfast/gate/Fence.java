package dev.landfast.gate;

import dev.landfast.definition.Config;
import dev.landfast.process.Bounds;
import dev.landfast.process.Containment;

/// What keeps gate processes, which run code that agents wrote, to their checkout and scratch.
@FunctionalInterface
public interface Fence {

    /// Around the tools of one gate.
    @FunctionalInterface
    interface Drawn {

        /// @param bounds the checkout, whose own files are compared afterwards, and the scratch
        /// @param search the PATH of the tool
        Containment around(Bounds bounds, String search);
    }

    /// @param project the settings of `landfast.yaml` at the base
    /// @throws dev.landfast.problem.EnvironmentProblem when tools cannot be kept as the project
    ///   asks
    Drawn of(Config project);

    /// No containment; the evidence says so.
    static Fence none() {
        return _ -> (_, _) -> Containment.none();
    }
}
