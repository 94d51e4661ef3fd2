package dev.landfast.step;

import dev.landfast.agent.RecordedTurn;
import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.engine.StepInput;
import dev.landfast.journal.Artifact;
import dev.landfast.journal.Finding;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.Usage;
import dev.landfast.merge.Conflict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A role that resolves what no rule could: one try after the other within one attempt of a step,
/// and what they left and cost together.
final class Tries {

    /// Room for the tries of one attempt in the numbers of their folders.
    private static final int ROOM = 1_000;

    /// US dollars with which a try begins that has any bound.
    private static final double LEAST = 0.01;

    private final AgentWork work;
    private final Attempt attempt;
    private final List<Artifact> artifacts = new ArrayList<>();
    private Optional<Usage> spent = Optional.empty();
    private int reported;
    private int last;

    Tries(AgentWork work, Attempt attempt) {
        this.work = work;
        this.attempt = attempt;
    }

    /// The last try for which an agent was started; 0 when there was none.
    int begun() {
        var number = 0;
        while (work.begun(withFindings(List.of(), number + 1))) {
            number++;
        }
        return number;
    }

    /// Lets the role try once.
    ///
    /// @return how the step ends, when the role cannot go on
    Optional<StepResult> run(
            int number, AgentWork.Task task, List<Conflict> conflicts, Seats seats, Site site)
            throws InterruptedException {
        last = number;
        var numbered = withFindings(findings(conflicts), number);
        var left = work.run(numbered, attempt.key(), task, seats.editing(numbered, site));
        seats.keepCommits(numbered, site);
        return switch (left) {
            case AgentWork.Work.Ended(var result) -> {
                result.usage().ifPresent(this::count);
                yield Optional.of(after(result));
            }
            case AgentWork.Work.Done done -> {
                artifacts.addAll(done.artifacts());
                keepResolved(conflicts, site);
                count(done.usage());
                yield Optional.empty();
            }
        };
    }

    /// The files as the role has left them, so that it can be played again.
    private void keepResolved(List<Conflict> conflicts, Site site) {
        for (var conflict : conflicts) {
            var file = site.checkout().path().resolve(conflict.path());
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    var content = Files.readAllBytes(file);
                    artifacts.add(work.kept(RecordedTurn.FILE + conflict.path(), content));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void count(Usage usage) {
        spent = Optional.of(spent.map(earlier -> earlier.plus(usage)).orElse(usage));
        reported++;
    }

    /// Whether the tries so far have left anything of what the attempt may cost.
    boolean canPay() {
        var left = attempt.input().after(spent.map(Usage::cost).orElse(0.0)).dollars();
        return spent.isEmpty() || left.filter(dollars -> dollars < LEAST).isEmpty();
    }

    /// The result with what the tries left and cost. Those before a crash are not asked again what
    /// they cost, and some never say: then nobody knows what all did.
    StepResult after(StepResult result) {
        var all = new ArrayList<>(artifacts);
        all.addAll(result.artifacts());
        var usage =
                reported == last
                        ? spent
                        : Optional.of(spent.map(Usage::andMore).orElse(Usage.unknown("")));
        return new StepResult(result.outcome(), result.outputs(), result.findings(), all, usage);
    }

    private static List<Finding> findings(List<Conflict> conflicts) {
        var findings = new ArrayList<Finding>();
        for (var conflict : conflicts) {
            findings.add(
                    new Finding(
                            "conflict-" + conflict.kind().name().toLowerCase(Locale.ROOT),
                            Finding.Level.HIGH,
                            new Finding.Place(conflict.path(), 0),
                            conflict.why(),
                            Optional.of("keep what both sides meant; leave no marker")));
        }
        return findings;
    }

    /// The conflicts as findings, under the number of a try: a later one never meets what an
    /// earlier one left.
    private Attempt withFindings(List<Finding> findings, int number) {
        var input = attempt.input().after(spent.map(Usage::cost).orElse(0.0));
        var fresh =
                new StepInput(input.with(), findings, input.answer(), input.visit(), input.scope());
        var key = new StepKey(attempt.key().path(), attempt.key().attempt() * ROOM + number);
        return new Attempt(attempt.run(), key, attempt.definition(), attempt.task(), fresh);
    }
}
