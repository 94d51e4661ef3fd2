package dev.landfast.check.tests;

import dev.landfast.check.report.JUnitReport;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import java.util.Map;
import java.util.Optional;

/// The test that is added to a session and has to fail: where it is not reported as failed, nothing
/// that session reports can be believed.
///
/// @param id empty where none was added
/// @param result how it was streamed
record Canary(String id, Optional<TestStream.Result> result) {

    private static final String REMEDY =
            "take out what changes results while tests run: a conftest.py, a plugin, code that patches pytest";

    /// Takes it out of what the project's own tests did.
    ///
    /// @param name what it had to be called; empty where none was asked for
    static Canary takenFrom(TestStream stream, String name) {
        var id = stream.canary();
        var result = Optional.ofNullable(stream.results().remove(id));
        if (!id.isEmpty() && !name.isEmpty() && !id.endsWith("::" + name)) {
            throw Unmeasured.evidence("the canary " + id + " is not ours", REMEDY);
        }
        return new Canary(id, result);
    }

    /// Whether it was reported as failed, as it must.
    boolean sang() {
        return result.filter(r -> r.outcome().bad()).isPresent();
    }

    /// @param green whether the session reports no failure of the project's own, so that nothing
    ///   can have ended it before the canary's turn
    void assertFailed(boolean green) {
        if (!id.isEmpty() && (result.isPresent() ? isSilenced() : green)) {
            throw Unmeasured.evidence(
                    "a test that had to fail "
                            + result.map(r -> "was reported as " + r.outcome()).orElse("never ran")
                            + ": these results are not what the tests did",
                    REMEDY);
        }
    }

    /// A fixture may skip whatever runs in its module; that is no pass.
    private boolean isSilenced() {
        return result.filter(r -> r.outcome() == TestRun.Outcome.PASSED).isPresent();
    }

    /// The JUnit report must say the same; afterwards it is gone from there.
    void assertReported(Map<String, JUnitReport.Ending> reported) throws UnreadableReport {
        if (result.isPresent()) {
            var ending = reported.remove(result.get().key());
            var failed = ending == JUnitReport.Ending.FAILED || ending == JUnitReport.Ending.ERROR;
            if (sang() && !failed) {
                throw new UnreadableReport(
                        "a test that had to fail was streamed as failed and reported as " + ending);
            }
        }
    }

    /// Where it could not show anything.
    Optional<String> note() {
        return result.filter(r -> !r.outcome().bad())
                .map(r -> "the canary " + id + " was skipped, like what runs beside it");
    }
}
