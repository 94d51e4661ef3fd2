package dev.landfast.failpoint;

/// Stands for the death of the process at a failpoint. An {@code Error}, so that nothing that
/// handles failures handles it by mistake.
public final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1L;

    SimulatedCrash(String name) {
        super("simulated crash at " + name);
    }
}
