package dev.landfast.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What `/proc` says about the processes of this machine. Empty where there is no `/proc`.
///
/// Every answer may be outdated when it arrives: a process that vanishes while it is read, or that
/// belongs to somebody else, is treated as not there. Zombies are not processes any more.
final class ProcessTable {

    private static final Path PROC = Path.of("/proc");

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

    /// `pid (name) state parent group session …`, start time as 22nd. The name may contain
    /// anything, blanks and parentheses included, so counting begins behind the last parenthesis.
    static Optional<Proc> parse(long pid, String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
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

    /// Whether the process was started with this `NAME=value` in its environment.
    static boolean carries(long pid, String variable) {
        try {
            String environment =
                    Files.readString(entry(pid, "environ"), StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + variable + "\0");
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether the process was started with any variable that begins like this.
    static boolean marked(long pid, String beginning) {
        try {
            String environment =
                    Files.readString(entry(pid, "environ"), StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + beginning);
        } catch (IOException e) {
            return false;
        }
    }

    /// Its command line; empty when there is no such process.
    static List<String> words(long pid) {
        try {
            String line = Files.readString(entry(pid, "cmdline"), StandardCharsets.ISO_8859_1);
            return List.of(line.split("\0"));
        } catch (IOException e) {
            return List.of();
        }
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
