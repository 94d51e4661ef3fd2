package dev.landfast.gate;

import dev.landfast.definition.Workflow;
import dev.landfast.gate.Verdict.Cause;
import dev.landfast.problem.DefinitionProblem;
import dev.landfast.process.Tasks;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs gates. The verdict is a function of the candidate's tree, the base, the base's
/// configuration and the tools; of nothing a worker says.
public final class Gates {

    private static final String CONFIGURATION = "configuration";

    private final Tasks tasks;
    private final TreeSource trees;
    private final Fence fence;
    private final Clock clock;
    private final Cores atOnce;
    private final Checks checks;
    private final Store shown;

    /// @param around see {@link FreeCores#now} for how much may run side by side
    public Gates(Tasks tasks, TreeSource trees, Fence fence, Around around) {
        this.tasks = tasks;
        this.trees = trees;
        this.fence = fence;
        this.clock = around.clock();
        this.atOnce = around.atOnce();
        this.checks = around.checks();
        this.shown = new Store(around.shown());
    }

    /// What decides what can be asked for, time and load.
    ///
    /// @param checks every kind of check a gate may name
    /// @param shown a folder that remembers which checks found a planted defect, by all that
    ///   decides it; repositories share it
    /// @param atOnce how many tools may run side by side, asked when a gate runs its first
    public record Around(Checks checks, Path shown, Clock clock, Cores atOnce) {}

    /// See {@link FreeCores#now}.
    public interface Cores {
        int free() throws InterruptedException;
    }

    /// Measures and judges. Nothing that can be wrong with the work or the tools is thrown.
    ///
    /// @throws DefinitionProblem for a check or setting that does not exist
    public GateReport run(GateRequest request) throws InterruptedException {
        return judge(Settings.flat(request)).report();
    }

    /// The same, for whoever asks again and again.
    ///
    /// @throws DefinitionProblem for a check or setting that does not exist
    public Judged judged(GateRequest request) throws InterruptedException {
        return judge(Settings.flat(request));
    }

    /// A report, and how long it holds.
    ///
    /// @param restsOn what of this machine would be touched before another report came out for the
    ///   same commits, definition and environment; empty unless every check passed before and may
    ///   be repeated
    public record Judged(GateReport report, Optional<Stamps> restsOn) {}

    private Judged judge(GateRequest request) throws InterruptedException {
        request.gate().checks().forEach(this::assertKnown);
        var began = clock.instant();
        var waivers = new Waivers(request, began);
        var trusted = TrustedConfiguration.compare(trees, request.subject(), waivers::covers);
        var run =
                new GateRun(
                        request,
                        trees,
                        new ToolRunner(tasks, fence, request.surroundings(), atOnce),
                        trusted);
        var reports = new ArrayList<CheckReport>();
        if (!trusted.findings().isEmpty()) {
            reports.add(configuration(trusted));
        }
        try {
            reports.addAll(judgeAll(run));
        } finally {
            run.drop();
        }
        if (reports.stream().allMatch(Gates::emptyHanded)) {
            reports.add(nothing());
        }
        var gate = request.gate().id();
        var known = reports.stream().allMatch(report -> report.reusedFrom().isPresent());
        var report =
                new GateReport(
                        gate,
                        new GateReport.Measured(
                                request.subject().commit(),
                                request.subject().base(),
                                run.candidate().fingerprint()),
                        reports.stream().map(r -> waivers.apply(gate, r)).toList(),
                        took(began));
        return new Judged(report, known ? run.restsOn() : Optional.empty());
    }

    /// Plants a defect for each check of the gate, anew, and says what became of it; whether the
    /// commit passes does not matter.
    ///
    /// @throws DefinitionProblem for a check or setting that does not exist
    public List<CanaryReport> canaries(GateRequest asked) throws InterruptedException {
        var request = Settings.flat(asked);
        request.gate().checks().forEach(this::assertKnown);
        var trusted = TrustedConfiguration.compare(trees, request.subject(), _ -> false);
        var run =
                new GateRun(
                        request,
                        trees,
                        new ToolRunner(tasks, fence, request.surroundings(), atOnce),
                        trusted);
        try {
            return sideBySide(request.gate().checks(), check -> canary(run, check));
        } finally {
            run.drop();
        }
    }

    private CanaryReport canary(GateRun run, Workflow.Check asked) throws InterruptedException {
        var began = clock.instant();
        Shown became;
        try {
            var check = checks.named(asked.name()).orElseThrow();
            became = new Canaries(run, shown).again(check, asked);
        } catch (UncheckedIOException e) {
            var why = unable(String.valueOf(e.getMessage()));
            became = new Shown.NotShown(why.cause(), why.reason(), why.remedy());
        }
        return new CanaryReport(label(asked), became, took(began));
    }

    private static String label(Workflow.Check asked) {
        return asked.with().text("name").map(n -> asked.name() + " " + n).orElse(asked.name());
    }

    private Duration took(Instant began) {
        return Duration.between(began, clock.instant());
    }

    private static CheckReport configuration(TrustedConfiguration trusted) {
        return new CheckReport(
                CONFIGURATION,
                new Verdict.Fail(trusted.findings()),
                new EvidenceLog().evidence(),
                List.of(),
                Optional.empty());
    }

    /// It passed because there was nothing to measure.
    private static boolean emptyHanded(CheckReport report) {
        return report.verdict().passed() && emptyHanded(report.evidence());
    }

    private static boolean emptyHanded(Evidence evidence) {
        return evidence.counts().isEmpty()
                && evidence.measures().isEmpty()
                && evidence.runs().isEmpty();
    }

    /// Each check may find nothing to measure; a gate that measured nothing has proven nothing.
    private static CheckReport nothing() {
        return new CheckReport(
                "anything",
                new Verdict.Inconclusive(
                        Cause.EVIDENCE,
                        "none of the checks found anything to measure",
                        "give the gate something to measure, or its step an 'if' that leaves it out"),
                new EvidenceLog().evidence(),
                List.of(),
                Optional.empty());
    }

    /// What does not parse is said first and alone: other tools answer oddly about it.
    private List<CheckReport> judgeAll(GateRun run) throws InterruptedException {
        var checks = run.request().gate().checks();
        var reports = new ArrayList<CheckReport>();
        var left = new ArrayList<>(checks);
        if (!left.isEmpty() && left.getFirst().name().equals("parse")) {
            var parsed = judge(run, left.removeFirst());
            reports.add(parsed);
            if (!parsed.verdict().passed()) {
                left.forEach(c -> reports.add(notRun(c)));
                return reports;
            }
        }
        reports.addAll(sideBySide(left, check -> judge(run, check)));
        return reports;
    }

    /// What is done for one check.
    private interface Work<T> {
        T on(Workflow.Check check) throws InterruptedException;
    }

    private static <T> List<T> sideBySide(List<Workflow.Check> checks, Work<T> work)
            throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<T>>();
            for (var check : checks) {
                answers.add(executor.submit(() -> work.on(check)));
            }
            var reports = new ArrayList<T>();
            try {
                for (var answer : answers) {
                    reports.add(answer.get());
                }
            } catch (InterruptedException e) {
                executor.shutdownNow();
                throw e;
            } catch (ExecutionException e) {
                executor.shutdownNow();
                throw Ahead.rethrown(e);
            }
            return reports;
        }
    }

    private static CheckReport notRun(Workflow.Check check) {
        return new CheckReport(
                check.name(),
                new Verdict.Inconclusive(
                        Cause.EVIDENCE, "not run: not every file parses", "mend the syntax first"),
                new EvidenceLog().evidence(),
                List.of(),
                Optional.empty());
    }

    /// A pass of earlier, for everything that decides it being the same.
    record Passed(Evidence evidence, String from) {}

    private CheckReport judge(GateRun run, Workflow.Check asked) throws InterruptedException {
        var check = checks.named(asked.name()).orElseThrow();
        var key = key(run, asked);
        if (check.repeatable()) {
            var passed = run.store().read(key, Passed.class);
            if (passed.isPresent()) {
                return new CheckReport(
                        asked.name(),
                        new Verdict.Pass(),
                        passed.get().evidence(),
                        List.of(),
                        Optional.of(passed.get().from()));
            }
        }
        var bench = new Bench(run, asked.name(), asked.with());
        var verdict = verdict(run, check, bench, asked);
        var evidence = bench.log().evidence();
        if (verdict.passed() && check.repeatable() && asked.with().texts("secrets").isEmpty()) {
            var from = run.area().toString();
            run.store().write(key, new Passed(evidence, from));
        }
        return new CheckReport(label(asked), verdict, evidence, List.of(), Optional.empty());
    }

    private Verdict verdict(GateRun run, Check check, Bench bench, Workflow.Check asked)
            throws InterruptedException {
        try {
            var verdict = check.judge(bench, asked.with());
            return verdict.passed() && !emptyHanded(bench.log().evidence())
                    ? new Canaries(run, shown).confirmed(verdict, check, asked, bench.log())
                    : Settings.weighed(verdict, bench, asked.with());
        } catch (Unmeasured e) {
            return e.verdict();
        } catch (UncheckedIOException e) {
            return unable(String.valueOf(e.getMessage()));
        }
    }

    private static Verdict.Inconclusive unable(String why) {
        var full = why.contains("No space left");
        return new Verdict.Inconclusive(
                full ? Cause.DISK_FULL : Cause.TRANSIENT,
                "the check could not be carried out: " + Terminal.plain(why),
                full ? "make room on the disk" : "try again");
    }

    private static String key(GateRun run, Workflow.Check asked) {
        return Store.key(
                List.of(
                        "verdict 1",
                        asked.name(),
                        asked.with().values().toString(),
                        run.request().gate().checks().stream()
                                .map(c -> c.name() + c.with().values())
                                .toList()
                                .toString(),
                        run.project().values().toString(),
                        run.candidate().fingerprint(),
                        run.base().fingerprint(),
                        run.resources().version(),
                        run.surroundings()));
    }

    private void assertKnown(Workflow.Check check) {
        var settings = checks.known().get(check.name());
        if (settings == null) {
            throw new DefinitionProblem(
                    "LF-340",
                    "there is no check '" + check.name() + "'",
                    check.position().toString(),
                    "known are " + String.join(", ", checks.known().keySet()));
        }
        for (var setting : check.with().values().keySet()) {
            if (!settings.contains(setting) && !setting.equals(check.name())) {
                throw new DefinitionProblem(
                        "LF-341",
                        "check '" + check.name() + "' has no setting '" + setting + "'",
                        check.position().toString(),
                        "it has " + String.join(", ", settings.stream().sorted().toList()));
            }
        }
    }
}
