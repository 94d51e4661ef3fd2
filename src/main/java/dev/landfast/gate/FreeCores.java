package dev.landfast.gate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// How many tools may run side by side. On a loaded machine checks in parallel are slower than in
/// sequence, so only what is idle now counts.
public final class FreeCores {

    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final Pattern RUNNABLE = Pattern.compile(" (\\d+)/\\d+ ");

    private FreeCores() {}

    /// At least one, at most all cores.
    public static int now() {
        var cores = Runtime.getRuntime().availableProcessors();
        var busy = others();
        return busy.isPresent() ? Math.clamp(cores - (long) busy.getAsInt(), 1, cores) : 1;
    }

    /// What wants to run at this moment besides whoever asks. An average over the last minute would
    /// mostly count the gate before this one; it has to do where there is no `/proc`.
    private static OptionalInt others() {
        try {
            var found = RUNNABLE.matcher(Files.readString(LOAD));
            return found.find()
                    ? OptionalInt.of(Math.max(0, Integer.parseInt(found.group(1)) - 1))
                    : OptionalInt.empty();
        } catch (IOException e) {
            var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
            return load < 0 ? OptionalInt.empty() : OptionalInt.of((int) Math.round(load));
        }
    }
}
