package dev.landfast.check.tests;

import dev.landfast.check.report.CoverageReport;
import dev.landfast.gate.Unmeasured;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a tree's tests did, believed: the streamed results and the JUnit report agree.
///
/// @param outcomes every collected test, deselected ones too
/// @param troubles why tests did not pass, by id
/// @param broken files that could not be collected, with the reason
/// @param coverage lines covered
/// @param asides what a reader should know beside the results
public record TestRun(
        Map<String, Outcome> outcomes,
        Map<String, TestStream.Crash> troubles,
        Map<String, TestStream.Crash> broken,
        Covered coverage,
        Asides asides) {

    public TestRun {
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
        troubles = Collections.unmodifiableMap(new LinkedHashMap<>(troubles));
        broken = Collections.unmodifiableMap(new LinkedHashMap<>(broken));
    }

    /// How much the tests ran.
    ///
    /// @param report empty where it was not measured, or cannot be believed
    /// @param problem why it cannot be believed; empty where it can
    public record Covered(Optional<CoverageReport> report, String problem) {

        static final Covered NOT_MEASURED = new Covered(Optional.empty(), "");

        /// @throws Unmeasured when there is none
        CoverageReport believed() {
            return report.orElseThrow(() ->
                    problem.isEmpty()
                            ? Unmeasured.missingTool(
                                    "pytest-cov is missing",
                                    "install pytest-cov into the project's environment")
                            : Unmeasured.evidence(
                                    problem,
                                    "measure by hand as the evidence shows; where tests start processes elsewhere,"
                                            + " coverage's setting relative_files counts files twice"));
        }
    }

    /// What was seen beside the results.
    ///
    /// @param replaced what of pytest the tree replaced or hooked → the file of that code
    /// @param read files that code of the tests has read and that are no code
    public record Asides(List<String> notes, Map<String, String> replaced, List<String> read) {

        static final Asides NONE = new Asides(List.of(), Map.of(), List.of());

        public Asides {
            notes = List.copyOf(notes);
            read = List.copyOf(read);
            replaced = Collections.unmodifiableMap(new LinkedHashMap<>(replaced));
        }
    }

    /// How one test ended, from best to worst.
    public enum Outcome {
        PASSED,
        DESELECTED,
        SKIPPED,
        XFAILED,
        ERROR,
        FAILED;

        static Outcome of(JsonNode result) {
            return switch (result.path("outcome").asString("")) {
                case "passed" -> PASSED;
                case "skipped" -> result.path("xfail").asBoolean(false) ? XFAILED : SKIPPED;
                default -> "call".equals(result.path("when").asString("")) ? FAILED : ERROR;
            };
        }

        public boolean bad() {
            return this == ERROR || this == FAILED;
        }

        /// Neither passed nor failed: it says nothing about the code.
        boolean silent() {
            return this == DESELECTED || this == SKIPPED || this == XFAILED;
        }
    }

    static TestRun nothing() {
        return new TestRun(Map.of(), Map.of(), Map.of(), Covered.NOT_MEASURED, Asides.NONE);
    }

    /// The file a test stands in.
    public static String fileOf(String id) {
        var end = id.indexOf("::");
        return end < 0 ? id : id.substring(0, end);
    }

    public long count(Outcome outcome) {
        return outcomes.values().stream().filter(o -> o == outcome).count();
    }

    public boolean green() {
        return broken.isEmpty() && outcomes.values().stream().noneMatch(Outcome::bad);
    }
}
