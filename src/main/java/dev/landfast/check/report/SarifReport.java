package dev.landfast.check.report;

import dev.landfast.gate.Findings;
import dev.landfast.gate.Json;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The results of a SARIF 2.1.0 log; suppressed ones count.
public record SarifReport(String tool, List<Finding> findings) {

    public SarifReport {
        findings = List.copyOf(findings);
    }

    public static SarifReport read(Path file, Path root) throws UnreadableReport {
        var log = Json.read(file);
        if (!log.path("version").asString("").equals("2.1.0") || log.path("runs").isEmpty()) {
            throw new UnreadableReport(file.getFileName() + " is no SARIF 2.1.0 log with a run");
        }
        var findings = new ArrayList<Finding>();
        for (var run : log.path("runs")) {
            if (!run.path("results").isArray()) {
                throw new UnreadableReport("a run of " + file.getFileName() + " has no results");
            }
            for (var result : run.path("results")) {
                findings.add(finding(result, root));
            }
        }
        var driver = log.path("runs").path(0).path("tool").path("driver");
        return new SarifReport(driver.path("name").asString("unnamed"), findings);
    }

    private static Finding finding(JsonNode result, Path root) {
        var place = result.path("locations").path(0).path("physicalLocation");
        var uri = place.path("artifactLocation").path("uri").asString("");
        var file = uri.startsWith("file://") ? uri.substring("file://".length()) : uri;
        var prefix = root + "/";
        return Findings.of(
                result.path("ruleId").asString("result"),
                switch (result.path("level").asString("warning")) {
                    case "error" -> Level.HIGH;
                    case "note", "none" -> Level.LOW;
                    default -> Level.MEDIUM;
                },
                new Place(
                        file.startsWith(prefix) ? file.substring(prefix.length()) : file,
                        place.path("region").path("startLine").asInt(0)),
                result.path("message").path("text").asString(""));
    }
}
