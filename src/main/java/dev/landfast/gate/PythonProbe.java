package dev.landfast.gate;

import dev.landfast.process.Capture;
import dev.landfast.process.CaptureException;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Asks an interpreter what it is and which tools it has. An answer is remembered, and holds until
/// something is touched that it was taken from.
final class PythonProbe {

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
                    Map.entry("pre_commit", "pre-commit"),
                    Map.entry("ruff", "ruff"));

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path script;
    private final Map<String, String> environment;
    private final Store store;

    /// @param store remembers what interpreters answered
    PythonProbe(Path script, Map<String, String> environment, Store store) {
        this.script = script;
        this.environment = Map.copyOf(environment);
        this.store = store;
    }

    /// What an interpreter answered.
    ///
    /// @param seen from what the answer was taken, see {@link Stamps}; nothing where it cannot be
    ///   said
    record Answer(Python python, Map<String, String> seen) {

        Answer {
            seen = Map.copyOf(seen);
        }

        boolean holds() {
            return !seen.isEmpty() && new Stamps(seen).hold();
        }
    }

    static String packageOf(String module) {
        return TOOLS.getOrDefault(module, module);
    }

    /// Empty where it is none, or says nothing that can be read.
    Optional<Answer> ask(Path candidate) {
        if (!Files.isExecutable(candidate)) {
            return Optional.empty();
        }
        var asked = new TreeMap<>(TOOLS) + " " + new TreeMap<>(environment) + " " + script;
        var key = Store.key(List.of("python 1", candidate.toString(), asked));
        var remembered = store.read(key, Answer.class).filter(Answer::holds);
        return remembered.or(() -> answer(candidate, key));
    }

    private Optional<Answer> answer(Path candidate, String key) {
        var command = new ArrayList<>(List.of(candidate.toString(), script.toString()));
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

    /// A program that starts an interpreter, such as a version manager's, may start another one
    /// next time without being touched itself.
    private static boolean isItself(Path candidate, String started) {
        try {
            return candidate.toRealPath().equals(Path.of(started).toRealPath());
        } catch (IOException | InvalidPathException e) {
            return false;
        }
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
