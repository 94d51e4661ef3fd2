package dev.landfast.step;

import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.journal.Ask;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.merge.Landing;
import dev.landfast.merge.LandingOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts the proven tree on the base, exactly once.
final class LandBranch {

    private final StepKinds.House house;
    private final Workplaces places;
    private final RunInfo.Source runs;

    LandBranch(StepKinds.House house, Workplaces places, RunInfo.Source runs) {
        this.house = house;
        this.places = places;
        this.runs = runs;
    }

    /// Whether no step of the run's definition takes the base in, and with it the turn to land.
    boolean isFirstMerge(Attempt attempt) {
        return dev.landfast.definition.Steps.tasks(runs.of(attempt.run()).workflow())
                .filter(task -> task.kind().equals("merge"))
                .noneMatch(task -> task.with().text("merge").equals(Optional.of("update")));
    }

    StepResult run(Attempt attempt) {
        var site = places.of(attempt.run());
        var commit = site.head();
        var tree = house.repository().refs().tree(commit).orElseThrow();
        var proofs =
                new Proofs(house.repository(), places.bases(attempt.run()), Steps.earlier(attempt));
        var unproven = proofs.missing(attempt, runs.of(attempt.run()).workflow(), commit);
        if (!unproven.isEmpty()) {
            return Steps.fail(
                    "unproven",
                    String.join("; ", unproven),
                    "run the gates on this tree again: 'landfast retry RUN --from STEP'");
        }
        var candidate = new Landing.Candidate(site.branch(), site.base(), commit, tree);
        var outcome =
                new Landing(house.repository()).land(candidate, manner(attempt, site, proofs));
        return result(attempt, site, candidate, outcome);
    }

    private Landing.Manner manner(Attempt attempt, Site site, Proofs proofs) {
        var queue = Landings.queue(house.journal());
        var with = attempt.input().with();
        var description = Steps.param(attempt, "description").lines().findFirst().orElse("");
        var title =
                with.text("title")
                        .orElseGet(() ->
                                CommitMessage.first(
                                        "feat", runs.of(attempt.run()).name(), description));
        return new Landing.Manner(
                Landings.remote(house, site, places.bases(attempt.run())),
                title + "\n\n" + String.join("\n", proofs.lines(runs.of(attempt.run()).workflow())),
                with.text("style").equals(Optional.of("squash")),
                Landings.stamp(house.journal(), attempt),
                () ->
                        queue.turn(site.base())
                                .filter(lease -> lease.run().equals(attempt.run()))
                                .isPresent());
    }

    private StepResult result(
            Attempt attempt, Site site, Landing.Candidate candidate, LandingOutcome outcome) {
        return switch (outcome) {
            case LandingOutcome.Landed(var commit, var remote, var note) -> {
                Landings.queue(house.journal()).leave(site.base(), attempt.run());
                var outputs = outputs(candidate, false);
                outputs.put("commit", commit);
                outputs.put(Bases.OUTPUT, commit);
                remote.ifPresent(name -> outputs.put("remote", name));
                note.ifPresent(text -> outputs.put("note", text));
                yield Steps.pass(outputs);
            }
            case LandingOutcome.BaseMoved(var base) ->
                    again(candidate, "the base '" + base + "' has moved since it was merged in");
            case LandingOutcome.TurnLost() -> again(candidate, "another run had the turn to land");
            case LandingOutcome.Untested(var found) ->
                    Steps.fail("unproven", found, "run the gates again: 'landfast retry'");
            case LandingOutcome.NothingToLand() -> Steps.pass(outputs(candidate, false));
            case LandingOutcome.WaitsForCheckout waits ->
                    UpdateBranch.waiting(Ask.Kind.RESUME, checkout(waits));
            case LandingOutcome.Unpublished(var commits) -> UpdateBranch.unpublished(site, commits);
            case LandingOutcome.PushRejected(var words) ->
                    Steps.escalate("the remote rejected the landing: " + words);
            case LandingOutcome.RemoteUnreachable(var words) ->
                    Steps.blocked(
                            "network",
                            "the remote cannot be reached: " + words,
                            "check the remote, then retry the run");
        };
    }

    /// What a landing of ours waits for: the person's checkout is theirs.
    private static String checkout(LandingOutcome.WaitsForCheckout waits) {
        var paths =
                waits.paths().isEmpty()
                        ? waits.why()
                        : "your edits in " + String.join(", ", waits.paths());
        return "%s in %s are in the way of the landing%s: commit, stash or undo them"
                .formatted(
                        paths,
                        waits.checkout(),
                        waits.pushed() ? " (the remote has it already)" : "");
    }

    /// Not a failure of the work: the loop goes round again.
    private static StepResult again(Landing.Candidate candidate, String why) {
        return new StepResult(
                new Outcome.Fail(why, "moved " + candidate.tested()),
                outputs(candidate, true),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Map<String, Object> outputs(Landing.Candidate candidate, boolean moved) {
        var outputs = new LinkedHashMap<String, Object>();
        outputs.put("moved", moved);
        outputs.put("tree", candidate.tree());
        outputs.put("candidate", candidate.tested());
        return outputs;
    }
}
