package dev.landfast.gate;

import dev.landfast.definition.Config;
import dev.landfast.definition.Workflow;
import java.util.LinkedHashMap;
import java.util.Map;

/// What every check understands besides its own settings.
final class Settings {

    private static final String MORE = "with";

    private Settings() {}

    /// The request with what a check says under `with` beside its other settings.
    static GateRequest flat(GateRequest request) {
        var gate = request.gate();
        var checks = gate.checks().stream().map(Settings::flat).toList();
        return new GateRequest(
                new Workflow.Gate(gate.id(), checks, gate.policy(), gate.position()),
                request.subject(),
                request.surroundings(),
                request.material(),
                request.waivers());
    }

    private static Workflow.Check flat(Workflow.Check check) {
        if (!(check.with().values().get(MORE) instanceof Map<?, ?>)) {
            return check;
        }
        var all = new LinkedHashMap<>(check.with().values());
        all.remove(MORE);
        all.putAll(check.with().map(MORE).values());
        return new Workflow.Check(check.name(), new Config(all), check.position());
    }

    /// With `level: warning` a failure is reported and passes; what was not measured still blocks.
    static Verdict weighed(Verdict verdict, Bench bench, Config with) {
        if (!(verdict instanceof Verdict.Fail(var findings))
                || !with.text("level").orElse("error").equals("warning")) {
            return verdict;
        }
        findings.forEach(
                f -> bench.log().note("warning: " + Findings.subject(f) + ": " + f.message()));
        return new Verdict.Pass();
    }
}
