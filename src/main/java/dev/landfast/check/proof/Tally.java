package dev.landfast.check.proof;

import dev.landfast.check.tests.TestRun;
import dev.landfast.check.tests.TestStream;
import dev.landfast.gate.Findings;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Sorts what new tests did on old code.
///
/// @param own the project's packages: what is missing from them is missing behaviour
/// @param known the tests that are not new
record Tally(Set<String> own, Set<String> known) {

    private static final Pattern MISSING =
            Pattern.compile(
                    "No module named ['\"]([\\w.]+)['\"]"
                            + "|cannot import name ['\"]\\w+['\"] from (?:partially initialized module )?['\"]([\\w.]+)['\"]");
    private static final Pattern NOT_FOUND =
            Pattern.compile(
                    "fixture ['\"][^'\"]*['\"] not found|^NameError|^SyntaxError|^IndentationError",
                    Pattern.MULTILINE);

    /// @param red tests, and files, that fail for want of the change
    /// @param green tests that pass without it
    /// @param broken those that fail for a reason of their own
    record Reds(List<String> red, List<String> green, List<Finding> broken) {}

    Reds of(TestRun run) {
        var red = new ArrayList<String>();
        var green = new ArrayList<String>();
        var broken = new ArrayList<Finding>();
        run.outcomes()
                .forEach((id, outcome) -> {
                    var crash = run.troubles().get(id);
                    if (!known.contains(id) && outcome == TestRun.Outcome.PASSED) {
                        green.add(id);
                    } else if (!known.contains(id) && outcome.bad() && crash != null) {
                        sort(id, crash, red, broken);
                    }
                });
        run.broken().forEach((file, crash) -> sort(file, crash, red, broken));
        return new Reds(red, green, broken);
    }

    private void sort(String id, TestStream.Crash crash, List<String> red, List<Finding> broken) {
        if (isOfItsOwn(TestRun.fileOf(id), crash)) {
            broken.add(
                    Findings.advised(
                            Findings.of(
                                    "test-broken-itself",
                                    Level.HIGH,
                                    new Place(TestRun.fileOf(id), crash.line()),
                                    id + ": fails for a reason of its own: " + crash.message()),
                            "mend the test; it has to fail for want of the change"));
        } else {
            red.add(id);
        }
    }

    private boolean isOfItsOwn(String file, TestStream.Crash crash) {
        var missing = MISSING.matcher(crash.message());
        if (missing.find()) {
            var module = missing.group(1) == null ? missing.group(2) : missing.group(1);
            return !own.contains(module.split("\\.", 2)[0]);
        }
        var here = crash.file().isEmpty() || crash.file().equals(file);
        return here && NOT_FOUND.matcher(crash.message()).find();
    }
}
