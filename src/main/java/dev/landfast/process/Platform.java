package dev.landfast.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tools this machine offers the shim, and what a try showed them able to do.
final class Platform {

    /// What a shim cannot do without; all are part of a usual Linux (coreutils, util-linux,
    /// findutils, grep, a POSIX shell). `unshare` may be missing: then there is no namespace.
    static final List<String> NEEDED =
            List.of("cat", "dd", "env", "find", "grep", "setsid", "sh", "tail", "wc");

    /// What makes more possible where it is there.
    private static final List<String> OPTIONAL =
            List.of("unshare", Strict.PROGRAM, WriteGuard.INTERPRETER);

    /// Never the task's PATH: a worktree's own `dd` is not for us.
    private static final List<Path> PLACES =
            Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin")
                    .map(Path::of)
                    .toList();

    private static final Duration TRY = Duration.ofSeconds(5);

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
                Stream.concat(NEEDED.stream(), OPTIONAL.stream())
                        .flatMap(name -> search(name).stream().map(path -> Map.entry(name, path)))
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, Map.Entry::getValue));
    }

    private static final class Probed {
        /// On a thread that nobody interrupts: what a try that was cut off says is no mode. It is
        /// waited for elsewhere: whoever waits for a class to be made ready keeps a carrier of
        /// virtual threads, and the try needs some of those itself.
        static final CompletableFuture<Mode> MODE = CompletableFuture.supplyAsync(Platform::probe);
    }

    static Mode mode() {
        return Probed.MODE.join();
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

    private static Mode probe() {
        if (tries("--pid")) {
            return Mode.PID;
        }
        return tries("--user", "--map-current-user", "--pid") ? Mode.USER : Mode.GROUP;
    }

    private static boolean tries(String... namespaces) {
        Optional<Path> unshare = tool("unshare");
        Optional<Path> shell = tool("sh");
        if (unshare.isEmpty() || shell.isEmpty()) {
            return false;
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
            return Tasks.capture(Capture.of(command, Path.of("/"), Map.of()).withTimeout(TRY))
                    .succeeded();
        } catch (CaptureException e) {
            return false;
        }
    }
}
