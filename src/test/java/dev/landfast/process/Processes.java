package dev.landfast.process;

import java.util.List;

/// What tests ask of the process table.
final class Processes {

    private Processes() {}

    static List<Proc> carrying(String taskId) {
        return ProcessTable.all().stream()
                .filter(proc -> ProcessTable.carries(proc.pid(), Sweep.MARKER + taskId))
                .toList();
    }
}
