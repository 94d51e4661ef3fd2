package dev.landfast.cli;

import dev.landfast.api.Surroundings;
import dev.landfast.cli.Session.Streams;
import dev.landfast.console.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;

/// Walks through the commands people type most, in one process, so that the launcher can record
/// which classes and profiles the AOT cache should hold.
///
/// The launcher runs it in a throwaway repository with a state folder of its own; what it prints is
/// thrown away, and a command that fails spoils nothing but its own share of the cache.
///
/// Every class in the cache is loaded at every start, so what only longer commands need must stay
/// out of it: that is why the run to look at is made by another process, with `prepare`.
final class Training {

    private static final List<List<String>> COMMANDS =
            List.of(
                    List.of(),
                    List.of("ls"),
                    List.of("ls", "--json"),
                    List.of("show", "training"),
                    List.of("show", "training", "--json"),
                    List.of("why", "training"),
                    List.of("workflow", "ls"),
                    List.of("help"),
                    List.of("help", "run"),
                    List.of("--version"));

    /// Something to look at.
    private static final List<List<String>> BEFORE =
            List.of(List.of("run", "feature", "training", "Train the cache", "--detach"));

    private Training() {}

    public static void main(String[] args) {
        var nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var streams = new Streams(nowhere, nowhere, Terminal.plain(), new Terminal(true, 100));
        for (var command : List.of(args).contains("prepare") ? BEFORE : COMMANDS) {
            Main.run(command, here(), streams);
        }
    }

    /// Nobody carries the run, and it needs nobody's name.
    private static Surroundings here() {
        var process = Surroundings.ofProcess("terminal");
        var environment = new HashMap<>(process.environment());
        environment.put("LANDFAST_RUNNER", "off");
        for (var who : List.of("AUTHOR", "COMMITTER")) {
            environment.put("GIT_" + who + "_NAME", "landfast");
            environment.put("GIT_" + who + "_EMAIL", "landfast@localhost");
        }
        return new Surroundings(
                environment, process.clock(), process.directory(), process.person());
    }
}
