package dev.landfast.check.tests;

import dev.landfast.check.tests.TestRun.Outcome;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Unmeasured;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whether what was reported is what the tests did. The tests' own code runs in the process that
/// reports, so this is tried and not asked: by tests that cannot but fail.
final class Rigging {

    private static final String HOOK = "hook ";

    private Rigging() {}

    /// Code of the tree that stands in for code of pytest, or hooks it from the product, decides
    /// what is reported. Where the base does the same, that is how the project tests.
    static void assertNotReplaced(Bench bench, TestRun tests) throws InterruptedException {
        var replaced = new TreeMap<>(tests.asides().replaced());
        if (!replaced.isEmpty()) {
            replaced.keySet().removeAll(TestsCheck.atBase(bench).asides().replaced().keySet());
        }
        if (!replaced.isEmpty()) {
            var first = replaced.firstKey();
            throw Unmeasured.evidence(
                    "%d %s, the first is %s%s"
                            .formatted(
                                    replaced.size(),
                                    first.startsWith(HOOK)
                                            ? "hooks of pytest were taken by code that is no test's"
                                            : "functions of pytest were replaced while the tests ran",
                                    first.startsWith(HOOK) ? first.substring(HOOK.length()) : first,
                                    from(replaced.firstEntry().getValue())),
                    "take out what patches pytest");
        }
    }

    private static String from(String file) {
        return file.isEmpty() ? "" : " (now in " + Path.of(file).getFileName() + ")";
    }

    /// A test that is reported as passed even when it cannot but fail has proven nothing when it
    /// passed before.
    ///
    /// @param failures the same tests, made to fail
    static void assertCanFail(Bench bench, TestRun tests, Pytest.Failures failures) {
        bench.log().include(failures.evidence());
        var reported = failures.reported();
        var passed =
                tests.outcomes().entrySet().stream()
                        .filter(e -> e.getValue() == Outcome.PASSED)
                        .map(Map.Entry::getKey)
                        .toList();
        var rigged = passed.stream().filter(id -> reported.get(id) == Outcome.PASSED).toList();
        if (!rigged.isEmpty()) {
            throw Unmeasured.evidence(
                    "%d tests were made to fail and reported as passed, the first is %s"
                            .formatted(rigged.size(), rigged.getFirst()),
                    "take out what turns their failures into passes");
        }
        var shown = passed.stream().filter(id -> isBad(reported.get(id))).count();
        bench.log().count("shown-able-to-fail", shown);
        if (shown == 0 && !passed.isEmpty()) {
            throw Unmeasured.evidence(
                    "not one test could be shown to fail when it is made to",
                    "run the tests with LANDFAST_MADE_TO_FAIL as the evidence shows");
        }
        if (shown < passed.size()) {
            bench.log()
                    .note(
                            "%d tests that passed did not run when all were made to fail"
                                    .formatted(passed.size() - shown));
        }
    }

    private static boolean isBad(@Nullable Outcome outcome) {
        return outcome != null && outcome.bad();
    }
}
