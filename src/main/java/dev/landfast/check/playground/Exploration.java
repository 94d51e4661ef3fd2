package dev.landfast.check.playground;

import dev.landfast.gate.Json;
import dev.landfast.gate.UnreadableReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What running the explorations of one file came to, as explore.py wrote it.
///
/// @param failed why the file could not be loaded
record Exploration(List<Scenario> scenarios, Optional<Failure> failed) {

    Exploration {
        scenarios = List.copyOf(scenarios);
    }

    /// @param about what it says of itself
    record Scenario(String name, int line, String about, Result result) {}

    /// @param held whether it returned `True`
    /// @param error whether it raised
    /// @param line where in the file; 0 when unknown
    record Result(boolean held, boolean error, String said, int line) {}

    record Failure(String said, int line) {}

    /// @throws UnreadableReport when it does not tell of each exploration from beginning to end, in
    ///   the order of the file
    static Exploration read(Path report) throws UnreadableReport {
        var lines = lines(report);
        if (lines.isEmpty() || !lines.getFirst().path("plan").isArray()) {
            throw new UnreadableReport("it does not begin with the explorations of the file");
        }
        var plan = lines.getFirst().path("plan");
        var last = lines.getLast();
        if (!last.path("done").asBoolean(false)) {
            throw new UnreadableReport("the process went away" + during(last));
        }
        if (lines.size() == 3 && lines.get(1).has("failed")) {
            var failure = lines.get(1);
            return new Exploration(
                    List.of(),
                    Optional.of(
                            new Failure(
                                    failure.path("failed").asString(""),
                                    failure.path("line").asInt(0))));
        }
        if (lines.size() != 2 + 2 * plan.size()) {
            throw new UnreadableReport("it has more or fewer results than explorations");
        }
        var scenarios = new ArrayList<Scenario>();
        for (var i = 0; i < plan.size(); i++) {
            scenarios.add(scenario(plan.path(i), lines.get(1 + 2 * i), lines.get(2 + 2 * i)));
        }
        return new Exploration(scenarios, Optional.empty());
    }

    private static String during(JsonNode last) {
        return last.has("begin") ? " during " + last.path("begin").asString("") : "";
    }

    private static Scenario scenario(JsonNode planned, JsonNode begin, JsonNode end)
            throws UnreadableReport {
        var name = planned.path("name").asString("");
        if (!begin.path("begin").asString("").equals(name)
                || !end.path("end").asString("").equals(name)
                || !end.path("held").isBoolean()
                || !end.path("error").isBoolean()) {
            throw new UnreadableReport("what became of " + name + " is not told");
        }
        return new Scenario(
                name,
                planned.path("line").asInt(0),
                planned.path("about").asString(""),
                new Result(
                        end.path("held").asBoolean(),
                        end.path("error").asBoolean(),
                        end.path("said").asString(""),
                        end.path("line").asInt(0)));
    }

    private static List<JsonNode> lines(Path report) throws UnreadableReport {
        if (!Files.isRegularFile(report)) {
            throw new UnreadableReport("there is no report " + report.getFileName());
        }
        var found = new ArrayList<JsonNode>();
        try {
            for (var line : Files.readString(report, StandardCharsets.UTF_8).lines().toList()) {
                found.add(Json.parse(line));
            }
        } catch (IOException e) {
            throw new UnreadableReport(report.getFileName() + " cannot be read: " + e, e);
        }
        return found;
    }
}
