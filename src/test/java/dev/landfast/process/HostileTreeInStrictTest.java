package dev.landfast.process;

import java.nio.file.Path;

/// Hostile trees under bubblewrap.
class HostileTreeInStrictTest extends HostileTreeTest {

    @Override
    Workbench bench(Path folder) {
        return new Workbench(folder, ContainmentLevel.STRICT);
    }
}
