package dev.landfast.cli;

import java.util.List;

/// Walks through the commands people type most, in one process, so that the launcher can record
/// which classes and profiles the AOT cache should hold.
///
/// The launcher runs it in a throwaway repository with a state folder of its own; what it prints is
/// thrown away, and a command that fails spoils nothing but its own share of the cache.
final class Training {

    private static final List<List<String>> COMMANDS =
            List.of(
                    List.of("init"),
                    List.of(),
                    List.of("ls"),
                    List.of("ls", "--json"),
                    List.of("show"),
                    List.of("workflow", "ls"),
                    List.of("--version"));

    private Training() {}

    public static void main(String[] args) {
        for (var command : COMMANDS) {
            Main.run(command.toArray(String[]::new));
        }
    }
}
