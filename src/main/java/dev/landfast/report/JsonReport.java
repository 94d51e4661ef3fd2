package dev.landfast.report;

import dev.landfast.view.RunView;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A run as JSON. Shape: `run-report/1`, published in `docs/reference/run-report.schema.json`.
public final class JsonReport {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonReport() {}

    public static String write(RunView run) {
        var all = new LinkedHashMap<String, Object>();
        all.put("schema", "run-report/1");
        all.put("id", run.about().id());
        all.put("name", run.about().name());
        all.put("workflow", run.about().pin().workflow());
        all.put("variant", run.about().pin().variant());
        all.put("wish", run.about().wish());
        all.put("definition", run.about().pin().definition());
        all.put("base", run.about().pin().base());
        all.put("standing", standing(run));
        all.put("steps", run.steps().stream().map(JsonReport::step).toList());
        all.put("gates", run.proof().gates().stream().map(JsonReport::gate).toList());
        all.put("waived", run.proof().waived().stream().map(JsonReport::waiver).toList());
        all.put("comments", run.proof().comments());
        run.proof().landing().ifPresent(landing -> all.put("landing", landing(landing)));
        all.put("cost", cost(run.cost()));
        return JSON.writeValueAsString(all) + "\n";
    }

    private static Map<String, Object> standing(RunView run) {
        var standing = run.standing();
        var all = new LinkedHashMap<String, Object>();
        all.put("status", standing.word());
        all.put("exit", standing.exit());
        all.put("why", standing.why());
        all.put(
                "next",
                standing.next().stream()
                        .map(next -> Map.of("command", next.command(), "why", next.why()))
                        .toList());
        all.put("started", standing.times().started().toString());
        all.put("updated", standing.times().updated().toString());
        all.put("took_ms", standing.times().took().toMillis());
        return all;
    }

    private static Map<String, Object> step(RunView.StepView step) {
        var all = new LinkedHashMap<String, Object>();
        all.put("path", step.path());
        all.put("step", step.id());
        all.put("number", step.label());
        all.put("status", step.state().status());
        all.put("attempts", step.state().attempts());
        all.put("round", step.state().round());
        all.put("took_ms", step.took().toMillis());
        return all;
    }

    private static Map<String, Object> gate(RunView.GateView gate) {
        var all = new LinkedHashMap<String, Object>();
        all.put("attempt", gate.key());
        all.put("step", gate.step());
        all.put("verdict", gate.verdict());
        all.put("evidence", gate.report());
        return all;
    }

    private static Map<String, Object> waiver(RunView.Waiver waiver) {
        return Map.of(
                "subject", waiver.subject(),
                "commit", waiver.commit(),
                "reason", waiver.reason(),
                "by", waiver.who(),
                "used", waiver.used());
    }

    private static Map<String, Object> landing(RunView.Landing landing) {
        var all = new LinkedHashMap<String, Object>();
        all.put("candidate", landing.candidate());
        all.put("commit", landing.commit());
        landing.remote().ifPresent(remote -> all.put("remote", remote));
        return all;
    }

    private static Map<String, Object> cost(RunView.Cost cost) {
        var all = new LinkedHashMap<String, Object>();
        var total = cost.total();
        all.put("attempts", total.attempts());
        all.put("input_tokens", total.tokens().input());
        all.put("cached_input_tokens", total.tokens().cachedInput());
        all.put("cache_write_tokens", total.tokens().cacheWrites());
        all.put("output_tokens", total.tokens().output());
        if (total.unknown() == 0 || total.dollars() > 0) {
            all.put("dollars", total.dollars());
        }
        all.put("attempts_of_unknown_cost", total.unknown());
        total.basis().ifPresent(_ -> all.put("basis", total.basisText()));
        cost.budget()
                .ifPresent(budget ->
                        all.put(
                                "budget",
                                Map.of(
                                        "limit",
                                        budget.limit(),
                                        "gone",
                                        budget.gone(),
                                        "left",
                                        budget.left())));
        return all;
    }
}
