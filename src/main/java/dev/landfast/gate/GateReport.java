package dev.landfast.gate;

import dev.landfast.journal.Finding;
import dev.landfast.journal.StepResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a gate came to, check by check.
///
/// @param measured which commit, against which base, and the id of the tree
public record GateReport(String gate, Measured measured, List<CheckReport> checks, Duration took) {

    public GateReport {
        checks = List.copyOf(checks);
    }

    /// @param tree names the measured content: every file and what was laid over it
    public record Measured(String commit, String base, String tree) {}

    /// FAIL when a check failed, else INCONCLUSIVE when one was, else PASS. A gate without checks
    /// proves nothing.
    public Verdict verdict() {
        var failed = new ArrayList<Finding>();
        var unclear = new ArrayList<CheckReport>();
        for (var check : checks) {
            switch (check.verdict()) {
                case Verdict.Pass() -> {}
                case Verdict.Fail(var findings) -> failed.addAll(findings);
                case Verdict.Inconclusive ignored -> unclear.add(check);
            }
        }
        if (!failed.isEmpty()) {
            return new Verdict.Fail(failed.stream().sorted(Findings.WORST_FIRST).toList());
        }
        return unclear.isEmpty() ? green() : unclear(unclear);
    }

    /// The verdict, question by question.
    public Answers answers() {
        return Answers.of(checks);
    }

    private Verdict green() {
        return checks.isEmpty()
                ? new Verdict.Inconclusive(
                        Verdict.Cause.EVIDENCE,
                        "gate " + gate + " has no checks",
                        "give it at least one")
                : new Verdict.Pass();
    }

    /// The environment's turn comes before the work's: nothing can be proven until it is there.
    private static Verdict unclear(List<CheckReport> checks) {
        var all =
                checks.stream()
                        .map(c -> (Verdict.Inconclusive) c.verdict())
                        .sorted((a, b) ->
                                Boolean.compare(b.cause().environment(), a.cause().environment()))
                        .toList();
        var first = all.getFirst();
        var reason =
                checks.stream()
                        .map(c -> c.check() + ": " + ((Verdict.Inconclusive) c.verdict()).reason())
                        .collect(Collectors.joining("; "));
        return new Verdict.Inconclusive(first.cause(), reason, first.remedy());
    }

    /// Everything that keeps the gate shut, worst first; an inconclusive check is one finding.
    public List<Finding> findings() {
        return checks.stream()
                .flatMap(c -> c.findings().stream())
                .sorted(Findings.WORST_FIRST)
                .toList();
    }

    /// What a screen shows first.
    public List<Finding> worst() {
        return Findings.worst(findings());
    }

    /// The same for the same failure; what the progress breaker compares.
    public String signature() {
        return Findings.signature(findings());
    }

    public List<CheckReport.Waived> waived() {
        return checks.stream().flatMap(c -> c.waived().stream()).toList();
    }

    /// What may have happened around the tools, as far as nothing kept them from it.
    public List<String> promisesNotKept() {
        return checks.stream()
                .flatMap(c -> c.evidence().runs().stream())
                .flatMap(run -> run.result().containment().promisesNotKept().stream())
                .distinct()
                .toList();
    }

    /// What the step says to the engine. Missing evidence that the work itself can mend counts as a
    /// failure of the work. What somebody has to install or make room for comes first, whatever
    /// else was found: no repair of the work could open the gate, so none is spent.
    public Outcome outcome() {
        var wanting = checks.stream().flatMap(GateReport::wanting).findFirst();
        return wanting.isPresent() ? blocked(wanting.get()) : outcome(verdict());
    }

    private static Stream<Verdict.Inconclusive> wanting(CheckReport check) {
        return check.verdict() instanceof Verdict.Inconclusive unclear && unclear.cause().lasts()
                ? Stream.of(unclear)
                : Stream.empty();
    }

    private Outcome outcome(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass() -> new Outcome.Pass();
            case Verdict.Fail(var findings) ->
                    new Outcome.Fail(
                            "gate " + gate + ": " + findings.getFirst().message(), signature());
            case Verdict.Inconclusive unclear when unclear.cause().environment() ->
                    blocked(unclear);
            case Verdict.Inconclusive(_, var reason, _) ->
                    new Outcome.Fail("gate " + gate + ": " + reason, signature());
        };
    }

    private static Outcome blocked(Verdict.Inconclusive unclear) {
        return new Outcome.Blocked(
                unclear.cause().blockedKind(), unclear.reason(), unclear.remedy());
    }

    /// The report as JSON, for the artifact store and for reports; schema `gate-report/1`.
    public String toJson() {
        return GateJson.write(this, Optional.empty());
    }

    /// The same with what stands beside it.
    public String toJson(Alone alone) {
        return GateJson.write(this, Optional.of(alone));
    }
}
