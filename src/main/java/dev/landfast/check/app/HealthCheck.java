package dev.landfast.check.app;

import dev.landfast.check.tests.Pytest;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Evidence.Tool;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Json;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.ToolRunner;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The application starts and answers over HTTP: `path`, `status`, `within` a time.
///
/// `start` is a text for the shell or a list of words; `{port}` stands for the leased port, which
/// the environment names as `PORT`. Check and project settings (`health:`) may both give these.
public final class HealthCheck implements Check {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long OK = 200;

    /// No application answers with it.
    private static final long NEVER = 599;

    @Override
    public String name() {
        return "health";
    }

    @Override
    public Set<String> settings() {
        return Set.of("start", "path", "status", "within");
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    /// An application whose modules cannot be imported; where none is known, a status that it never
    /// gives.
    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var project = bench.project().map("health");
        var start = with.has("start") ? with.texts("start") : project.texts("start");
        if (start.isEmpty()) {
            return Optional.empty();
        }
        var tree = bench.candidate().quiet();
        var modules = new LinkedHashMap<String, String>();
        Application.modules(tree, bench.project(), start)
                .forEach(path -> modules.put(path, "raise RuntimeError('planted')\n"));
        return Optional.of(
                modules.isEmpty()
                        ? Plant.broken(Map.of()).with(Map.of("status", NEVER))
                        : Plant.broken(modules));
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var project = bench.project().map("health");
        var start = with.has("start") ? with.texts("start") : project.texts("start");
        if (start.isEmpty()) {
            return absent(bench, with);
        }
        var port = bench.run().request().surroundings().environment().get("PORT");
        if (port == null || !port.matches("\\d{1,5}")) {
            throw Unmeasured.of(
                    Verdict.Cause.SERVICE,
                    "no port is leased for the application",
                    "lease one and name it as PORT in the environment");
        }
        var path = with.text("path").or(() -> project.text("path")).orElse("/health");
        var status = with.integer("status").or(() -> project.integer("status")).orElse(OK);
        var within = with.text("within").or(() -> project.text("within")).map(Bench::duration);
        var asked = new Asked(port, path, status, within.orElse(PATIENCE));
        return judge(bench, asked, start(start, with, project, port));
    }

    private record Asked(String port, String path, long status, Duration within) {}

    private static Verdict absent(Bench bench, Config with) {
        if (with.flag("if-present", false)) {
            bench.log().note("nothing to measure: no command starts the application");
            return new Verdict.Pass();
        }
        throw Unmeasured.evidence(
                "no command starts the application", "set health.start in landfast.yaml");
    }

    private static List<String> start(
            List<String> words, Config with, Config project, String port) {
        var value = with.has("start") ? with.values().get("start") : project.values().get("start");
        var filled = words.stream().map(w -> w.replace("{port}", port)).toList();
        return value instanceof List ? filled : List.of("/bin/sh", "-c", filled.getFirst());
    }

    private static Verdict judge(Bench bench, Asked asked, List<String> start)
            throws InterruptedException {
        var python = Pytest.of(bench.run()).python();
        var scratch = bench.scratch();
        var report = scratch.report("health.json");
        var checkout = bench.candidate().fresh();
        var more = new LinkedHashMap<>(bench.run().wrappers(python));
        more.putAll(Bench.importing(checkout));
        var command = new ArrayList<String>();
        command.addAll(List.of(python.path().toString(), "-I"));
        command.add(bench.run().resources().named("health.py").toString());
        command.addAll(List.of(report.toString(), asked.port(), asked.path()));
        command.add(String.valueOf(asked.status()));
        command.add(String.valueOf(asked.within().toSeconds()));
        command.addAll(start);
        var ended =
                bench.start(
                        checkout,
                        new Tool(
                                "health",
                                "1 (Python " + python.version() + ")",
                                python.path().toString()),
                        scratch,
                        new Bench.Line(command, more));
        bench.log().report("health.json", report);
        try {
            return judge(bench, asked, Json.read(report), ended);
        } catch (UnreadableReport e) {
            throw e.unmeasured();
        }
    }

    private static Verdict judge(Bench bench, Asked asked, JsonNode seen, ToolRunner.Ended ended) {
        var said = Terminal.plain(lastLine(ended));
        return switch (seen.path("state").asString("")) {
            case "healthy" -> {
                bench.log().count("tries", seen.path("tries").asLong(0));
                bench.log()
                        .measure(
                                "seconds until healthy",
                                seen.path("seconds").asDouble(0),
                                OptionalDouble.of((double) asked.within().toSeconds()),
                                OptionalDouble.empty());
                yield new Verdict.Pass();
            }
            case "taken" ->
                    throw Unmeasured.of(
                            Verdict.Cause.SERVICE,
                            "something else answers at port " + asked.port(),
                            "stop it, or lease another port");
            case "ended" ->
                    failed(
                            "the application ended with code "
                                    + seen.path("code").asInt(0)
                                    + ": "
                                    + said);
            default ->
                    failed(
                            "GET %s answered %s within %d s, %d was asked for: %s"
                                    .formatted(
                                            asked.path(),
                                            seen.path("status").asInt(0) == 0
                                                    ? "nothing"
                                                    : seen.path("status").asString(),
                                            asked.within().toSeconds(),
                                            asked.status(),
                                            said));
        };
    }

    private static Verdict failed(String message) {
        return new Verdict.Fail(
                List.of(Findings.of("health-check", Level.CRITICAL, Findings.nowhere(), message)));
    }

    private static String lastLine(ToolRunner.Ended ended) {
        var text = (ended.text() + "\n" + ended.errors()).strip();
        return text.substring(text.lastIndexOf('\n') + 1);
    }
}
