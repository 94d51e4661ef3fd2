package dev.landfast.step;

import dev.landfast.git.Repository;
import dev.landfast.process.Bounds;
import dev.landfast.process.Containment;
import dev.landfast.process.ContainmentLevel;
import dev.landfast.project.Confinement;
import dev.landfast.workspace.Sandbox;
import java.nio.file.Path;

/// A project's manager in the same containment as its agents: of the repository it reaches what it
/// works on and nothing else.
///
/// @param state the repository's state directory
public record ManagerSandbox(Repository repository, Path state, Confinement confinement)
        implements Sandbox {

    @Override
    public Containment around(Bounds bounds, String search) {
        return confinement.around(bounds.hiding(Seats.hidden(repository, state)), search);
    }

    /// Where nothing is contained anyway, a cache of our own would only take time.
    @Override
    public boolean lends(Path folder) {
        return confinement.level() == ContainmentLevel.NONE || confinement.lends(folder);
    }
}
