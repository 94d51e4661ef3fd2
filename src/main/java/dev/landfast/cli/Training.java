package dev.landfast.cli;

import dev.landfast.api.RunnerProcess;
import dev.landfast.api.Surroundings;
import dev.landfast.api.Workflows;
import dev.landfast.cli.Session.Streams;
import dev.landfast.console.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;

/// Walks through the commands people type most, measures a gate, or carries a run as the runner
/// does, so that the launcher can record which classes and profiles the AOT cache of each should
/// hold.
///
/// The launcher runs it in a throwaway repository with a state folder of its own; what it prints is
/// thrown away, and a command that fails spoils nothing but its own share of the cache. Without the
/// run it would be a poor one, so that has to succeed.
///
/// Every class in a cache is loaded at every start, so what only others need must stay out of it:
/// that is why each has a cache of its own, and why the run to look at, or to carry, is made by
/// another process, with `prepare-…` before the word.
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
            List.of(
                    List.of(
                            "run",
                            Workflows.shipped().getFirst(),
                            "training",
                            "Train the cache",
                            "--agent=default=human",
                            "--detach"));

    /// Something to carry; the launcher has put the definition there.
    private static final List<List<String>> WORK =
            List.of(List.of("run", "walk", "--trust", "--detach"));

    private static final List<List<String>> CARRY = List.of(List.of(RunnerProcess.VERB));

    /// A change of one file: measured, then taken over check by check, then as a whole. The same
    /// again is what most of them are.
    private static final List<String> GATE =
            List.of("gate", "run", "--only", "parse,integrity", "--shadow", "--json");

    private static final List<List<String>> GATES =
            List.of(List.of("gate", "ls"), GATE, GATE, GATE);

    private Training() {}

    public static void main(String[] args) {
        var nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var streams = new Streams(nowhere, nowhere, Terminal.plain(), new Terminal(true, 100));
        var walk =
                switch (args[0]) {
                    case "prepare-commands" -> BEFORE;
                    case "commands" -> COMMANDS;
                    case "prepare-gates" -> List.<List<String>>of();
                    case "gates" -> GATES;
                    case "prepare-runner" -> WORK;
                    case "runner" -> CARRY;
                    default -> throw new IllegalArgumentException(args[0]);
                };
        for (var command : walk) {
            var code = Main.run(command, here(), streams);
            if (code != 0 && args[0].startsWith("prepare-")) {
                throw new IllegalStateException(command + " ended with " + code);
            }
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
