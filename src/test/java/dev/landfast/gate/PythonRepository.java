package dev.landfast.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.landfast.check.BuiltIn;
import dev.landfast.definition.Config;
import dev.landfast.definition.Position;
import dev.landfast.definition.Workflow;
import dev.landfast.git.GitTool;
import dev.landfast.git.Repository;
import dev.landfast.journal.Event;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A small real Python project in a real repository, and gates that run on it.
public final class PythonRepository {

    static final String PYTHON = "/usr/bin/python3";

    private final Path folder;
    private final Path work;
    private final List<Event.Waived> waivers = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, String> material = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private Config settings = new Config(Map.of("python", PYTHON));
    private String base = "";
    private int attempts;

    /// What was shown once is not shown again by every test: by all that decides it, it is the
    /// same.
    private Path shown = Path.of("target", "canaries").toAbsolutePath();

    private PythonRepository(Path folder) {
        this.folder = folder;
        this.work = folder.resolve("repository");
        environment.put("PATH", "/usr/bin:/bin");
    }

    /// A package `app` with one module, a test for it, and a first commit.
    public static PythonRepository small(Path folder) {
        var repository = empty(folder);
        repository.write("app/__init__.py", "");
        repository.write(
                "app/sums.py",
                """
                def add(a: int, b: int) -> int:
                    return a + b


                def double(a: int) -> int:
                    return a * 2
                """);
        repository.write("tests/__init__.py", "");
        repository.write(
                "tests/test_sums.py",
                """
                from app.sums import add, double


                def test_add() -> None:
                    assert add(1, 2) == 3


                def test_double() -> None:
                    assert double(2) == 4
                """);
        repository.base();
        return repository;
    }

    public static PythonRepository empty(Path folder) {
        var repository = new PythonRepository(folder);
        try {
            Files.createDirectories(repository.work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        repository.git("init", "-q", "-b", "main");
        return repository;
    }

    /// A copy of a folder as the first commit.
    public static PythonRepository copyOf(Path source, Path folder) {
        var repository = empty(folder);
        try (var files = Files.walk(source)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = repository.work.resolve(source.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        repository.base();
        return repository;
    }

    public Path work() {
        return work;
    }

    public PythonRepository write(String path, String text) {
        try {
            var file = work.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PythonRepository append(String path, String text) {
        return write(path, read(path) + text);
    }

    public String read(String path) {
        try {
            return Files.readString(work.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PythonRepository delete(String path) {
        try {
            Files.delete(work.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Commits what there is; it is the base from now on.
    public PythonRepository base() {
        base = commit();
        return this;
    }

    public String commit() {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", "change");
        return git("rev-parse", "HEAD").strip();
    }

    public PythonRepository environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public PythonRepository secret(String name, String value) {
        secrets.put(name, value);
        return this;
    }

    public PythonRepository settings(Map<String, Object> more) {
        var all = new LinkedHashMap<>(settings.values());
        all.putAll(more);
        settings = new Config(all);
        return this;
    }

    public PythonRepository material(String check, String text) {
        material.put(check, text);
        return this;
    }

    public PythonRepository waive(Event.Waived waiver) {
        waivers.add(waiver);
        return this;
    }

    public static Workflow.Check check(String name, Map<String, Object> with) {
        return new Workflow.Check(name, new Config(with), new Position("landfast.yaml", 1, 1));
    }

    public static Workflow.Check check(String name) {
        return check(name, Map.of());
    }

    /// Commits what there is and runs a gate on it against the base.
    public GateReport judge(Workflow.Check... checks) {
        return judge(commit(), checks);
    }

    public GateReport judge(String commit, Workflow.Check... checks) {
        var request = request(commit, surroundings(), checks);
        try {
            return gates(Fence.none()).run(request);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// What becomes of the defects planted for these checks.
    public List<CanaryReport> canaries(Workflow.Check... checks) {
        try {
            return gates(Fence.none()).canaries(request(commit(), surroundings(), checks));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public GateRequest request(
            String commit, GateRequest.Surroundings surroundings, Workflow.Check... checks) {
        var position = new Position("landfast.yaml", 1, 1);
        return new GateRequest(
                new Workflow.Gate("unit", List.of(checks), Config.empty(), position),
                new GateRequest.Subject(commit, base),
                surroundings,
                material,
                waivers);
    }

    public GateRequest.Surroundings surroundings() {
        return new GateRequest.Surroundings(
                folder.resolve("state/attempts/" + ++attempts),
                folder.resolve("state/shared"),
                environment,
                secrets,
                settings);
    }

    public Gates gates(Fence fence) {
        return new Gates(
                tasks(),
                trees(),
                fence,
                new Gates.Around(BuiltIn.checks(), shown, Clock.systemUTC(), () -> 2));
    }

    /// Shows every canary anew.
    public PythonRepository withoutMemory() {
        shown = folder.resolve("canaries");
        return this;
    }

    public Tasks tasks() {
        return Tasks.open(folder.resolve("state/shim"));
    }

    public GitTrees trees() {
        return new GitTrees(
                Repository.discover(work, GitTool.find(Map.of("PATH", "/usr/bin:/bin"))));
    }

    public String baseCommit() {
        return base;
    }

    /// A script as a person would run it.
    public static String shell(String script) {
        return output(new ProcessBuilder("/bin/bash", "-c", script));
    }

    private String git(String... words) {
        var command =
                new ArrayList<>(
                        List.of(
                                "git",
                                "-c",
                                "user.name=Test",
                                "-c",
                                "user.email=test@example.org",
                                "-c",
                                "commit.gpgsign=false"));
        command.addAll(List.of(words));
        return output(new ProcessBuilder(command).directory(work.toFile()));
    }

    private static String output(ProcessBuilder builder) {
        try {
            var process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("took too long: " + builder.command());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
