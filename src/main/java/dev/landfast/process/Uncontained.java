package dev.landfast.process;

import java.nio.file.Path;
import java.util.List;

enum Uncontained implements Containment {
    INSTANCE;

    @Override
    public ContainmentLevel level() {
        return ContainmentLevel.NONE;
    }

    @Override
    public List<String> wrap(List<String> command, Path directory) {
        return command;
    }
}
