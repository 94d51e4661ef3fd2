package dev.landfast.process;

import java.nio.file.Path;

/// Hostile trees in a namespace that was there before them.
class HostileTreeMadeAheadTest extends HostileTreeTest {

    @Override
    Workbench bench(Path folder) {
        return new Workbench(folder, true);
    }
}
