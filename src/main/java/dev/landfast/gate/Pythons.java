package dev.landfast.gate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The interpreters of this machine in the order in which they are asked: the virtual environment,
/// the configured one, `python3` on the path, the system's.
public final class Pythons {

    private final List<Path> candidates;
    private final PythonProbe probe;
    private final Map<Path, Optional<PythonProbe.Answer>> known = new HashMap<>();

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
        var all = Stamps.of(candidates.stream().filter(c -> !Files.isExecutable(c)).toList());
        for (var candidate : candidates) {
            var answer = known.computeIfAbsent(candidate, probe::ask);
            if (answer.isPresent() && !answer.get().seen().isEmpty()) {
                all = all.and(new Stamps(answer.get().seen()));
            } else if (answer.isPresent() || Files.isExecutable(candidate)) {
                return Optional.empty();
            }
        }
        return Optional.of(all);
    }

    private Optional<Python> ask(Path candidate) {
        return known.computeIfAbsent(candidate, probe::ask).map(PythonProbe.Answer::python);
    }

    private static String named(List<Python> seen) {
        return seen.stream().map(p -> p.path().toString()).collect(Collectors.joining(", "));
    }
}
