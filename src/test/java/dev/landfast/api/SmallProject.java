package dev.landfast.api;

import dev.landfast.process.Capture;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A small, honest Python project in a repository of its own, with a bare remote, and a person who
/// works on it.
public final class SmallProject {

    private final Path temp;
    private final Map<String, String> environment = new HashMap<>();

    private SmallProject(Path temp) {
        this.temp = temp;
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("HOME", temp.resolve("home").toString());
        environment.put("XDG_STATE_HOME", temp.resolve("state").toString());
        environment.put("XDG_CACHE_HOME", Path.of("target", "cache").toAbsolutePath().toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
    }

    public static SmallProject in(Path temp) {
        var project = new SmallProject(temp);
        try {
            Files.createDirectories(temp.resolve("home"));
            Files.createDirectories(project.root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        project.write("greet/__init__.py", "\"\"\"Greetings.\"\"\"\n");
        project.write(
                "greet/core.py",
                """
                \"\"\"What is said.\"\"\"


                def greet(name: str) -> str:
                    \"\"\"Say hello.\"\"\"
                    return f"Hello, {name}!"
                """);
        project.write("tests/__init__.py", "");
        project.write(
                "tests/test_core.py",
                """
                from greet.core import greet


                def test_greets_by_name() -> None:
                    assert greet("Ada") == "Hello, Ada!"
                """);
        project.write(".gitignore", "__pycache__/\\n.coverage\\n".replace("\\n", "\n"));
        project.write("landfast.yaml", "python: /usr/bin/python3\n");
        project.git("init", "-q", "-b", "main");
        project.git("config", "user.name", "Person");
        project.git("config", "user.email", "person@example.org");
        project.git("add", "-A");
        project.git("commit", "-q", "-m", "a greeting");
        project.run(temp, "git", "init", "-q", "--bare", "-b", "main", project.remote().toString());
        project.git("remote", "add", "origin", project.remote().toString());
        project.git("push", "-q", "-u", "origin", "main");
        return project;
    }

    public Path root() {
        return temp.resolve("greet");
    }

    public Path remote() {
        return temp.resolve("greet.git");
    }

    public Path temp() {
        return temp;
    }

    public Surroundings surroundings() {
        return new Surroundings(
                environment,
                Clock.systemUTC(),
                root(),
                new Surroundings.Speaker("person", "terminal"));
    }

    /// A folder that is nobody's.
    public Path outside() {
        try {
            return Files.createDirectories(temp.resolve("outside"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A setting that lets tasks write to {@link #outside}.
    public String granted() {
        return "containment: { write: [" + outside() + "] }\n";
    }

    /// Commits that setting.
    public SmallProject grant() {
        write("landfast.yaml", "python: /usr/bin/python3\n" + granted());
        git("commit", "-q", "-am", "room for notes");
        git("push", "-q");
        return this;
    }

    public SmallProject with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public void write(String file, String text) {
        try {
            var path = root().resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Who plays every role honestly: a change, its test, an approving review.
    public static final String HONEST =
            """
            case $LANDFAST_STEP in
            implement)
                cat >> greet/core.py <<'PY'


            def part(name: str) -> str:
                \"""Say goodbye.\"""
                return f"Goodbye, {name}!"
            PY
                ;;
            write-tests)
                cat > tests/test_part.py <<'PY'
            from greet.core import part


            def test_parts_by_name() -> None:
                assert part("Ada") == "Goodbye, Ada!"
            PY
                ;;
            review)
                echo '{"verdict":"APPROVED","summary":"small and tested","findings":[]}' > "$LANDFAST_ANSWER"
                ;;
            esac
            echo "did $LANDFAST_STEP"
            """;

    /// An executable that plays every role.
    public Path agent(String script) {
        return executable(temp.resolve("agent.sh"), script);
    }

    private static Path executable(Path file, String script) {
        try {
            Files.writeString(file, "#!/bin/sh\nset -eu\n" + script);
            if (!file.toFile().setExecutable(true)) {
                throw new IllegalStateException("not executable: " + file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A hook of the remote: what happens there when somebody pushes.
    public void hook(String name, String script) {
        executable(remote().resolve("hooks").resolve(name), script);
    }

    public String git(String... words) {
        var command = new java.util.ArrayList<String>();
        command.add("git");
        command.addAll(List.of(words));
        return run(root(), command.toArray(String[]::new));
    }

    public String run(Path folder, String... command) {
        var captured = Tasks.capture(Capture.of(List.of(command), folder, environment));
        if (!captured.succeeded()) {
            throw new IllegalStateException(List.of(command) + ": " + captured.errText());
        }
        return captured.outText().strip();
    }
}
