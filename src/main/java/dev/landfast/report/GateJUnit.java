package dev.landfast.report;

import dev.landfast.gate.CheckReport;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.Verdict;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/// A gate as JUnit XML, a test case a check: FAIL is a failure, INCONCLUSIVE an error, a check that
/// was not asked for is skipped.
public final class GateJUnit {

    private final GatePage page;
    private final StringBuilder out = new StringBuilder();

    private GateJUnit(GatePage page) {
        this.page = page;
    }

    public static String write(GatePage page) {
        return new GateJUnit(page).document();
    }

    private String document() {
        var checks = page.report().checks();
        long failures = checks.stream().filter(c -> c.verdict() instanceof Verdict.Fail).count();
        long errors =
                checks.stream().filter(c -> c.verdict() instanceof Verdict.Inconclusive).count();
        var left = page.alone().leftOut();
        var counts =
                " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"%s\""
                        .formatted(
                                checks.size() + left.size(),
                                failures,
                                errors,
                                left.size(),
                                seconds(page.report().took()));
        line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        line("<testsuites name=\"landfast\"" + counts + ">");
        line("  <testsuite" + attribute("name", "gate " + page.report().gate()) + counts + ">");
        line("    <properties>");
        property("commit", page.report().measured().commit());
        property("base", page.report().measured().base());
        property("verdict", page.report().verdict().word());
        property("shadow", String.valueOf(page.alone().shadow()));
        page.alone().remarks().forEach(remark -> property("remark", remark));
        line("    </properties>");
        checks.forEach(this::testcase);
        left.forEach(name -> {
            open(name, Duration.ZERO);
            line("      <skipped message=\"not asked for\"/>");
            line("    </testcase>");
        });
        line("  </testsuite>");
        line("</testsuites>");
        return out.toString();
    }

    private void testcase(CheckReport check) {
        open(check.check(), check.evidence().took());
        switch (check.verdict()) {
            case Verdict.Pass() -> {}
            case Verdict.Fail fail -> {
                var lines =
                        fail.findings().stream()
                                .sorted(Findings.WORST_FIRST)
                                .map(f -> f.place() + " " + f.rule() + ": " + f.message())
                                .map(GateJUnit::escaped)
                                .collect(Collectors.joining("\n"));
                element("failure", "FAIL", fail.summary(), lines);
            }
            case Verdict.Inconclusive unclear ->
                    element("error", "INCONCLUSIVE", unclear.summary(), escaped(unclear.remedy()));
        }
        var words = GateWords.measured(check);
        line("      <system-out>" + escaped(words) + "</system-out>");
        line("    </testcase>");
    }

    private void open(String check, Duration took) {
        line(
                "    <testcase"
                        + attribute("classname", "landfast." + page.report().gate())
                        + attribute("name", check)
                        + attribute("time", seconds(took))
                        + ">");
    }

    private void element(String name, String type, String message, String text) {
        line(
                "      <"
                        + name
                        + attribute("type", type)
                        + attribute("message", message)
                        + ">"
                        + text
                        + "</"
                        + name
                        + ">");
    }

    private void property(String name, String value) {
        line("      <property" + attribute("name", name) + attribute("value", value) + "/>");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + escaped(value) + "\"";
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
    }

    /// One line; nothing in it is markup, and every character is one that XML 1.0 allows.
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        Terminal.plain(text)
                .codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> escaped.append("&amp;");
                        case '<' -> escaped.append("&lt;");
                        case '>' -> escaped.append("&gt;");
                        case '"' -> escaped.append("&quot;");
                        case '\'' -> escaped.append("&apos;");
                        default -> escaped.appendCodePoint(allowed(c) ? c : '?');
                    }
                });
        return escaped.toString();
    }

    private static boolean allowed(int c) {
        return (c >= ' ' && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
