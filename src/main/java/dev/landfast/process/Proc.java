package dev.landfast.process;

/// One process as the kernel shows it. The start time (in clock ticks since boot) tells it from an
/// earlier or later process of the same number.
record Proc(long pid, long parent, long group, long session, long start) {

    boolean leadsSession() {
        return pid == session;
    }
}
