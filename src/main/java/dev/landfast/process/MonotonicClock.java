package dev.landfast.process;

/// Time that never jumps, for limits: nanoseconds since an instant that is the same for every
/// process until the machine restarts.
@FunctionalInterface
public interface MonotonicClock {

    long nanos();

    /// On Linux `System.nanoTime` counts from boot, so a value written by one JVM means the same to
    /// the next; a restart of the machine ends every task anyway.
    static MonotonicClock system() {
        return System::nanoTime;
    }
}
