package dev.landfast.check.report;

import dev.landfast.gate.UnreadableReport;
import dev.landfast.gate.Xml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;

/// A JUnit report as pytest and many others write it.
public record JUnitReport(List<Case> cases) {

    public JUnitReport {
        cases = List.copyOf(cases);
    }

    /// One test.
    ///
    /// @param key class name and name, `tests.test_a::test_b[1]`
    /// @param line counts from 1; 0 when the report does not say
    public record Case(String key, Ending ending, String file, int line, String message) {}

    /// How a test ended; a later one of these outweighs an earlier one.
    public enum Ending {
        PASSED,
        SKIPPED,
        XFAILED,
        ERROR,
        FAILED
    }

    public long count(Ending ending) {
        return cases.stream().filter(c -> c.ending() == ending).count();
    }

    /// The worst ending of each test; one that is listed twice counts once.
    public Map<String, Ending> endings() {
        Map<String, Ending> all = new HashMap<>();
        for (var each : cases) {
            all.merge(each.key(), each.ending(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
        return all;
    }

    public static JUnitReport read(Path file) throws UnreadableReport {
        var reading = new Reading();
        Xml.read(file, reading);
        if (!reading.seen) {
            throw new UnreadableReport(file.getFileName() + " is not a JUnit report");
        }
        return new JUnitReport(reading.cases);
    }

    private static final class Reading implements Xml.Handler {

        private final List<Case> cases = new ArrayList<>();
        private boolean seen;
        private boolean inside;
        private Case now = new Case("", Ending.PASSED, "", 0, "");

        @Override
        public void begin(XMLStreamReader element) throws UnreadableReport {
            switch (element.getLocalName()) {
                case "testsuite", "testsuites" -> seen = true;
                case "testcase" -> {
                    inside = true;
                    now = testcase(element);
                }
                case "failure" -> ended(Ending.FAILED, element);
                case "error" -> ended(Ending.ERROR, element);
                case "skipped" ->
                        ended(
                                "pytest.xfail".equals(Xml.attribute(element, "type"))
                                        ? Ending.XFAILED
                                        : Ending.SKIPPED,
                                element);
                default -> {}
            }
        }

        @Override
        public void end(String name) {
            if ("testcase".equals(name)) {
                cases.add(now);
                inside = false;
            }
        }

        private void ended(Ending ending, XMLStreamReader element) {
            if (inside && ending.compareTo(now.ending()) > 0) {
                now =
                        new Case(
                                now.key(),
                                ending,
                                now.file(),
                                now.line(),
                                Xml.attribute(element, "message"));
            }
        }

        private static Case testcase(XMLStreamReader element) throws UnreadableReport {
            var line = Xml.attribute(element, "line");
            return new Case(
                    Xml.attribute(element, "classname") + "::" + Xml.attribute(element, "name"),
                    Ending.PASSED,
                    Xml.attribute(element, "file"),
                    line.isEmpty() ? 0 : (int) Xml.figure(element, "line") + 1,
                    "");
        }
    }
}
