package dev.landfast.cli;

import dev.landfast.api.Surroundings;
import dev.landfast.cli.Session.Streams;
import dev.landfast.console.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
                    List.of("show", "nobody"),
                    List.of("workflow", "ls"),
                    List.of("help"),
                    List.of("help", "run"),
                    List.of("--version"));

    private Training() {}

    public static void main(String[] args) {
        var nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var streams = new Streams(nowhere, nowhere, Terminal.plain(), new Terminal(true, 100));
        for (var command : COMMANDS) {
            Main.run(command, Surroundings.ofProcess("terminal"), streams);
        }
    }
}
