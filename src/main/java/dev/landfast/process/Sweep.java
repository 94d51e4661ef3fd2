package dev.landfast.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Kills stray processes until none is left. Needs `/proc`; without it, nothing is found.
///
/// This program and its ancestors are never touched.
public final class Sweep {

    static final String MARKER = "LANDFAST_TASK=";
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = 2_000_000;

    /// The kernel counts starts in hundredths of a second: of two in one the lower number is older.
    private static final Comparator<Proc> OLDEST_FIRST =
            Comparator.comparingLong(Proc::start).thenComparingLong(Proc::pid);

    private Sweep() {}

    /// Every process whose working directory is `directory` or below it, and all descendants. For
    /// directories that belong to tasks alone: a person's shell in it is killed like any other.
    public static int ofDirectory(Path directory) {
        Path real = realPath(directory);
        return untilNoneLeft(
                () -> withDescendants(proc -> ProcessTable.worksBelow(proc.pid(), real)));
    }

    /// Kills what `targets` finds and asks again, until it finds nothing.
    static int untilNoneLeft(Supplier<List<Proc>> targets) {
        Set<Proc> killed = new HashSet<>();
        long end = System.nanoTime() + LONGEST.toNanos();
        for (List<Proc> found = targets.get(); !found.isEmpty(); found = targets.get()) {
            found.forEach(Sweep::kill);
            killed.addAll(found);
            // What cannot be killed (a process stuck in the kernel) must not keep us for ever.
            if (System.nanoTime() > end) {
                return killed.size();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return killed.size();
    }

    /// The processes that match and everything below them, oldest first: the maker of a namespace
    /// comes before its members, and dies with all of them.
    static List<Proc> withDescendants(Predicate<Proc> wanted) {
        List<Proc> all = ProcessTable.all();
        Map<Long, List<Proc>> children = new LinkedHashMap<>();
        all.forEach(
                proc -> children.computeIfAbsent(proc.parent(), _ -> new ArrayList<>()).add(proc));
        Set<Long> spared = selfAndAncestors();
        Set<Proc> found = new HashSet<>();
        Deque<Proc> open = new ArrayDeque<>(all.stream().filter(wanted).toList());
        while (!open.isEmpty()) {
            Proc proc = open.pop();
            if (!spared.contains(proc.pid()) && found.add(proc)) {
                open.addAll(children.getOrDefault(proc.pid(), List.of()));
            }
        }
        return found.stream().sorted(OLDEST_FIRST).toList();
    }

    /// SIGKILL to exactly this process. The handle remembers the start time of whom it was made
    /// for, so comparing ours after making it leaves no gap in which the number could be reused.
    static void kill(Proc target) {
        handle(target).ifPresent(ProcessHandle::destroyForcibly);
    }

    /// SIGTERM to exactly this process.
    static void terminate(Proc target) {
        handle(target).ifPresent(ProcessHandle::destroy);
    }

    private static Optional<ProcessHandle> handle(Proc target) {
        return ProcessHandle.of(target.pid())
                .filter(_ ->
                        ProcessTable.find(target.pid())
                                .map(Proc::start)
                                .equals(Optional.of(target.start())));
    }

    private static Set<Long> selfAndAncestors() {
        Set<Long> pids = new HashSet<>();
        Optional<ProcessHandle> next = Optional.of(ProcessHandle.current());
        while (next.isPresent() && pids.add(next.get().pid())) {
            next = next.get().parent();
        }
        return pids;
    }

    private static Path realPath(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            // Removed already: processes that still work in it show its old path.
            return directory.toAbsolutePath().normalize();
        }
    }
}
