package dev.landfast.report;

import dev.landfast.gate.CheckReport;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A gate's findings as SARIF 2.1.0, for code scanning and editors.
///
/// A check without a verdict is a result as well: to whoever reads results alone, none of them
/// would mean that all is well. Every result has a location, because some readers refuse the whole
/// file for one that has none; what has no place of its own is put at {@link #NOWHERE}.
public final class GateSarif {

    /// Where a finding stands that is about no file.
    static final String NOWHERE = "landfast.yaml";

    private static final String FINGERPRINT = "landfast/v1";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final GatePage page;
    private final Map<String, Integer> rules = new LinkedHashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();

    private GateSarif(GatePage page) {
        this.page = page;
    }

    public static String write(GatePage page) {
        return JSON.writeValueAsString(new GateSarif(page).log()) + "\n";
    }

    private Map<String, Object> log() {
        var results = results();
        var run = new LinkedHashMap<String, Object>();
        run.put("tool", Map.of("driver", driver()));
        run.put("automationDetails", Map.of("id", "landfast/" + page.report().gate() + "/"));
        run.put("columnKind", "utf16CodeUnits");
        run.put("invocations", List.of(invocation()));
        run.put("results", results);
        run.put("properties", properties());
        var log = new LinkedHashMap<String, Object>();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return log;
    }

    /// After the results: they say which rules there are.
    private Map<String, Object> driver() {
        var driver = new LinkedHashMap<String, Object>();
        driver.put("name", "Landfast");
        driver.put("version", page.version());
        driver.put("rules", rules.keySet().stream().map(id -> Map.of("id", id)).toList());
        return driver;
    }

    private Map<String, Object> invocation() {
        var all = new LinkedHashMap<String, Object>();
        var unclear =
                page.report().checks().stream()
                        .filter(check -> check.verdict() instanceof Verdict.Inconclusive)
                        .toList();
        all.put("executionSuccessful", unclear.isEmpty());
        all.put(
                "toolExecutionNotifications",
                unclear.stream()
                        .map(check -> check.check() + ": " + check.verdict().summary())
                        .map(words -> object("level", "error", "message", text(words)))
                        .toList());
        return all;
    }

    private Map<String, Object> properties() {
        var all = new LinkedHashMap<String, Object>();
        all.put("verdict", page.report().verdict().word());
        all.put("commit", page.report().measured().commit());
        all.put("base", page.report().measured().base());
        all.put("shadow", page.alone().shadow());
        all.put("leftOut", page.alone().leftOut());
        all.put("remarks", page.alone().remarks().stream().map(Terminal::plain).toList());
        return all;
    }

    private List<Map<String, Object>> results() {
        var results = new ArrayList<Map<String, Object>>();
        page.report().findings().forEach(f -> results.add(result(f, Optional.empty())));
        for (var waived : page.report().waived()) {
            waived.finding().ifPresent(f -> results.add(result(f, Optional.of(waived))));
        }
        return results;
    }

    private Map<String, Object> result(Finding finding, Optional<CheckReport.Waived> waived) {
        var rule = Terminal.plain(finding.rule());
        var index = rules.computeIfAbsent(rule, _ -> rules.size());
        var advice = finding.advice().map(words -> "\n" + Terminal.plain(words)).orElse("");
        var all = new LinkedHashMap<String, Object>();
        all.put("ruleId", rule);
        all.put("ruleIndex", index);
        all.put("level", level(finding.level()));
        all.put("message", Map.of("text", Terminal.plain(finding.message()) + advice));
        all.put("locations", List.of(Map.of("physicalLocation", location(finding))));
        all.put("partialFingerprints", Map.of(FINGERPRINT, fingerprint(finding)));
        waived.ifPresent(one ->
                all.put(
                        "suppressions",
                        List.of(
                                object(
                                        "kind",
                                        "external",
                                        "justification",
                                        Terminal.plain(one.reason())))));
        return all;
    }

    private static Map<String, Object> location(Finding finding) {
        var place = finding.place();
        var file = place.file().isEmpty() ? NOWHERE : place.file();
        return object(
                "artifactLocation",
                object("uri", uri(file), "uriBaseId", "%SRCROOT%"),
                "region",
                Map.of("startLine", Math.max(1, place.line())));
    }

    /// The same for the same finding after lines have moved; a further one of the kind in the file
    /// has a number of its own.
    private String fingerprint(Finding finding) {
        var signature = Findings.signature(List.of(finding));
        return signature + ":" + seen.merge(signature, 1, Integer::sum);
    }

    private static String level(Finding.Level level) {
        return switch (level) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }

    /// Two members in this order: the same report is the same text.
    private static Map<String, Object> object(
            String first, Object one, String second, Object other) {
        var object = new LinkedHashMap<String, Object>();
        object.put(first, one);
        object.put(second, other);
        return object;
    }

    private static Map<String, Object> text(String words) {
        return Map.of("text", Terminal.plain(words));
    }

    /// A path as a relative reference (RFC 3986): whatever is not plain is written as its bytes.
    private static String uri(String path) {
        var out = new StringBuilder();
        for (var each : path.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (each & 0xff);
            var plain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || "-._~/".indexOf(c) >= 0;
            out.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return out.toString();
    }
}
