package dev.landfast.gate;

import dev.landfast.process.Capture;
import dev.landfast.process.CaptureException;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private final Store store;
    private final Map<Path, Optional<Python>> known = new HashMap<>();

    /// @param store remembers what interpreters answered
    Pythons(List<Path> candidates, Map<String, String> environment, Path probe, Store store) {
        this.candidates = List.copyOf(candidates);
        this.environment = Map.copyOf(environment);
        this.probe = probe;
        this.store = store;
    }

    /// @param seen file or folder → what {@link #stamp} said of it when the answer was taken from
    ///   it
    private record Answer(Python python, Map<String, String> seen) {

        Answer {
            seen = Map.copyOf(seen);
        }

        boolean holds() {
            return !seen.isEmpty()
                    && seen.entrySet().stream()
                            .allMatch(e -> stamp(e.getKey()).equals(e.getValue()));
        }
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
        var asked = new TreeMap<>(TOOLS) + " " + new TreeMap<>(environment) + " " + probe;
        var key = Store.key(List.of("python 1", candidate.toString(), asked));
        var remembered = store.read(key, Answer.class).filter(Answer::holds);
        return remembered.or(() -> answer(candidate, key)).map(Answer::python);
    }

    private Optional<Answer> answer(Path candidate, String key) {
        var command = new ArrayList<>(List.of(candidate.toString(), probe.toString()));
        TOOLS.forEach((module, name) -> command.add(module + "=" + name));
        try {
            var said =
                    Tasks.capture(
                            Capture.of(command, Path.of("/"), environment).withTimeout(PATIENCE));
            if (!said.succeeded()) {
                return Optional.empty();
            }
            var answer = parse(candidate, said.outText());
            if (!answer.seen().isEmpty()) {
                store.write(key, answer);
            }
            return Optional.of(answer);
        } catch (CaptureException | JacksonException e) {
            return Optional.empty();
        }
    }

    /// Size, last change of the content and of the entry, number: as the probe says it. The time of
    /// the entry's last change is the kernel's word; no tool can put it back. `-` for what is not
    /// there, nothing where it cannot be said.
    private static String stamp(String place) {
        try {
            var now = Files.readAttributes(Path.of(place), "unix:size,lastModifiedTime,ctime,ino");
            return now.get("size")
                    + " "
                    + nanos(now.get("lastModifiedTime"))
                    + " "
                    + nanos(now.get("ctime"))
                    + " "
                    + now.get("ino");
        } catch (IOException e) {
            return "-";
        } catch (InvalidPathException | UnsupportedOperationException e) {
            return "";
        }
    }

    /// A program that starts an interpreter, such as a version manager's, may start another one
    /// next time without being touched itself.
    private static boolean isItself(Path candidate, String started) {
        try {
            return candidate.toRealPath().equals(Path.of(started).toRealPath());
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    private static long nanos(@Nullable Object time) {
        return time instanceof FileTime known ? known.to(TimeUnit.NANOSECONDS) : 0;
    }

    private static Answer parse(Path candidate, String json) {
        var answer = JsonMapper.builder().build().readTree(json);
        Map<String, String> tools = new HashMap<>();
        answer.path("tools")
                .properties()
                .forEach(e -> tools.put(e.getKey(), e.getValue().asString("")));
        Map<String, String> seen = new HashMap<>();
        answer.path("seen")
                .properties()
                .forEach(e -> seen.put(e.getKey(), e.getValue().asString("")));
        var behind = answer.path("executable").asString("");
        if (!isItself(candidate, behind)) {
            seen.clear();
        }
        var python =
                new Python(
                        candidate,
                        answer.path("version").asString(""),
                        tools,
                        answer.path("installed").asString(""));
        return new Answer(python, seen);
    }
}
