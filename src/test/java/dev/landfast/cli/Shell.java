package dev.landfast.cli;

import dev.landfast.api.RunnerProcess;
import dev.landfast.api.SmallProject;
import dev.landfast.api.Surroundings;
import dev.landfast.cli.Session.Streams;
import dev.landfast.console.Terminal;
import dev.landfast.git.GitTool;
import dev.landfast.git.Repository;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import dev.landfast.journal.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A person at a terminal: a home, a repository, and the `landfast` command in this process.
final class Shell {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Path home;
    private final Path repository;
    private final Map<String, String> environment = new HashMap<>();
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private boolean colours;
    private String id = "";

    private Shell(Path home, Path repository) {
        this.home = home;
        this.repository = repository;
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", home.toString());
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("LANDFAST_RUNNER", "off");
        environment.put("XDG_STATE_HOME", home.resolve("state").toString());
        environment.put("XDG_CACHE_HOME", Path.of("target", "cache").toAbsolutePath().toString());
    }

    /// How a command ended.
    record Result(int code, String out, String err) {}

    /// With a repository that has one commit on `main`.
    static Shell with(Path folder) {
        var shell = bare(folder);
        shell.git("init", "-q", "-b", "main");
        shell.git("config", "user.name", "Somebody");
        shell.git("config", "user.email", "somebody@example.org");
        shell.write("README.md", "# A project\n");
        shell.git("add", ".");
        shell.git("commit", "-q", "-m", "first");
        return shell;
    }

    /// In a small Python project with a remote, on real time.
    static Shell at(SmallProject project) {
        return new Shell(project.temp().resolve("home"), project.root()).onRealTime();
    }

    /// With an empty folder.
    static Shell bare(Path folder) {
        try {
            var home = Files.createDirectories(folder.resolve("home"));
            return new Shell(home, Files.createDirectories(folder.resolve("project")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path repository() {
        return repository;
    }

    Path state() {
        return home.resolve("state").resolve("landfast");
    }

    Shell set(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Shell later(Duration time) {
        clock = Clock.offset(clock, time);
        return this;
    }

    Shell coloured() {
        colours = true;
        return this;
    }

    Shell onRealTime() {
        clock = Clock.systemUTC();
        return this;
    }

    Surroundings surroundings() {
        return new Surroundings(
                environment, clock, repository, new Surroundings.Speaker("ada", "terminal"));
    }

    Result landfast(String... words) {
        return landfastIn(repository, words);
    }

    Result landfastIn(Path folder, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(colours, 120);
        var code =
                Main.run(
                        List.of(words),
                        surroundings().in(folder),
                        new Streams(stream(out), stream(err), terminal, terminal));
        return new Result(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// Asks for a feature by the short way; nobody carries it yet.
    ///
    /// @param agents such as `default=human`
    void wants(String name, String... agents) {
        var words = new ArrayList<>(List.of("run", "feature", name, "Say goodbye as well"));
        words.addAll(List.of("--variant", "standard-lite", "--detach"));
        for (var agent : agents) {
            words.addAll(List.of("--agent", agent));
        }
        var said = landfast(words.toArray(String[]::new));
        if (said.code() != 0) {
            throw new IllegalStateException(said.err());
        }
    }

    /// Carries runs in this process until there is nothing left to do.
    Thread carrying() {
        var surroundings = surroundings();
        return Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        RunnerProcess.live(surroundings);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /// Carries runs here until nothing can get on without somebody.
    void carry() {
        try {
            var cause = RunnerProcess.live(surroundings());
            if (cause.isPresent()) {
                throw new IllegalStateException(cause.get());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A run as somebody would ask for it, which nobody carries.
    String submitted(String name) {
        var ids = new ArrayList<String>();
        journal(journal -> ids.add(journal.submit(name, start(), new Actor.Person("ada", "test"))));
        return ids.getFirst();
    }

    static Event.RunStarted start() {
        var pin = new Event.Pin("feature", "0".repeat(64), "", 1, "1".repeat(40));
        return new Event.RunStarted(pin, "standard", Map.of(), new Event.Origin.Fresh());
    }

    void journal(Consumer<Journal> work) {
        if (id.isEmpty()) {
            id = Repository.discover(repository, GitTool.find(environment)).id();
        }
        try (var journal = Journal.open(state().resolve(id), clock)) {
            work.accept(journal);
        }
    }

    void write(String name, String text) {
        try {
            var file = repository.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void commit(String name, String text) {
        write(name, text);
        git("add", "--", name);
        git("commit", "-q", "-m", "add " + name);
    }

    String git(String... words) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(repository.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + text);
            }
            return text.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }
}
