package dev.landfast.gate;

import dev.landfast.process.Capture;
import dev.landfast.process.CaptureException;
import dev.landfast.process.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The interpreters of this machine in the order in which they are asked: the virtual environment,
/// the configured one, `python3` on the path, the system's.
public final class Pythons {

    /// Module → the package whose version it has.
    private static final Map<String, String> TOOLS =
            Map.ofEntries(
                    Map.entry("pytest", "pytest"),
                    Map.entry("pytest_cov", "pytest-cov"),
                    Map.entry("xdist", "pytest-xdist"),
                    Map.entry("coverage", "coverage"),
                    Map.entry("black", "black"),
                    Map.entry("isort", "isort"),
                    Map.entry("flake8", "flake8"),
                    Map.entry("bugbear", "flake8-bugbear"),
                    Map.entry("flake8_bandit", "flake8-bandit"),
                    Map.entry("bandit", "bandit"),
                    Map.entry("mypy", "mypy"),
                    Map.entry("alembic", "alembic"),
                    Map.entry("ruff", "ruff"));

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Path> candidates;
    private final Map<String, String> environment;
    private final Path probe;
    private final Map<Path, Optional<Python>> known = new HashMap<>();

    public Pythons(List<Path> candidates, Map<String, String> environment, Path probe) {
        this.candidates = List.copyOf(candidates);
        this.environment = Map.copyOf(environment);
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
            var python = known.computeIfAbsent(candidate, this::ask);
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
                        .map(m -> TOOLS.getOrDefault(m, m))
                        .collect(Collectors.joining(", "));
        throw Unmeasured.missingTool(
                "no interpreter has " + missing + ", asked were " + named(seen),
                "install " + missing + " into the project's environment (" + first.path() + ")");
    }

    /// What all interpreters together are.
    synchronized String fingerprint() {
        return candidates.stream()
                .map(c -> known.computeIfAbsent(c, this::ask))
                .map(p -> p.map(Python::fingerprint).orElse("-"))
                .collect(Collectors.joining(";"));
    }

    private static String named(List<Python> seen) {
        return seen.stream().map(p -> p.path().toString()).collect(Collectors.joining(", "));
    }

    private Optional<Python> ask(Path candidate) {
        if (!Files.isExecutable(candidate)) {
            return Optional.empty();
        }
        var command = new ArrayList<>(List.of(candidate.toString(), probe.toString()));
        TOOLS.forEach((module, name) -> command.add(module + "=" + name));
        try {
            var answer =
                    Tasks.capture(
                            Capture.of(command, Path.of("/"), environment).withTimeout(PATIENCE));
            return answer.succeeded()
                    ? Optional.of(parse(candidate, answer.outText()))
                    : Optional.empty();
        } catch (CaptureException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static Python parse(Path candidate, String json) {
        var answer = JsonMapper.builder().build().readTree(json);
        Map<String, String> tools = new HashMap<>();
        answer.path("tools")
                .properties()
                .forEach(e -> tools.put(e.getKey(), e.getValue().asString("")));
        return new Python(
                candidate,
                answer.path("version").asString(""),
                tools,
                answer.path("installed").asString(""));
    }
}
