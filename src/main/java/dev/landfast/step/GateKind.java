package dev.landfast.step;

import dev.landfast.definition.Config;
import dev.landfast.definition.ProjectFile;
import dev.landfast.definition.Workflow;
import dev.landfast.engine.StepExecutor;
import dev.landfast.gate.Findings;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.GateRequest;
import dev.landfast.gate.Gates;
import dev.landfast.git.Repository;
import dev.landfast.journal.Artifact;
import dev.landfast.journal.Artifacts;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.Usage;
import dev.landfast.project.Project;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `gate`: measures the committed tree of the branch. A role named in `by` hands in material, such
/// as a review; it is judged like any other evidence.
final class GateKind implements StepExecutor {

    /// What gates need of the surroundings.
    ///
    /// @param state where attempts keep their checkouts and reports
    /// @param shared caches and measured bases of the repository
    /// @param caller the environment of whoever started Landfast: where secrets are
    record Bench(
            Gates gates,
            Artifacts artifacts,
            Path state,
            Path shared,
            Map<String, String> caller) {}

    private final Repository repository;
    private final Sites sites;
    private final RunInfo.Source runs;
    private final AgentWork work;
    private final Bench bench;
    private final Desks desks;

    GateKind(Desks desks, RunInfo.Source runs, Bench bench) {
        this.repository = desks.repository();
        this.sites = desks.sites();
        this.runs = runs;
        this.work = desks.work();
        this.bench = bench;
        this.desks = desks;
    }

    @Override
    public String kind() {
        return "gate";
    }

    @Override
    public StepResult execute(Attempt attempt) throws InterruptedException {
        var site = sites.of(attempt.run());
        var material = Material.NONE;
        var by = attempt.input().with().text("by");
        if (by.isPresent()) {
            switch (ask(attempt, site, by.get())) {
                case AgentWork.Work.Ended(var result) -> {
                    return result;
                }
                case AgentWork.Work.Done done -> material = Material.of(done);
            }
        }
        return result(bench.gates().run(request(attempt, site, material)), material);
    }

    /// A gate leaves nothing behind that counts; it measures again.
    @Override
    public Optional<StepResult> probe(Attempt attempt) {
        return Optional.empty();
    }

    /// What a role handed in.
    private record Material(
            Map<String, String> byCheck, List<Artifact> artifacts, Optional<Usage> usage) {

        private static final Material NONE = new Material(Map.of(), List.of(), Optional.empty());

        static Material of(AgentWork.Work.Done done) {
            var answer = done.answer().orElse(done.message());
            return new Material(
                    Map.of("review", answer), done.artifacts(), Optional.of(done.usage()));
        }
    }

    /// The role works in a checkout of its own that is thrown away, so it cannot edit the worktree.
    private AgentWork.Work ask(Attempt attempt, Site site, String role)
            throws InterruptedException {
        var desk = desks.lay(attempt, site);
        var task = new AgentWork.Task(role, Steps.param(attempt, "description"), desk.facts());
        return work.run(attempt, task, desk.seat());
    }

    private GateRequest request(Attempt attempt, Site site, Material material) {
        var bases = sites.bases(attempt.run());
        var first = Project.at(repository, bases.first()).settings();
        var settings = Project.at(repository, bases.last()).settings();
        var commit = subject(attempt, site);
        return new GateRequest(
                ProjectFile.strictest(gate(attempt), List.of(settings, first)),
                new GateRequest.Subject(commit, bases.last()),
                new GateRequest.Surroundings(
                        bench.state()
                                .resolve(attempt.run())
                                .resolve(ReadOnlyCopy.name(attempt) + "-gate"),
                        bench.shared(),
                        sites.tools(attempt.run(), commit),
                        secrets(settings),
                        settings),
                material.byCheck(),
                waivers(attempt));
    }

    private Workflow.Gate gate(Attempt attempt) {
        var gates = runs.of(attempt.run()).workflow().gates();
        var gate = gates.get(Steps.value(attempt));
        if (gate == null) {
            throw new IllegalStateException(
                    "a validated definition names gate " + Steps.value(attempt));
        }
        return gate;
    }

    private static String subject(Attempt attempt, Site site) {
        return attempt.input().with().text("of").orElseGet(site::head);
    }

    /// Only the checks that name one are given it.
    private Map<String, String> secrets(Config settings) {
        var secrets = new LinkedHashMap<String, String>();
        for (var name : settings.texts("secrets")) {
            var value = bench.caller().get(name);
            if (value != null) {
                secrets.put(name, value);
            }
        }
        return secrets;
    }

    /// As the engine hands them over: names and texts, which is all that crosses the seam.
    private static List<Event.Waived> waivers(Attempt attempt) {
        if (!(attempt.input().scope().get("waivers") instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .map(each -> (Map<?, ?>) each)
                .map(waiver ->
                        new Event.Waived(
                                String.valueOf(waiver.get("subject")),
                                String.valueOf(waiver.get("commit")),
                                String.valueOf(waiver.get("reason")),
                                Instant.parse(String.valueOf(waiver.get("expires")))))
                .toList();
    }

    private StepResult result(GateReport report, Material material) {
        var outputs = new LinkedHashMap<String, Object>();
        outputs.put("verdict", report.verdict().word());
        outputs.put("commit", report.measured().commit());
        outputs.put("tree", repository.refs().tree(report.measured().commit()).orElseThrow());
        outputs.put("gate", report.gate());
        var artifacts = new ArrayList<>(material.artifacts());
        artifacts.add(
                bench.artifacts().put("gate-report.json", "application/json", report.toJson()));
        return new StepResult(
                report.outcome(),
                outputs,
                Findings.handed(report.findings()),
                artifacts,
                material.usage());
    }
}
