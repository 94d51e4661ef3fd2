package dev.landfast.cli;

import dev.landfast.api.Demo;
import dev.landfast.api.Landfast;
import dev.landfast.api.RunLine;
import dev.landfast.api.StartRequest;
import dev.landfast.api.Surroundings;
import dev.landfast.console.Plain;
import dev.landfast.console.Tone;
import dev.landfast.problem.EnvironmentProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Shows the main job on a real project: no key, no network, nothing of yours is touched.
final class DemoCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.none()
                .value("in", "FOLDER", "where to lay it out; a new temporary folder unless said")
                .flag(
                        "in-the-way",
                        "somebody's unfinished edit is in a file that the landing touches");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var source = source();
        var around = session.surroundings();
        var python = Demo.python(around, source).or(() -> installed(source, session));
        var folder = folder(words);
        var demo =
                Demo.prepare(
                        new Demo.Scene(
                                source.resolve("examples/orders-demo"),
                                folder,
                                python.orElseThrow(DemoCommand::noPython),
                                words.has("in-the-way")),
                        around);
        session.note("a FastAPI project with a bare remote and an unfinished edit: " + demo.root());
        var there = around.in(demo.root());
        try (var inside = session.from(there)) {
            return follow(demo, there, inside);
        }
    }

    private static ExitCode follow(Demo demo, Surroundings there, Session session) {
        var choices = StartRequest.Choices.usual();
        var agents = Map.of("default", "replay:" + demo.cassette());
        var request =
                StartRequest.of(
                                demo.wish().workflow(),
                                Map.of(
                                        "name",
                                        demo.wish().name(),
                                        "description",
                                        demo.wish().description()))
                        .with(
                                new StartRequest.Choices(
                                        choices.variant(),
                                        agents,
                                        choices.base(),
                                        choices.from(),
                                        true));
        var run = session.landfast().runs().start(request).run();
        var mover = Thread.ofVirtual().start(() -> moveBase(demo, there, run, session));
        try {
            var code = new Following(session, run).follow(run);
            tell(demo, run, session);
            return code;
        } finally {
            mover.interrupt();
        }
    }

    /// Waits for the step at which somebody else's work arrives on the base.
    private static void moveBase(Demo demo, Surroundings there, RunLine run, Session session) {
        try (var landfast = Landfast.open(there)) {
            var follow = landfast.runs().follow(run);
            while (!Thread.currentThread().isInterrupted()) {
                var begun =
                        follow.await(Beat.LENGTH).stream()
                                .anyMatch(event ->
                                        event.about().step().startsWith(demo.base().when() + "@"));
                if (begun) {
                    demo.moveBase(there);
                    session.note(
                            session.noted().paint(Tone.CARE, "meanwhile on main: ")
                                    + Plain.line(demo.base().message()));
                    return;
                }
            }
        }
    }

    private static void tell(Demo demo, RunLine run, Session session) {
        session.say("");
        session.landfast().reports().lines(run.id()).forEach(line -> session.say(Plain.line(line)));
        try {
            var report = demo.root().resolveSibling("report.json");
            Files.writeString(report, session.landfast().reports().json(run.id()));
            Files.writeString(
                    demo.root().resolveSibling("report.md"),
                    session.landfast().reports().markdown(run.id()));
            session.say("");
            session.say("the report: " + report + " and report.md beside it");
            session.say(
                    "look around: cd "
                            + demo.root()
                            + " && git log --graph --oneline && git status");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(Words words) {
        try {
            var named = words.value("in").map(Path::of);
            return named.isPresent()
                    ? Files.createDirectories(named.get().toAbsolutePath().normalize())
                    : Files.createTempDirectory("landfast-demo-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The source checkout that the launcher belongs to.
    private static Path source() {
        var launcher = Path.of(System.getProperty("landfast.launcher", "")).toAbsolutePath();
        return Optional.ofNullable(launcher.getParent()).orElse(Path.of("").toAbsolutePath());
    }

    private static Optional<Path> installed(Path source, Session session) {
        session.note("the demonstration needs Python packages; installing them once");
        Demo.install(source, session.surroundings());
        return Demo.python(session.surroundings(), source);
    }

    private static EnvironmentProblem noPython() {
        return new EnvironmentProblem(
                "LF-513",
                "no Python here has fastapi, sqlalchemy, alembic, aiosqlite, uvicorn, httpx, pytest, pytest-asyncio, pytest-cov,"
                        + " black, isort, flake8 and mypy",
                "",
                "install them for python3 ('uv pip install …' or your system's packages), then try again");
    }
}
