package dev.landfast.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tools this machine offers the shim, and what a try showed them able to do.
final class Platform {

    /// What a shim cannot do without; all are part of a usual Linux (coreutils, util-linux,
    /// findutils, grep, a POSIX shell). `unshare` may be missing: then there is no namespace.
    static final List<String> NEEDED =
            List.of("cat", "dd", "env", "find", "grep", "setsid", "sh", "tail", "wc");

    /// Never the task's PATH: a worktree's own `dd` is not for us.
    private static final List<Path> PLACES =
            Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin")
                    .map(Path::of)
                    .toList();

    private static final Duration TRY = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(100);

    /// What unshare says where this user may not, or this kernel cannot; in no language but its
    /// own, as it is given no environment.
    private static final Pattern FOR_GOOD =
            Pattern.compile(
                    "not permitted|ermission denied|nvalid argument|not implemented|unrecognized");

    private Platform() {}

    /// How the shim isolates a process tree.
    enum Mode {
        PID,
        USER,
        GROUP;

        TreeControl control() {
            return this == GROUP ? TreeControl.PROCESS_GROUP : TreeControl.PID_NAMESPACE;
        }
    }

    /// Looked for and tried once for the life of this program.
    private static final class Found {
        static final Map<String, Path> TOOLS =
                Stream.concat(NEEDED.stream(), Stream.of("unshare"))
                        .flatMap(name -> search(name).stream().map(path -> Map.entry(name, path)))
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, Map.Entry::getValue));
    }

    private static final class Probed {
        /// On a thread that nobody interrupts: what a try that was cut off says is no mode.
        static final Mode MODE = CompletableFuture.supplyAsync(Platform::probe).join();
    }

    static Mode mode() {
        return Probed.MODE;
    }

    static Optional<Path> tool(String name) {
        return Optional.ofNullable(Found.TOOLS.get(name));
    }

    private static Optional<Path> search(String name) {
        return PLACES.stream()
                .map(place -> place.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Why no shim can run here.
    static Optional<String> lack() {
        List<String> missing = NEEDED.stream().filter(name -> tool(name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            return Optional.of(
                    "this machine lacks "
                            + String.join(", ", missing)
                            + "; install util-linux, coreutils, findutils and grep");
        }
        return ProcessTable.available()
                ? Optional.empty()
                : Optional.of(
                        "this system has no /proc, without which no task can be stopped safely");
    }

    /// What is refused is refused for the life of this program; what failed for a moment's reason
    /// must not be, so it is tried again.
    private static Mode probe() {
        Refusal last = Refusal.FOR_NOW;
        for (int attempt = 0; last == Refusal.FOR_NOW && attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            last = refusal("--pid");
            if (last == Refusal.NONE) {
                return Mode.PID;
            }
            Refusal user = refusal("--user", "--map-current-user", "--pid");
            if (user == Refusal.NONE) {
                return Mode.USER;
            }
            last = user == Refusal.FOR_NOW ? user : last;
        }
        return Mode.GROUP;
    }

    private enum Refusal {
        NONE,
        FOR_NOW,
        FOR_GOOD
    }

    private static Refusal refusal(String... namespaces) {
        Optional<Path> unshare = tool("unshare");
        Optional<Path> shell = tool("sh");
        if (unshare.isEmpty() || shell.isEmpty()) {
            return Refusal.FOR_GOOD;
        }
        List<String> command =
                Stream.of(
                                Stream.of(unshare.get().toString()),
                                Stream.of(namespaces),
                                Stream.of("--fork", "--kill-child", "--mount-proc"),
                                // Only a fresh /proc shows the shell as the first process.
                                Stream.of(
                                        shell.get().toString(),
                                        "-c",
                                        "read -r pid rest </proc/self/stat && [ \"$pid\" = 1 ]"))
                        .flatMap(words -> words)
                        .toList();
        try {
            Captured tried =
                    Tasks.capture(Capture.of(command, Path.of("/"), Map.of()).withTimeout(TRY));
            if (tried.succeeded()) {
                return Refusal.NONE;
            }
            return FOR_GOOD.matcher(tried.errText()).find() ? Refusal.FOR_GOOD : Refusal.FOR_NOW;
        } catch (CaptureException e) {
            return Refusal.FOR_NOW;
        }
    }
}
