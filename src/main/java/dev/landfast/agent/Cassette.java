package dev.landfast.agent;

import dev.landfast.yaml.PlainYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Recorded work of agents: for each step and visit the files it leaves, what it says and what it
/// used.
///
/// @param folder where `cassette.yaml` and the files it names are
record Cassette(Path folder, List<Turn> turns) {

    static final String FILE = "cassette.yaml";

    Cassette {
        turns = List.copyOf(turns);
    }

    /// One visit to a step.
    ///
    /// @param visit counts from 1
    record Turn(String step, int visit, String role, Left left, Said said) {}

    /// What the turn leaves in the worktree.
    ///
    /// @param patch a patch file in the folder
    /// @param files path in the worktree → file in the folder
    record Left(Optional<String> patch, Map<String, String> files) {

        Left {
            files = Map.copyOf(files);
        }
    }

    /// @param answer the structured answer as plain data
    /// @param seconds how long the work pretends to take
    record Said(
            String message, Optional<Object> answer, Map<String, Object> usage, double seconds) {

        Said {
            usage = Map.copyOf(usage);
        }
    }

    /// Reads `cassette.yaml`.
    ///
    /// @throws BadCassette naming the file and what is wrong with it
    static Cassette read(Path folder) {
        var file = folder.resolve(FILE);
        try {
            var loaded = PlainYaml.read(Files.readString(file));
            var top = map(loaded, "the file", file);
            if (!Integer.valueOf(1).equals(top.get("cassette"))) {
                throw new BadCassette(file, "its first key must be 'cassette: 1'");
            }
            var turns = new ArrayList<Turn>();
            if (top.get("turns") instanceof List<?> list) {
                for (var turn : list) {
                    turns.add(turn(map(turn, "a turn", file), file));
                }
            }
            return new Cassette(folder, turns);
        } catch (IOException e) {
            throw new BadCassette(file, "it cannot be read: " + e.getMessage());
        } catch (PlainYaml.NotYaml e) {
            throw new BadCassette(file, "it is not YAML: " + e.getMessage());
        }
    }

    /// The turn for this visit.
    ///
    /// @throws BadCassette with the visits that were recorded for the step: the run has drifted
    Turn turn(String step, int visit) {
        return turns.stream()
                .filter(turn -> turn.step().equals(step) && turn.visit() == visit)
                .findFirst()
                .orElseThrow(() -> drift(step, visit));
    }

    private BadCassette drift(String step, int visit) {
        var visits = turns.stream().filter(t -> t.step().equals(step)).map(t -> t.visit()).toList();
        var recorded =
                visits.isEmpty()
                        ? "steps recorded: " + turns.stream().map(Turn::step).distinct().toList()
                        : "visits recorded for it: " + visits;
        return new BadCassette(
                folder.resolve(FILE),
                "the run has drifted: nothing is recorded for step '%s', visit %d; %s"
                        .formatted(step, visit, recorded));
    }

    private static Turn turn(Map<String, Object> turn, Path file) {
        var step = String.valueOf(turn.getOrDefault("step", ""));
        if (step.isEmpty()) {
            throw new BadCassette(file, "a turn has no 'step'");
        }
        var files = new LinkedHashMap<String, String>();
        map(turn.getOrDefault("files", Map.of()), "files of " + step, file)
                .forEach((to, from) -> files.put(to, String.valueOf(from)));
        return new Turn(
                step,
                turn.getOrDefault("visit", 1) instanceof Number visit ? visit.intValue() : 1,
                String.valueOf(turn.getOrDefault("role", "")),
                new Left(Optional.ofNullable(turn.get("patch")).map(String::valueOf), files),
                new Said(
                        String.valueOf(turn.getOrDefault("message", "")),
                        Optional.ofNullable(turn.get("answer")),
                        map(turn.getOrDefault("usage", Map.of()), "usage of " + step, file),
                        turn.getOrDefault("seconds", 0) instanceof Number n ? n.doubleValue() : 0));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value, String what, Path file) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new BadCassette(file, what + " is not a mapping");
    }

    /// A cassette that cannot be played, and why.
    static final class BadCassette extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadCassette(Path file, String why) {
            super("cassette " + file + ": " + why);
        }
    }
}
