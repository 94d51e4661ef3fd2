package dev.landfast.process;

import java.nio.file.Path;

/// Logs and their limit, kept by somebody who was there before the task.
class LogLimitMadeAheadTest extends LogLimitTest {

    @Override
    Workbench bench(Path folder) {
        return new Workbench(folder, true);
    }
}
