package dev.landfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.landfast.gate.Alone;
import dev.landfast.gate.CheckReport;
import dev.landfast.gate.Evidence;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every form says the same of a gate, and nothing that a tool wrote is markup in it.
class GateFormsTest {

    private static final String HOSTILE =
            "]]> </failure> <img src=x onerror=alert(1)> | `code` ``` [a](javascript:x) @everyone #1"
                    + " & \" ' \\| \u001b[31mred\u0007 \u009b2J \u202eturned \u0000 \ud800 \ufffe end";

    private static final Pattern CODE = Pattern.compile("(?s)(`+)(?!`)(.*?[^`])\\1(?!`)");

    private static Finding finding(String rule, Level level, Place place) {
        return new Finding(rule, level, place, HOSTILE, Optional.of(HOSTILE));
    }

    private static CheckReport check(String name, Verdict verdict, CheckReport.Waived... waived) {
        var measure =
                new Evidence.Measure(
                        "lines covered, %",
                        71.25,
                        OptionalDouble.of(80),
                        name.equals("coverage") ? OptionalDouble.of(70) : OptionalDouble.empty());
        var evidence =
                new Evidence(
                        List.of(),
                        List.of(),
                        Map.of("files \\| `x` | <b>", 3L),
                        name.equals("coverage") ? List.of(measure) : List.of(),
                        new Evidence.Remarks(
                                List.of("NOT MEASURED: S " + HOSTILE, "warning: " + HOSTILE),
                                List.of()));
        return new CheckReport(name, verdict, evidence, List.of(waived), Optional.empty());
    }

    /// One check of each verdict, two findings alike, one without a place, one waived.
    private static GatePage page() {
        var place = new Place("src/a|b <x>:ü#?.py", 3);
        var waived =
                new CheckReport.Waived(
                        "F401 " + place, HOSTILE, Optional.of(finding("F401", Level.LOW, place)));
        var report =
                new GateReport(
                        "final",
                        new GateReport.Measured("a".repeat(40), "b".repeat(40), "c".repeat(64)),
                        List.of(
                                check("parse", new Verdict.Pass(), waived),
                                check(
                                        "tests",
                                        new Verdict.Fail(
                                                List.of(
                                                        finding("t-f", Level.CRITICAL, place),
                                                        finding("t-f", Level.CRITICAL, place),
                                                        finding(
                                                                "lost",
                                                                Level.MEDIUM,
                                                                new Place("", 0))))),
                                check(
                                        "types",
                                        new Verdict.Inconclusive(
                                                Verdict.Cause.MISSING_TOOL,
                                                "mypy is missing " + HOSTILE,
                                                "install it")),
                                check("coverage", new Verdict.Pass())),
                        Duration.ofMillis(4200));
        return new GatePage(
                report,
                new Alone(List.of("lint"), true, List.of("not committed: " + HOSTILE)),
                "origin/main",
                "landfast gate run --only tests,types",
                "1.0");
    }

    private static JsonNode sarif() {
        return JsonMapper.builder().build().readTree(GateSarif.write(page()));
    }

    private static List<String> problems(String schema, Class<?> beside, String json) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(beside.getResourceAsStream(schema))
                .validate(json, InputFormat.JSON)
                .stream()
                .map(String::valueOf)
                .toList();
    }

    @Test
    void the_report_beside_a_run_meets_the_published_schema() {
        var page = page();

        var json = page.report().toJson(page.alone());

        assertThat(problems("gate-report.schema.json", GateReport.class, json)).isEmpty();
        assertThat(json).contains("\"left_out\" : [ \"lint\" ]").contains("\"shadow\" : true");
        assertThat(page.report().toJson()).doesNotContain("\"alone\"");
    }

    @Test
    void sarif_has_the_shape_that_readers_ask_for() {
        var json = GateSarif.write(page());

        assertThat(problems("sarif-as-written.schema.json", GateFormsTest.class, json)).isEmpty();
    }

    @Test
    void a_result_of_sarif_names_its_rule_level_and_place() {
        var run = sarif().get("runs").get(0);
        var rules = run.at("/tool/driver/rules");

        var places = new ArrayList<String>();
        for (var result : run.get("results")) {
            var index = result.get("ruleIndex").asInt();
            assertThat(rules.get(index).get("id")).isEqualTo(result.get("ruleId"));
            var at = result.at("/locations/0/physicalLocation");
            places.add(
                    result.get("ruleId").asString()
                            + " "
                            + result.get("level").asString()
                            + " "
                            + at.at("/artifactLocation/uri").asString()
                            + ":"
                            + at.at("/region/startLine").asInt());
        }
        var file = "src/a%7Cb%20%3Cx%3E%3A%C3%BC%23%3F.py:3";
        assertThat(places)
                .containsExactlyInAnyOrder(
                        "t-f error " + file,
                        "t-f error " + file,
                        "types-inconclusive error landfast.yaml:1",
                        "lost warning landfast.yaml:1",
                        "F401 note " + file);
    }

    @Test
    void results_of_sarif_are_told_apart_and_waived_ones_are_suppressed() {
        var prints = new HashSet<String>();
        var suppressed = new ArrayList<String>();
        for (var result : sarif().at("/runs/0/results")) {
            assertThat(prints.add(result.at("/partialFingerprints").toString())).isTrue();
            if (result.has("suppressions")) {
                suppressed.add(result.get("ruleId").asString());
            }
        }
        assertThat(suppressed).containsExactly("F401");
        assertThat(sarif().at("/runs/0/invocations/0/executionSuccessful").asBoolean()).isFalse();
    }

    @Test
    void junit_has_a_case_a_check_and_an_ending_for_each_verdict() throws Exception {
        var bytes = GateJUnit.write(page()).getBytes(StandardCharsets.UTF_8);
        var suites =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(bytes))
                        .getDocumentElement();

        var cases = suites.getElementsByTagName("testcase");
        var endings = new ArrayList<String>();
        for (var i = 0; i < cases.getLength(); i++) {
            var each = (Element) cases.item(i);
            var ending = "passed";
            for (var name : List.of("failure", "error", "skipped")) {
                if (each.getElementsByTagName(name).getLength() > 0) {
                    ending = name;
                }
            }
            endings.add(each.getAttribute("name") + " " + ending);
        }
        assertThat(endings)
                .containsExactly(
                        "parse passed",
                        "tests failure",
                        "types error",
                        "coverage passed",
                        "lint skipped");
        for (var count : Map.of("tests", 5, "failures", 1, "errors", 1, "skipped", 1).entrySet()) {
            assertThat(suites.getAttribute(count.getKey())).isEqualTo("" + count.getValue());
        }
        assertThat(suites.getElementsByTagName("failure").item(0).getTextContent())
                .contains("]]> </failure> <img src=x");
    }

    @Test
    void in_markdown_what_tools_wrote_is_code_and_nothing_else() {
        var page = GateMarkdown.write(page());

        var rest = CODE.matcher(page).replaceAll("");
        assertThat(rest).doesNotContain("`", "<", ">", "@", "](", "alert", "\u001b", "\u0000");
        assertThat(page).contains("]]> </failure> <img src=x onerror=alert(1)>");
        var rows = page.lines().filter(line -> line.startsWith("| ")).toList();
        assertThat(rows).hasSize(5);
        assertThat(rows).allSatisfy(row -> assertThat(row.split("\\|", -1)).hasSize(6));
        assertThat(page)
                .startsWith("## gate final: FAIL, of a part\n")
                .contains("`nothing is proven of lint`")
                .contains("this verdict holds nothing up")
                .contains("`lines covered, % 71.3 (asked 80, +1.3 to base)`")
                .contains("`landfast gate run --only tests,types`");
    }

    @Test
    void no_form_carries_what_a_terminal_would_obey() {
        var page = page();
        for (var form :
                List.of(
                        GateSarif.write(page),
                        GateJUnit.write(page),
                        GateMarkdown.write(page),
                        page.report().toJson(page.alone()))) {
            assertThat(form).doesNotContain("\u001b", "\u0007", "\u0000");
        }
        for (var form :
                List.of(GateSarif.write(page), GateJUnit.write(page), GateMarkdown.write(page))) {
            assertThat(form).doesNotContain("\u202e");
        }
    }
}
