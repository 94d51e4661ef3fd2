package dev.landfast.api;

import dev.landfast.git.GitTool;
import dev.landfast.git.NewCommit;
import dev.landfast.git.NewRepository;
import dev.landfast.git.Remotes;
import dev.landfast.git.Repository;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.UsageProblem;
import dev.landfast.process.Capture;
import dev.landfast.process.CaptureException;
import dev.landfast.process.Tasks;
import dev.landfast.yaml.PlainYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The demonstration: a real project in a fresh repository with a bare remote and somebody's
/// unfinished edit, and recorded agents that build a real feature in it.
///
/// @param root the person's checkout
/// @param cassette the recording that plays every role
public record Demo(Path root, Wish wish, Path cassette, Base base) {

    /// The run that is started.
    ///
    /// @param name what it is to be called
    /// @param description what is asked for
    public record Wish(String workflow, String name, String description) {}

    private static final NewRepository.Person PERSON =
            new NewRepository.Person("Demo", "demo@example.org");

    /// A commit that moves the base under the run.
    ///
    /// @param when it is made when this step begins
    public record Base(Path patch, String message, String when) {}

    /// What to lay out, and where.
    ///
    /// @param material the folder with `demo.yaml`
    /// @param target a new folder
    /// @param python the interpreter that has what the project needs
    /// @param inTheWay whether the person's edit is in a file that the landing touches
    public record Scene(Path material, Path target, Path python, boolean inTheWay) {}

    /// Lays everything out.
    ///
    /// @throws UsageProblem when something of that name is there already; it is left as it is
    public static Demo prepare(Scene scene, Surroundings around) {
        var material = scene.material();
        var target = scene.target();
        var script = read(material);
        var root = target.resolve("orders");
        var remote = target.resolve("orders.git");
        assertFree(root);
        assertFree(remote);
        try {
            copy(material.resolve(text(script, "project")).normalize(), root);
            Files.writeString(
                    root.resolve("landfast.yaml"),
                    Files.readString(root.resolve("landfast.yaml"))
                            + "python: "
                            + scene.python()
                            + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new NewRepository(around.environment()).make(root, remote, PERSON);
        var repository = Repository.discover(root, GitTool.find(around.environment()));
        var edit = scene.inTheWay() ? "unfinished-edit-in-the-way" : "unfinished-edit";
        repository.main().apply(material.resolve(text(script, edit)));
        var run = map(script, "run");
        var base = map(script, "conflicting-base-commit");
        return new Demo(
                root,
                new Wish(text(run, "workflow"), text(run, "name"), text(run, "description")),
                material,
                new Base(
                        material.resolve(text(base, "patch")),
                        text(base, "message"),
                        text(base, "when")));
    }

    private static void assertFree(Path place) {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new UsageProblem(
                    "LF-159",
                    "the demonstration would lie there, and something does already",
                    place.toString(),
                    "name another folder with --in, or take that away");
        }
    }

    /// Somebody else's work arrives on the base: committed in the person's checkout beside their
    /// unfinished edit, and pushed.
    public void moveBase(Surroundings around) {
        var repository = Repository.discover(root, GitTool.find(around.environment()));
        var main = repository.main();
        var old = repository.refs().commit("main").orElseThrow();
        var made =
                repository
                        .commits()
                        .make(
                                new NewCommit(
                                        repository.trees().patched(old, base.patch()),
                                        List.of(old),
                                        base.message(),
                                        List.of(),
                                        around.clock().instant()));
        // The edit may be in a file that the commit changes, too, and is no part of that.
        main.apply(base.patch());
        main.point("main", made);
        main.setIndex(made);
        var pushed =
                repository
                        .remotes()
                        .push(
                                "origin",
                                List.of(new Remotes.Update("main", made, Optional.of(old))));
        if (!(pushed instanceof Remotes.Pushed.Done)) {
            throw new IllegalStateException("the demonstration's own remote refused: " + pushed);
        }
    }

    /// The first interpreter that has what the project needs: the one named by `LANDFAST_PYTHON`,
    /// the one that was set up with the source, the one on the path, the system's.
    ///
    /// @param source the source checkout
    public static Optional<Path> python(Surroundings around, Path source) {
        var named = around.variable("LANDFAST_PYTHON");
        var candidates = new ArrayList<String>();
        if (!named.isEmpty()) {
            candidates.add(named);
        }
        candidates.add(source.resolve(".dev/bin/python3").toString());
        candidates.addAll(List.of("python3", "/usr/bin/python3"));
        return candidates.stream().flatMap(name -> interpreter(name, around).stream()).findFirst();
    }

    /// Gets the packages by the source checkout's own set-up.
    public static void install(Path source, Surroundings around) {
        var script = source.resolve("src/dev/setup");
        if (!Files.isExecutable(script)) {
            return;
        }
        var request = Capture.of(List.of(script.toString()), source, around.environment());
        var said = Tasks.capture(request.withTimeout(Duration.ofMinutes(15)));
        if (!said.succeeded()) {
            throw new EnvironmentProblem(
                    "LF-514",
                    "the Python packages could not be installed: " + said.errText().strip(),
                    script.toString(),
                    "mend that, then try again");
        }
    }

    /// Only looks for the packages: importing them all takes seconds.
    private static Optional<Path> interpreter(String name, Surroundings around) {
        var program =
                """
                import importlib.util, sys
                for name in (
                    "alembic aiosqlite coverage fastapi httpx pytest pytest_asyncio pytest_cov"
                    " bandit black flake8 isort mypy sqlalchemy uvicorn"
                ).split():
                    if importlib.util.find_spec(name) is None:
                        sys.exit(1)
                print(sys.executable)
                """;
        try {
            var said =
                    Tasks.capture(
                            Capture.of(
                                    List.of(name, "-c", program),
                                    around.directory(),
                                    around.environment()));
            return said.succeeded()
                    ? Optional.of(Path.of(said.outText().strip()))
                    : Optional.empty();
        } catch (CaptureException e) {
            return Optional.empty();
        }
    }

    private static Map<?, ?> read(Path material) {
        var file = material.resolve("demo.yaml");
        try {
            if (PlainYaml.read(Files.readString(file)) instanceof Map<?, ?> map) {
                return map;
            }
            throw new IllegalStateException(file + " is not a mapping");
        } catch (IOException e) {
            throw new EnvironmentProblem(
                            "LF-512",
                            "the material of the demonstration cannot be read",
                            file.toString(),
                            "run it from a source checkout: ./landfast demo")
                    .because(e);
        }
    }

    private static Map<?, ?> map(Map<?, ?> of, String key) {
        return of.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Map<?, ?> of, String key) {
        return String.valueOf(of.get(key));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var name = from.relativize(file).toString();
                if (name.contains("__pycache__") || name.endsWith(".db")) {
                    continue;
                }
                var target = to.resolve(name);
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
