package dev.landfast.failpoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Hits are counted from 1 over the life of the process, so a suite can crash at every single one.
///
/// Armed by the system property `landfast.failpoint` or {@link #arm}, with one of
///
/// - `record=FILE` appends the name of each hit to a file, one a line, and goes on
/// - `halt@N` or `halt@NAME` or `halt@NAME#N` ends the process there, as SIGKILL would: no hook, no
///   flush, exit status 137
/// - `throw@…` throws {@link SimulatedCrash} there and at every later hit on any thread, for
///   crashes within a test's own process
public final class Failpoints {

    private static volatile @Nullable Plan plan =
            Plan.parse(System.getProperty("landfast.failpoint"));

    private Failpoints() {}

    /// A place where the process may die.
    public static void hit(String name) {
        var now = plan;
        if (now != null) {
            now.hit(name);
        }
    }

    /// @param spec as described above; empty disarms
    public static void arm(String spec) {
        plan = Plan.parse(spec);
    }

    public static void disarm() {
        plan = null;
    }

    /// How many were hit since arming; 0 when nothing is armed.
    public static int hits() {
        var now = plan;
        return now == null ? 0 : now.hits.get();
    }

    /// Every name there is, in the order of the list.
    public static List<String> names() {
        try (var in = Failpoints.class.getResourceAsStream("names.txt");
                var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return lines.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What to do at which hit.
    private static final class Plan {

        private final String action;
        private final String target;
        private final int at;
        private final AtomicInteger hits = new AtomicInteger();
        private final AtomicInteger matching = new AtomicInteger();
        private volatile boolean dead;

        private Plan(String action, String target, int at) {
            this.action = action;
            this.target = target;
            this.at = at;
        }

        static @Nullable Plan parse(@Nullable String spec) {
            if (spec == null || spec.isBlank()) {
                return null;
            }
            if (spec.startsWith("record=")) {
                return new Plan("record", spec.substring("record=".length()), 0);
            }
            var split = spec.indexOf('@');
            var action = split < 0 ? "" : spec.substring(0, split);
            if (!action.equals("halt") && !action.equals("throw")) {
                throw new IllegalArgumentException("not a failpoint plan: " + spec);
            }
            var target = spec.substring(split + 1);
            if (target.chars().allMatch(Character::isDigit)) {
                return new Plan(action, "", Integer.parseInt(target));
            }
            var number = target.indexOf('#');
            return number < 0
                    ? new Plan(action, target, 1)
                    : new Plan(
                            action,
                            target.substring(0, number),
                            Integer.parseInt(target.substring(number + 1)));
        }

        void hit(String name) {
            var number = hits.incrementAndGet();
            if (dead) {
                throw new SimulatedCrash(name);
            }
            if (action.equals("record")) {
                record(name);
                return;
            }
            var mine =
                    target.isEmpty()
                            ? number
                            : target.equals(name) ? matching.incrementAndGet() : 0;
            if (mine != at) {
                return;
            }
            if (action.equals("halt")) {
                Runtime.getRuntime().halt(137);
            }
            dead = true;
            throw new SimulatedCrash(name);
        }

        private synchronized void record(String name) {
            try {
                Files.writeString(
                        Path.of(target),
                        name + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
