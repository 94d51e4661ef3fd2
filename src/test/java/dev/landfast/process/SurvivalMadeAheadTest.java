package dev.landfast.process;

import java.nio.file.Path;

/// Tasks whose shim was made ahead outlive the program that started them as well.
class SurvivalMadeAheadTest extends SurvivalTest {

    @Override
    Workbench bench(Path folder) {
        return new Workbench(folder, true);
    }
}
