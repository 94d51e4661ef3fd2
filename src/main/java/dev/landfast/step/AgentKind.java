package dev.landfast.step;

import dev.landfast.agent.RecordedTurn;
import dev.landfast.engine.StepExecutor;
import dev.landfast.journal.StepResult;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `agent`: a role does something in the worktree. Its diff is the result; nothing is committed. A
/// role that may only read works at a copy, and its words are the result.
final class AgentKind implements StepExecutor {

    private final AgentWork work;
    private final Sites sites;
    private final Desks desks;
    private final Seats seats;

    AgentKind(AgentWork work, Sites sites, Desks desks) {
        this.seats = desks.seats();
        this.work = work;
        this.sites = sites;
        this.desks = desks;
    }

    @Override
    public String kind() {
        return "agent";
    }

    @Override
    public StepResult execute(Attempt attempt) throws InterruptedException {
        var site = sites.of(attempt.run());
        return mayOnlyRead(attempt) ? read(attempt, site) : edit(attempt, site);
    }

    private boolean mayOnlyRead(Attempt attempt) {
        return !work.edits(attempt.run(), Steps.value(attempt));
    }

    private StepResult read(Attempt attempt, Site site) throws InterruptedException {
        var desk = desks.lay(attempt, site);
        return switch (work.run(attempt, task(attempt, desk.facts()), desk.seat())) {
            case AgentWork.Work.Ended(var result) -> result;
            case AgentWork.Work.Done done -> passed(AgentWork.outputs(done), done);
        };
    }

    private StepResult edit(Attempt attempt, Site site) throws InterruptedException {
        if (!work.begun(attempt)) {
            switch (new Handover(attempt).turn()) {
                case FIRST -> sites.beginAttempt(attempt.run(), attempt.key(), site);
                case BACK -> sites.noteTree(attempt.run(), attempt.key(), site);
                case SAID -> {}
            }
        }
        var work = worked(attempt, site);
        return switch (work) {
            case AgentWork.Work.Ended(var result) -> ended(attempt, site, result);
            case AgentWork.Work.Done done -> done(attempt, site, done);
        };
    }

    /// Also of an agent that is told to stop nothing is lost.
    private AgentWork.Work worked(Attempt attempt, Site site) throws InterruptedException {
        var task = task(attempt, facts(site, attempt));
        try {
            return work.run(attempt, task, seats.editing(attempt, site));
        } finally {
            seats.keepCommits(attempt, site);
        }
    }

    private AgentWork.Task task(Attempt attempt, Map<String, String> facts) {
        return new AgentWork.Task(Steps.value(attempt), wish(attempt), facts);
    }

    /// The work of a lost agent is unknown, so a repeated attempt starts from the tree before it; a
    /// process that is still running is found by the attempt itself.
    @Override
    public Optional<StepResult> probe(Attempt attempt) {
        return Optional.empty();
    }

    /// What a lost agent made is kept aside, so that the next attempt starts from the tree before
    /// it.
    private StepResult ended(Attempt attempt, Site site, StepResult result) {
        if (result.outcome() instanceof StepResult.Outcome.Lost) {
            sites.takeBack(attempt.run(), attempt.key(), site);
        }
        return result;
    }

    private StepResult done(Attempt attempt, Site site, AgentWork.Work.Done done) {
        sites.endAttempt(attempt.run(), attempt.key(), site);
        var missing = missing(attempt, site);
        if (!missing.isEmpty()) {
            return Steps.fail(
                            "missing-file",
                            "the step was to write " + String.join(", ", missing),
                            "write the file, then end the step again")
                    .using(Optional.of(done.usage()));
        }
        var outputs = AgentWork.outputs(done);
        outputs.put("changed", site.checkout().status().paths().size());
        var left = sites.left(attempt.run(), attempt.key(), site);
        return passed(
                outputs, left.length == 0 ? done : done.with(work.kept(RecordedTurn.PATCH, left)));
    }

    private static StepResult passed(Map<String, Object> outputs, AgentWork.Work.Done done) {
        return new StepResult(
                new StepResult.Outcome.Pass(),
                outputs,
                List.of(),
                done.artifacts(),
                Optional.of(done.usage()));
    }

    private static List<String> missing(Attempt attempt, Site site) {
        var missing = new ArrayList<String>();
        for (var path : attempt.input().with().texts("writes")) {
            if (!Files.isRegularFile(site.checkout().path().resolve(path))) {
                missing.add(path);
            }
        }
        return missing;
    }

    private static String wish(Attempt attempt) {
        var wish = Steps.param(attempt, "description");
        var task = attempt.input().with().text("task").orElse(attempt.task().head().about());
        var note = new Handover(attempt).note();
        return wish
                + (task.isBlank() ? "" : "\n\nThis step: " + task)
                + (note.isEmpty() ? "" : "\n\n" + note);
    }

    static Map<String, String> facts(Site site, StepExecutor.Attempt attempt) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("worktree", site.checkout().path().toString());
        facts.put("branch", site.branch());
        facts.put("base", site.base());
        facts.put("visit", Integer.toString(attempt.input().visit()));
        return facts;
    }
}
