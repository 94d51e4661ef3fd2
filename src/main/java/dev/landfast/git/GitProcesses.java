package dev.landfast.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The git processes that work in this repository now, whoever started them.
///
/// Where the platform does not show a process's directory and arguments, a git process counts as
/// working here: better to wait for a stranger than to take a lock away from somebody.
final class GitProcesses {

    private static final Path PROC = Path.of("/proc");

    private final List<Path> places;

    GitProcesses(List<Path> places) {
        this.places = places.stream().map(GitProcesses::real).toList();
    }

    boolean anyAlive() {
        return ProcessHandle.allProcesses()
                .anyMatch(p -> p.isAlive() && isGit(p) && mayBeHere(p.pid()));
    }

    private static boolean isGit(ProcessHandle process) {
        var shown = process.info().command();
        if (shown.isPresent()) {
            return Path.of(shown.get()).getFileName().toString().startsWith("git");
        }
        try {
            return Files.readString(PROC.resolve(process.pid() + "/comm")).startsWith("git");
        } catch (IOException e) {
            return false;
        }
    }

    private boolean mayBeHere(long pid) {
        var entry = PROC.resolve(Long.toString(pid));
        try {
            var status = Files.readString(entry.resolve("stat"), StandardCharsets.ISO_8859_1);
            if (status.substring(status.lastIndexOf(')') + 1).strip().startsWith("Z")) {
                return false;
            }
            var directory = Files.readSymbolicLink(entry.resolve("cwd"));
            var arguments = Files.readString(entry.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            return places.stream()
                    .anyMatch(p -> directory.startsWith(p) || arguments.contains(p.toString()));
        } catch (IOException e) {
            return Files.exists(entry);
        }
    }

    private static Path real(Path place) {
        try {
            return place.toRealPath();
        } catch (IOException e) {
            return place.toAbsolutePath();
        }
    }
}
