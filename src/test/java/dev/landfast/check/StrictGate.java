package dev.landfast.check;

import static dev.landfast.gate.PythonRepository.check;

import dev.landfast.definition.Workflow;
import dev.landfast.gate.Findings;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.Json;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The small project in a repository, one scripted change of it, and every proof there is.
final class StrictGate {

    static final Path PROJECT = Path.of("src/test/resources/projects/ledger");

    /// Whether what only reads a change is there, too.
    static final boolean INTEGRITY = BuiltIn.checks().known().containsKey("integrity");

    private final PythonRepository project;
    private final Scripted change;

    StrictGate(Scripted change, Path folder) {
        this.change = change;
        this.project = PythonRepository.copyOf(PROJECT, folder);
        change.applyTo(project.work());
    }

    Path tree() {
        return project.work();
    }

    /// What runs the tests. Whatever fails here fails as well with more checks beside it.
    private static List<Workflow.Check> first() {
        var checks = new ArrayList<Workflow.Check>();
        checks.add(check("parse"));
        if (INTEGRITY) {
            checks.add(check("integrity"));
        }
        checks.add(check("tests"));
        checks.add(check("base-tests"));
        checks.add(check("coverage", Map.of("changed", 80L)));
        return checks;
    }

    private static List<Workflow.Check> all() {
        var checks = first();
        checks.add(check("mutants"));
        var rules = List.of("F", "E9", "B", "S");
        checks.add(check("lint", Map.of("new", 0L, "rules", rules)));
        checks.add(check("types", Map.of("errors", 0L)));
        return checks;
    }

    /// @param stoppedBy what is expected; the long checks are left out where it is there without
    GateReport judge(List<String> stoppedBy) {
        var commit = project.commit();
        waive(commit, change.texts("waives"));
        if (!stoppedBy.isEmpty()) {
            var report = judge(commit, first());
            if (findings(report).anyMatch(f -> isOne(f, stoppedBy))) {
                return report;
            }
        }
        var report = judge(commit, all());
        var rules = change.texts("waives-all-of");
        if (rules.isEmpty()) {
            return report;
        }
        waive(
                commit,
                findings(report)
                        .filter(f -> rules.contains(f.rule()))
                        .map(Findings::subject)
                        .distinct()
                        .toList());
        return judge(commit, all());
    }

    private GateReport judge(String commit, List<Workflow.Check> checks) {
        return project.judge(commit, checks.toArray(Workflow.Check[]::new));
    }

    private void waive(String commit, List<String> subjects) {
        subjects.forEach(subject ->
                project.waive(new Event.Waived(subject, commit, "on purpose", Instant.MAX)));
    }

    private static Stream<Finding> findings(GateReport report) {
        return report.findings().stream();
    }

    /// By its rule, or by words of what it says.
    static boolean isOne(Finding finding, List<String> words) {
        return words.stream()
                .anyMatch(w -> finding.rule().equals(w) || finding.message().contains(w));
    }

    /// Rules of what a reader is to look at first. Read from the report's JSON: where nothing
    /// raises concerns there are none.
    static Set<String> concerns(GateReport report) {
        try {
            Set<String> rules = new TreeSet<>();
            Json.parse(report.toJson())
                    .findValues("concerns")
                    .forEach(list -> list.forEach(c -> rules.add(c.path("rule").asString(""))));
            return rules;
        } catch (UnreadableReport e) {
            throw new AssertionError(e);
        }
    }
}
