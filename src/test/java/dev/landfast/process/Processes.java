package dev.landfast.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What tests ask of the process table.
final class Processes {

    private Processes() {}

    static List<Proc> carrying(String taskId) {
        return ProcessTable.all().stream()
                .filter(proc -> ProcessTable.carries(proc.pid(), Sweep.MARKER + taskId))
                .toList();
    }

    /// Shims that wait for a task.
    static List<Long> waiting(Path shims) {
        return ProcessTable.all().stream()
                .filter(Proc::leadsSession)
                .map(Proc::pid)
                .filter(pid -> Shim.isHeld(commandLine(pid)))
                .filter(pid ->
                        commandLine(pid).stream().anyMatch(word -> word.startsWith(shims + "/")))
                .toList();
    }

    /// Found by a word of their command line, which a process cannot lose by clearing its
    /// environment, leaving its session or closing its files.
    static List<Long> withWord(String word) {
        return ProcessTable.all().stream()
                .map(Proc::pid)
                .filter(pid -> commandLine(pid).contains(word))
                .toList();
    }

    private static List<String> commandLine(long pid) {
        try {
            Path file = Path.of("/proc", Long.toString(pid), "cmdline");
            return List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\0", -1));
        } catch (IOException e) {
            return List.of();
        }
    }
}
