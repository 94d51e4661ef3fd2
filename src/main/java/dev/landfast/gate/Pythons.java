package dev.landfast.gate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The interpreters of this machine in the order in which they are asked: the virtual environment,
/// the configured one, `python3` on the path, the system's.
public final class Pythons {

    private final List<Path> candidates;
    private final PythonProbe probe;
    private final Map<Path, Asked> known = new HashMap<>();

    Pythons(List<Path> candidates, PythonProbe probe) {
        this.candidates = List.copyOf(candidates);
        this.probe = probe;
    }

    static List<Path> candidates(Map<String, String> environment, Optional<String> configured) {
        Set<Path> found = new LinkedHashSet<>();
        Optional.ofNullable(environment.get("VIRTUAL_ENV"))
                .ifPresent(venv -> found.add(Path.of(venv, "bin", "python")));
        configured.map(Path::of).filter(Path::isAbsolute).ifPresent(found::add);
        Programs.onPath(environment, configured.orElse("python3")).ifPresent(found::add);
        Programs.onPath(environment, "python3").ifPresent(found::add);
        found.add(Path.of("/usr/bin/python3"));
        return new ArrayList<>(found);
    }

    /// The first that has all of these modules.
    ///
    /// @throws Unmeasured naming what is missing where
    public synchronized Python with(String... modules) {
        var seen = new ArrayList<Python>();
        for (var candidate : candidates) {
            var python = ask(candidate);
            python.ifPresent(seen::add);
            if (python.isPresent() && List.of(modules).stream().allMatch(python.get()::has)) {
                return python.get();
            }
        }
        if (seen.isEmpty()) {
            throw Unmeasured.missingTool("there is no Python 3", "install Python 3.9 or newer");
        }
        var first = seen.getFirst();
        var missing =
                List.of(modules).stream()
                        .filter(m -> !first.has(m))
                        .map(PythonProbe::packageOf)
                        .collect(Collectors.joining(", "));
        throw Unmeasured.missingTool(
                "no interpreter has " + missing + ", asked were " + named(seen),
                "install " + missing + " into the project's environment (" + first.path() + ")");
    }

    /// What all interpreters together are.
    synchronized String fingerprint() {
        return candidates.stream()
                .map(this::ask)
                .map(p -> p.map(Python::fingerprint).orElse("-"))
                .collect(Collectors.joining(";"));
    }

    /// What {@link #fingerprint} was taken from; empty where one of them cannot say so.
    synchronized Optional<Stamps> restOn() {
        var all = Optional.of(new Stamps(Map.of()));
        for (var candidate : candidates) {
            ask(candidate);
            var asked = Objects.requireNonNull(known.get(candidate));
            all = all.flatMap(known -> asked.restsOn().flatMap(known::and));
        }
        return all;
    }

    private Optional<Python> ask(Path candidate) {
        return known.computeIfAbsent(candidate, this::asked)
                .answer()
                .map(PythonProbe.Answer::python);
    }

    private Asked asked(Path candidate) {
        var place = Stamps.of(List.of(candidate));
        return new Asked(place, Files.isExecutable(candidate), probe.ask(candidate));
    }

    /// @param place the candidate, before it was asked
    private record Asked(Stamps place, boolean runs, Optional<PythonProbe.Answer> answer) {

        Optional<Stamps> restsOn() {
            if (!runs) {
                return Optional.of(place);
            }
            return answer.filter(said -> !said.seen().isEmpty())
                    .flatMap(said -> place.and(new Stamps(said.seen())));
        }
    }

    private static String named(List<Python> seen) {
        return seen.stream().map(p -> p.path().toString()).collect(Collectors.joining(", "));
    }
}
