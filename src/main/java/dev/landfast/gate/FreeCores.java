package dev.landfast.gate;

import java.lang.management.ManagementFactory;

/// How many tools may run side by side. On a loaded machine checks in parallel are slower than in
/// sequence, so only what is idle now counts.
public final class FreeCores {

    private FreeCores() {}

    /// At least one, at most all cores.
    public static int now() {
        var cores = Runtime.getRuntime().availableProcessors();
        var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? 1 : Math.clamp(Math.round(cores - load), 1, cores);
    }
}
