package dev.landfast.gate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How many tools may run side by side. On a loaded machine checks in parallel are slower than in
/// sequence, so only what is idle now counts.
public final class FreeCores {

    private static final Path PROC = Path.of("/proc");
    private static final Pattern RUNNABLE = Pattern.compile(" (\\d+)/\\d+ ");
    private static final Pattern STATE = Pattern.compile("\\) R [^)]*$");
    private static final int LOOKS = 30;
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private FreeCores() {}

    /// At least one, at most all cores. Takes a moment where the machine is idle, and half a second
    /// where others keep it busy: what a step before this one left is over by then.
    public static int now() throws InterruptedException {
        var cores = Runtime.getRuntime().availableProcessors();
        var busy = others();
        for (var look = 1; look < LOOKS && busy.orElse(0) > 0; look++) {
            Thread.sleep(BETWEEN);
            busy = OptionalInt.of(Math.min(busy.getAsInt(), others().orElse(0)));
        }
        return busy.isPresent() ? Math.clamp(cores - (long) busy.getAsInt(), 1, cores) : 1;
    }

    /// What wants to run at this moment besides this process and what it has started, which come
    /// and go. One look also counts what is done in an instant; what wants to run at every look is
    /// work. An average over the last minute would mostly count the gate before this one; it has to
    /// do where there is no `/proc`.
    private static OptionalInt others() {
        try {
            var found = RUNNABLE.matcher(Files.readString(PROC.resolve("loadavg")));
            return found.find()
                    ? OptionalInt.of(Math.max(0, Integer.parseInt(found.group(1)) - own()))
                    : OptionalInt.empty();
        } catch (IOException e) {
            var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
            return load < 0 ? OptionalInt.empty() : OptionalInt.of((int) Math.round(load));
        }
    }

    /// How many threads of this process want to run, and how many processes below it.
    private static int own() throws IOException {
        try (var threads = Files.list(PROC.resolve("self/task"));
                var below = ProcessHandle.current().descendants()) {
            var folders =
                    Stream.concat(
                            threads, below.map(each -> PROC.resolve(Long.toString(each.pid()))));
            return (int) folders.filter(FreeCores::isRunnable).count();
        }
    }

    private static boolean isRunnable(Path folder) {
        try {
            return STATE.matcher(Files.readString(folder.resolve("stat"))).find();
        } catch (IOException e) {
            return false;
        }
    }
}
