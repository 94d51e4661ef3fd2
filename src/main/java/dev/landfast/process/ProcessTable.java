package dev.landfast.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// What `/proc` says about the processes of this machine. Empty where there is no `/proc`.
///
/// Every answer may be outdated when it arrives: a process that vanishes while it is read, or that
/// belongs to somebody else, is treated as not there. Zombies are not processes any more.
final class ProcessTable {

    private static final Path PROC = Path.of("/proc");
    private static final int AT_ONCE = 65_536;

    /// Linux takes 6 MiB of words and environment at most.
    private static final int LARGEST = 8 << 20;

    /// A mask with a bit a signal, the lowest for signal 1; see proc(5).
    private static final String IGNORED = "SigIgn:";

    private static final long INTERRUPT_BIT = 1L << 1;

    private static final int LOOKS = 50;
    private static final long PAUSE_NANOS = 1_000_000;

    private ProcessTable() {}

    static boolean available() {
        return Files.exists(PROC.resolve("self/stat"));
    }

    static List<Proc> all() {
        List<Proc> found = new ArrayList<>();
        if (!available()) {
            return found;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                find(Long.parseLong(entry.getFileName().toString())).ifPresent(found::add);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return found;
    }

    /// A live process, as it is now.
    static Optional<Proc> find(long pid) {
        try {
            return parse(pid, Files.readString(entry(pid, "stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Whether it does not even notice an interrupt; who is gone does not either.
    static boolean ignoresInterrupt(long pid) {
        try (Stream<String> lines =
                Files.lines(entry(pid, "status"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(IGNORED))
                    .map(line -> line.substring(IGNORED.length()).strip())
                    .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & INTERRUPT_BIT) != 0);
        } catch (IOException | UncheckedIOException e) {
            return true;
        }
    }

    /// `pid (name) state parent group session …`, start time as 22nd. The name may contain
    /// anything, blanks and parentheses included, so counting begins behind the last parenthesis.
    static Optional<Proc> parse(long pid, String stat) {
        String[] fields = afterName(stat);
        if (fields.length < 20 || fields[0].equals("Z") || fields[0].equals("X")) {
            return Optional.empty();
        }
        return Optional.of(
                new Proc(
                        pid,
                        Long.parseLong(fields[1]),
                        Long.parseLong(fields[2]),
                        Long.parseLong(fields[3]),
                        Long.parseLong(fields[19])));
    }

    private static String[] afterName(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    }

    /// Whether the process was started with this `NAME=value` in its environment.
    static boolean carries(long pid, String variable) {
        return environment(pid).contains("\0" + variable + "\0");
    }

    /// Whether the process was started with any variable that begins like this.
    static boolean marked(long pid, String beginning) {
        return environment(pid).contains("\0" + beginning);
    }

    /// What it was started with, each variable between two NULs. In the middle of an `exec` the
    /// kernel shows none for a moment: then it is asked again.
    private static String environment(long pid) {
        var environment = atOnce(pid, "environ");
        for (var look = 0; environment.isEmpty() && look < LOOKS; look++) {
            var before = layout(pid);
            environment = atOnce(pid, "environ");
            if (environment.isEmpty() && before.isSettled() && before.equals(layout(pid))) {
                return "";
            }
            if (environment.isEmpty()) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return environment.isEmpty() ? "" : "\0" + environment;
    }

    /// Where a process has its memory: the 47th, 50th and 51st words of `stat`. The kernel says 0
    /// until it has laid that out, in an order that differs between its versions.
    ///
    /// @param program a thread of the kernel has none, nor anything else of this, ever
    private record Layout(boolean program, String brk, String first, String last) {

        boolean isSettled() {
            return !program || !(brk.equals("0") || first.equals("0") || last.equals("0"));
        }
    }

    private static Layout layout(long pid) {
        var program = target(entry(pid, "exe")).isPresent();
        var words = afterName(content(pid, "stat"));
        return words.length < 49
                ? new Layout(false, "", "", "")
                : new Layout(program, words[44], words[47], words[48]);
    }

    /// As it was at one moment: of what is read in two parts the second is missing when an `exec`
    /// comes between them.
    private static String atOnce(long pid, String name) {
        for (var room = AT_ONCE; ; room *= 8) {
            var part = new byte[room];
            try (var in = Files.newInputStream(entry(pid, name))) {
                var read = Math.max(0, in.read(part));
                if (read < room || room >= LARGEST) {
                    return new String(part, 0, read, StandardCharsets.ISO_8859_1);
                }
            } catch (IOException e) {
                return "";
            }
        }
    }

    private static String content(long pid, String name) {
        try {
            return Files.readString(entry(pid, name), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /// Its command line; empty when there is no such process.
    static List<String> words(long pid) {
        String line = content(pid, "cmdline");
        return line.isEmpty() ? List.of() : List.of(line.split("\0"));
    }

    static boolean worksBelow(long pid, Path realDirectory) {
        try {
            return Files.readSymbolicLink(entry(pid, "cwd")).startsWith(realDirectory);
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether the process has one of these open: real paths of files, or pipes.
    static boolean holds(long pid, Set<Path> open) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(entry(pid, "fd"))) {
            for (Path descriptor : descriptors) {
                if (target(descriptor).filter(open::contains).isPresent()) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
        return false;
    }

    /// The pipe that is its standard input.
    static Optional<Path> pipeInto(long pid) {
        return target(entry(pid, "fd").resolve("0"))
                .filter(target -> target.toString().startsWith("pipe:"));
    }

    private static Optional<Path> target(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path entry(long pid, String name) {
        return PROC.resolve(Long.toString(pid)).resolve(name);
    }
}
