package dev.landfast.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.GateReport;
import dev.landfast.journal.Finding;
import org.junit.jupiter.api.TestInfo;

/// One way to look green with nothing proven, named after its test.
public record Way(String name) {

    /// Code that its tests, or any linter, must find wrong.
    public static final String BROKEN =
            "def add(a: int, b: int) -> int:\n    return a - b\n\n\ndef double(a: int) -> int:\n    return a * 2\n";

    public static Way of(TestInfo test) {
        return new Way(test.getTestMethod().orElseThrow().getName().replace('_', ' '));
    }

    /// It must not pass, and say why.
    public void assertNotPassed(GateReport report, String why) {
        assertThat(report.verdict().passed()).as(report.verdict().toString()).isFalse();
        assertThat(report.findings().toString()).contains(why);
        say(report);
    }

    /// `./dev vacuous` prints these lines.
    public void say(GateReport report) {
        var why = report.worst().stream().findFirst().map(Finding::message).orElse("no checks");
        System.out.println("way\t" + name + "\t" + report.verdict().word() + "\t" + why);
    }
}
