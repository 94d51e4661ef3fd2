package dev.landfast.gate;

import dev.landfast.journal.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A gate's report as JSON, the same for the same report. Schema: `gate-report.schema.json`.
final class GateJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private GateJson() {}

    static String write(GateReport report, Optional<Alone> alone) {
        var all = new LinkedHashMap<String, Object>();
        all.put("schema", "gate-report/1");
        all.put("gate", report.gate());
        all.putAll(verdict(report.verdict()));
        all.put("commit", report.measured().commit());
        all.put("base", report.measured().base());
        all.put("tree", report.measured().tree());
        all.put("took_ms", report.took().toMillis());
        all.put("signature", report.signature());
        all.put("answers", answers(report.answers()));
        all.put("worst", report.worst().stream().map(GateJson::finding).toList());
        all.put("checks", report.checks().stream().map(check -> check(report, check)).toList());
        alone.ifPresent(beside -> all.put("alone", beside(beside)));
        return JSON.writeValueAsString(all);
    }

    private static Map<String, Object> beside(Alone alone) {
        var all = new LinkedHashMap<String, Object>();
        all.put("left_out", alone.leftOut());
        all.put("shadow", alone.shadow());
        all.put("remarks", alone.remarks());
        return all;
    }

    private static Map<String, Object> answers(Answers answers) {
        var all = new LinkedHashMap<String, Object>();
        answers.words().forEach((question, word) -> all.put(question.word(), word));
        return all;
    }

    private static Map<String, Object> verdict(Verdict verdict) {
        var all = new LinkedHashMap<String, Object>();
        all.put("verdict", verdict.word());
        if (verdict instanceof Verdict.Inconclusive(var cause, var reason, var remedy)) {
            all.put("cause", cause.name().toLowerCase(java.util.Locale.ROOT));
            all.put("reason", reason);
            all.put("remedy", remedy);
        }
        return all;
    }

    private static Map<String, Object> check(GateReport gate, CheckReport report) {
        var evidence = report.evidence();
        var all = new LinkedHashMap<String, Object>();
        all.put("check", report.check());
        all.putAll(verdict(report.verdict()));
        all.put("findings", report.findings().stream().map(GateJson::finding).toList());
        all.put("waived", report.waived().stream().map(GateJson::waived).toList());
        all.put("counts", evidence.counts());
        all.put("measures", evidence.measures().stream().map(GateJson::measure).toList());
        all.put("notes", evidence.notes());
        all.put("concerns", evidence.concerns().stream().map(GateJson::finding).toList());
        all.put("reports", evidence.reports().stream().map(GateJson::report).toList());
        all.put("runs", evidence.runs().stream().map(GateJson::run).toList());
        all.put("took_ms", evidence.took().toMillis());
        report.reusedFrom().ifPresent(from -> all.put("reused_from", from));
        all.put("rerun", again(gate, report));
        return all;
    }

    /// A check that reads the trees itself ran no tool that could be run by hand.
    private static String again(GateReport gate, CheckReport check) {
        var script = check.evidence().rerun();
        if (!script.isEmpty()
                || check.evidence().counts().isEmpty()
                || Answers.isOpinion(check.check())) {
            return script;
        }
        return "landfast gate run --gate %s --only %s --base %s --commit %s\n"
                .formatted(
                        Rerun.quoted(gate.gate()),
                        Rerun.quoted(check.check()),
                        gate.measured().base(),
                        gate.measured().commit());
    }

    private static Map<String, Object> finding(Finding finding) {
        var all = new LinkedHashMap<String, Object>();
        all.put("rule", finding.rule());
        all.put("level", finding.level().name().toLowerCase(java.util.Locale.ROOT));
        all.put("file", finding.place().file());
        all.put("line", finding.place().line());
        all.put("message", finding.message());
        finding.advice().ifPresent(advice -> all.put("advice", advice));
        all.put("subject", Findings.subject(finding));
        return all;
    }

    private static Map<String, Object> waived(CheckReport.Waived waived) {
        var all = new LinkedHashMap<String, Object>();
        all.put("subject", waived.subject());
        all.put("reason", waived.reason());
        waived.finding().ifPresent(f -> all.put("finding", finding(f)));
        return all;
    }

    private static Map<String, Object> measure(Evidence.Measure measure) {
        var all = new LinkedHashMap<String, Object>();
        all.put("what", measure.what());
        all.put("value", measure.value());
        put(all, "threshold", measure.threshold());
        put(all, "base", measure.base());
        if (measure.base().isPresent()) {
            all.put("delta", measure.value() - measure.base().getAsDouble());
        }
        return all;
    }

    private static void put(Map<String, Object> all, String name, OptionalDouble value) {
        value.ifPresent(v -> all.put(name, v));
    }

    private static Map<String, Object> report(Evidence.Report report) {
        var all = new LinkedHashMap<String, Object>();
        all.put("name", report.name());
        all.put("file", report.file().toString());
        all.put("sha256", report.hash());
        all.put("size", report.size());
        return all;
    }

    private static Map<String, Object> run(Evidence.Run run) {
        var all = new LinkedHashMap<String, Object>();
        all.put("tool", run.tool().name());
        all.put("version", run.tool().version());
        all.put("program", run.tool().path());
        all.put("command", run.command());
        all.put("environment", run.environment());
        all.put("commit", run.where().commit());
        all.put("directory", run.where().directory().toString());
        all.put(
                "trusted_configuration",
                run.where().trusted().stream()
                        .map(t -> Map.of("path", t.path(), "commit", t.commit()))
                        .toList());
        all.put("tree_sha256", run.result().digest());
        run.result().exit().ifPresent(code -> all.put("exit", code));
        all.put("took_ms", run.result().took().toMillis());
        all.put("log", run.result().log().toString());
        all.put(
                "containment",
                run.result().containment().name().toLowerCase(java.util.Locale.ROOT));
        all.put("promises_not_kept", List.copyOf(run.result().containment().promisesNotKept()));
        return all;
    }
}
