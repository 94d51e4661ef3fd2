package dev.landfast.process;

import java.nio.file.Path;

/// Hostile trees behind Landlock.
class HostileTreeBehindWriteGuardTest extends HostileTreeTest {

    @Override
    Workbench bench(Path folder) {
        return new Workbench(folder, ContainmentLevel.WRITE_GUARD);
    }
}
