package dev.landfast.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A task that had ended before anybody could wait for it.
record EndedTask(StateDirectory state, About about, TaskEnd end) implements Task {

    @Override
    public String id() {
        return about.id();
    }

    @Override
    public Path log() {
        return state.log();
    }

    @Override
    public Path errorLog() {
        return about.splitStderr() ? state.stderr() : state.log();
    }

    @Override
    public ContainmentLevel containment() {
        return about.control().containment();
    }

    @Override
    public TreeControl control() {
        return about.control().tree();
    }

    @Override
    public boolean alive() {
        return false;
    }

    @Override
    public TaskEnd await() {
        return end;
    }

    @Override
    public Optional<TaskEnd> await(Duration atMost) {
        return Optional.of(end);
    }

    @Override
    public void cancel() {
        // There is nothing to stop.
    }
}
