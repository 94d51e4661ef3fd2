package dev.landfast.process;

import java.nio.file.Path;

/// Everything that holds of tasks, of such as are given a shim made ahead.
class TasksMadeAheadTest extends TasksTest {

    @Override
    Workbench bench(Path folder) {
        return new Workbench(folder, true);
    }
}
