package dev.landfast.check.tests;

import dev.landfast.check.tests.TestRun.Outcome;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Findings;
import dev.landfast.gate.PythonProject;
import dev.landfast.gate.Unmeasured;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What of a run of the tests is charged to the change: what fails, cannot be collected or is left
/// out with it and not at the base.
final class TestFindings {

    private static final Pattern MISSING_MODULE =
            Pattern.compile("ModuleNotFoundError: No module named ['\"]([\\w.]+)['\"]");

    private static final String FAILED = "test-failed";
    private static final String ERROR = "test-error";
    private static final String FLAKY = "test-flaky";

    /// Rule → the setting that says how many there may be.
    private static final Map<String, String> TOLERATED =
            Map.of(FAILED, "failures", ERROR, "errors", FLAKY, "flaky");

    private final Bench bench;
    private final Config with;
    private final TestRun tests;

    TestFindings(Bench bench, Config with, TestRun tests) {
        this.bench = bench;
        this.with = with;
        this.tests = tests;
    }

    List<Finding> all() throws InterruptedException {
        var findings = new ArrayList<>(broken());
        findings.addAll(failures());
        findings.addAll(skips());
        findings.addAll(new Uncollected(bench, tests).findings());
        return findings;
    }

    private List<Finding> broken() throws InterruptedException {
        var findings = new ArrayList<Finding>();
        for (var each : tests.broken().entrySet()) {
            assertInstalled(each.getValue().message());
            if (TestsCheck.atBase(bench).broken().containsKey(each.getKey())) {
                bench.log()
                        .note("the base is red: " + each.getKey() + " cannot be collected there");
            } else {
                findings.add(
                        Findings.of(
                                "test-collection-error",
                                Level.CRITICAL,
                                new Place(each.getKey(), each.getValue().line()),
                                each.getValue().message()));
            }
        }
        return findings;
    }

    /// A package that the tree declares and the environment lacks is the environment's failure.
    private void assertInstalled(String message) {
        var missing = MISSING_MODULE.matcher(message);
        if (missing.find()) {
            var top = missing.group(1).split("\\.", 2)[0];
            var tree = bench.candidate().quiet();
            var declared =
                    tree.files().stream()
                            .filter(f ->
                                    f.matches(
                                            "pyproject\\.toml|setup\\.(py|cfg)|.*requirements[^/]*\\.txt"))
                            .map(f -> new PythonProject(tree).text(f))
                            .anyMatch(t -> t.replace('-', '_').contains(top));
            if (declared && !new PythonProject(tree).packages().contains(top)) {
                throw Unmeasured.missingTool(
                        "the package " + top + " is declared and not installed",
                        "install the project's dependencies into its environment");
            }
        }
    }

    private List<Finding> failures() throws InterruptedException {
        var charged = new TreeMap<String, Outcome>();
        var known = 0;
        for (var each : tests.outcomes().entrySet()) {
            if (!each.getValue().bad()) {
                continue;
            }
            if (TestsCheck.atBase(bench)
                    .outcomes()
                    .getOrDefault(each.getKey(), Outcome.PASSED)
                    .bad()) {
                known++;
                continue;
            }
            charged.put(each.getKey(), each.getValue());
        }
        if (known > 0) {
            bench.log().count("failed-at-base-too", known);
            bench.log()
                    .note(
                            "the base is red: "
                                    + known
                                    + " tests fail there as well and are not charged");
        }
        var flaky = Flakes.among(bench, with, charged.keySet());
        var byRule = new TreeMap<String, List<Finding>>();
        charged.forEach((id, outcome) -> {
            var crash = Optional.ofNullable(tests.troubles().get(id));
            var found = flaky.contains(id) ? flaky(id, crash) : finding(id, outcome, crash);
            byRule.computeIfAbsent(found.rule(), r -> new ArrayList<>()).add(found);
        });
        var findings = new ArrayList<Finding>();
        TOLERATED.forEach((rule, setting) -> {
            var found = byRule.getOrDefault(rule, List.of());
            if (found.size() > with.integer(setting).orElse(0L)) {
                findings.addAll(found);
            }
        });
        return findings;
    }

    private static Finding flaky(String id, Optional<TestStream.Crash> crash) {
        return Findings.advised(
                Findings.of(
                        FLAKY,
                        Level.HIGH,
                        new Place(TestRun.fileOf(id), crash.map(TestStream.Crash::line).orElse(0)),
                        id
                                + ": failed, and passed when it was run again by itself: "
                                + crash.map(TestStream.Crash::message).orElse("no reason given")),
                "take out what differs from run to run: time, order, other tests' leftovers");
    }

    private static Finding finding(String id, Outcome outcome, Optional<TestStream.Crash> crash) {
        var file =
                crash.map(TestStream.Crash::file)
                        .filter(f -> !f.isEmpty())
                        .orElse(TestRun.fileOf(id));
        return Findings.of(
                outcome == Outcome.FAILED ? FAILED : ERROR,
                Level.CRITICAL,
                new Place(file, crash.map(TestStream.Crash::line).orElse(0)),
                id + ": " + crash.map(TestStream.Crash::message).orElse("no reason given"));
    }

    private List<Finding> skips() throws InterruptedException {
        var policy = with.text("skipped").orElse("as-base");
        var findings = new ArrayList<Finding>();
        if (policy.equals("allow")) {
            return findings;
        }
        for (var each : tests.outcomes().entrySet()) {
            if (!each.getValue().silent()) {
                continue;
            }
            var known =
                    !policy.equals("none")
                            && TestsCheck.atBase(bench).outcomes().containsKey(each.getKey());
            if (!known) {
                var why = Optional.ofNullable(tests.troubles().get(each.getKey()));
                findings.add(
                        Findings.of(
                                "test-not-run",
                                Level.HIGH,
                                new Place(
                                        TestRun.fileOf(each.getKey()),
                                        why.map(TestStream.Crash::line).orElse(0)),
                                each.getKey()
                                        + ": "
                                        + each.getValue().name().toLowerCase(Locale.ROOT)
                                        + why.map(w -> ", " + w.message()).orElse("")));
            }
        }
        return findings;
    }
}
