package dev.landfast.check.playground;

import dev.landfast.check.playground.Exploration.Scenario;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Evidence.Tool;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The explorations of the playground are run, each function `explore_…` of its files, and enough
/// of them return `True`.
///
/// What kind of scenario one is, its name or its docstring says: `explore_edge_cases`, or a
/// docstring that speaks of an edge case.
public final class ScenariosCheck implements Check {

    private static final String FOLDER = "playground/";
    private static final String ENDING = "_exploration.py";

    @Override
    public String name() {
        return "scenarios";
    }

    @Override
    public Set<String> settings() {
        return Set.of("min", "runtime-errors", "covers", "file");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var file = FOLDER + "canary" + ENDING;
        return Optional.of(
                Plant.file(
                                file,
                                "def explore_canary() -> bool:\n    raise RuntimeError('planted')\n")
                        .with(
                                Map.of(
                                        "file",
                                        file,
                                        "min",
                                        0L,
                                        "runtime-errors",
                                        0L,
                                        "covers",
                                        List.of())));
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var findings = new ArrayList<Finding>();
        var held = new ArrayList<Scenario>();
        var errors = 0;
        var all = 0;
        for (var file : files(bench, with)) {
            var exploration = run(bench, file);
            if (exploration.failed().isPresent()) {
                errors++;
                var failure = exploration.failed().get();
                findings.add(failed(new Place(file, failure.line()), file, failure.said()));
            }
            for (var each : exploration.scenarios()) {
                all++;
                errors += each.result().error() ? 1 : 0;
                if (each.result().held()) {
                    held.add(each);
                } else {
                    findings.add(finding(file, each));
                }
            }
        }
        bench.log().count("scenarios", all);
        bench.log().count("held", held.size());
        bench.log().count("runtime-errors", errors);
        return judge(bench, with, new Seen(held, errors, findings));
    }

    /// @param findings what did not hold
    private record Seen(List<Scenario> held, int errors, List<Finding> findings) {}

    private static Verdict judge(Bench bench, Config with, Seen seen) {
        var missing = missing(with, seen.held());
        var few = seen.held().size() < with.integer("min").orElse(1L);
        if (!few
                && seen.errors() <= with.integer("runtime-errors").orElse(0L)
                && missing.isEmpty()) {
            seen.findings()
                    .forEach(f -> bench.log().note(Findings.subject(f) + ": " + f.message()));
            return new Verdict.Pass();
        }
        var findings = new ArrayList<>(seen.findings());
        findings.addAll(missing);
        if (few) {
            findings.add(tooFew(seen.held().size(), with.integer("min").orElse(1L)));
        }
        return new Verdict.Fail(findings);
    }

    private static Set<String> files(Bench bench, Config with) {
        Set<String> files = new TreeSet<>(bench.candidate().files().keySet());
        files.removeIf(f ->
                with.text("file")
                        .map(wanted -> !f.equals(wanted))
                        .orElse(!f.startsWith(FOLDER) || !f.endsWith(ENDING)));
        if (files.isEmpty()) {
            throw Unmeasured.evidence(
                    "there is no " + with.text("file").orElse(FOLDER + "MODULE" + ENDING),
                    "write one with functions explore_…() -> bool that use the module");
        }
        return files;
    }

    private static Exploration run(Bench bench, String file) throws InterruptedException {
        var python = bench.python();
        var scratch = bench.scratch();
        var checkout = bench.candidate().fresh();
        var report = scratch.report("explorations.jsonl");
        var script = bench.run().resources().named("explore.py");
        var ended =
                bench.start(
                        checkout,
                        new Tool("landfast-explore", python.version(), python.path().toString()),
                        scratch,
                        new Bench.Line(
                                List.of(
                                        python.path().toString(),
                                        script.toString(),
                                        report.toString(),
                                        file),
                                Bench.importing(checkout)));
        bench.log().report("explorations.jsonl", report);
        try {
            if (ended.exit().orElse(-1) != 0) {
                throw new UnreadableReport("it ended with " + ended.how());
            }
            return Exploration.read(report);
        } catch (UnreadableReport e) {
            throw Unmeasured.evidence(
                    "%s was not explored to its end: %s: %s"
                            .formatted(file, e.getMessage(), Terminal.plain(ended.errors())),
                    "look into the log of the check");
        }
    }

    private static List<Finding> missing(Config with, List<Scenario> held) {
        return with.texts("covers").stream()
                .filter(kind -> held.stream().noneMatch(s -> isOf(s, kind)))
                .map(kind ->
                        Findings.advised(
                                Findings.of(
                                        "scenario-missing",
                                        Level.HIGH,
                                        Findings.nowhere(),
                                        "no exploration of the kind '" + kind + "' held"),
                                "add one whose name or docstring says so"))
                .toList();
    }

    /// `edge cases` is said by `explore_edge_case_empty`.
    private static boolean isOf(Scenario scenario, String kind) {
        var said = (scenario.name().replace('_', ' ') + " " + scenario.about());
        return said.toLowerCase(Locale.ROOT)
                .contains(kind.toLowerCase(Locale.ROOT).replaceAll("s$", ""));
    }

    private static Finding failed(Place place, String file, String said) {
        return Findings.advised(
                Findings.of("scenario-error", Level.HIGH, place, file + ": " + said),
                "let the file be loaded without an error");
    }

    private static Finding finding(String file, Scenario scenario) {
        var result = scenario.result();
        var line = result.line() > 0 ? result.line() : scenario.line();
        return Findings.advised(
                Findings.of(
                        result.error() ? "scenario-error" : "scenario-failed",
                        Level.HIGH,
                        new Place(file, line),
                        scenario.name()
                                + (result.error() ? " raised " : " returned ")
                                + result.said()),
                "mend what it shows, or say what it should show");
    }

    private static Finding tooFew(int held, long wanted) {
        return Findings.advised(
                Findings.of(
                        "scenarios-few",
                        Level.HIGH,
                        Findings.nowhere(),
                        "%d explorations returned True, %d are asked for".formatted(held, wanted)),
                "explore more of what the module is for");
    }
}
