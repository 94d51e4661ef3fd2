package dev.landfast.engine;

import dev.landfast.journal.StepKey;

/// Ends what attempts have left running under a driver that is no more. Returns once it is gone.
public interface Leftovers {

    /// Of a run that is given up and cannot be read.
    void end(String run);

    /// Of one attempt that had been told to stop.
    void end(String run, StepKey key);

    /// Where attempts leave nothing behind.
    static Leftovers none() {
        return new Leftovers() {
            @Override
            public void end(String run) {}

            @Override
            public void end(String run, StepKey key) {}
        };
    }
}
