package dev.landfast.api;

import dev.landfast.definition.Definitions;
import dev.landfast.definition.Variants;
import dev.landfast.definition.Workflow;
import dev.landfast.engine.Forks;
import dev.landfast.engine.State;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.problem.UsageProblem;
import dev.landfast.workspace.Snapshots;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Holds a run up, lets it go on, or ends it. Durable when a method returns.
public final class Controls {

    private final Home home;

    Controls(Home home) {
        this.home = home;
    }

    /// Starts no further step until it is resumed; what is under way goes on.
    public void pause(RunLine run) {
        if (run.status().ended() || run.status() == RunStatus.PAUSED) {
            throw unfit(run, "cannot be paused");
        }
        post(run, new Event.Paused());
    }

    /// Lets a paused run go on, or one that waits for something outside to be mended.
    public void resume(RunLine run) {
        if (run.status().ended()) {
            throw unfit(run, "cannot be resumed, as it has stopped");
        }
        if (run.status() == RunStatus.PAUSED || !new Answers(home).resumes(run)) {
            if (run.status() != RunStatus.PAUSED) {
                throw unfit(run, "has nothing to resume");
            }
            post(run, new Event.Resumed());
        }
    }

    /// Goes on with a run that has stopped, with its budget once more where that is used.
    public void retry(RunLine run, Optional<String> from, int more) {
        retry(run, from, more, Optional.empty());
    }

    /// Goes on with a run that has stopped.
    ///
    /// @param from the step to start again from; empty for the one that stopped it
    /// @param more rounds or repairs granted beyond the limit
    /// @param dollars granted beyond the run's budget; without it, a run that has used its budget
    ///   has it once more
    public void retry(RunLine run, Optional<String> from, int more, Optional<Double> dollars) {
        if (!run.status().ended() || run.status() == RunStatus.DONE) {
            throw unfit(run, "has not stopped, so there is nothing to retry");
        }
        from.ifPresent(step -> Starting.requireStep(workflow(run), step));
        post(run, new Event.RetryRequested(from, more, dollars));
    }

    /// Takes a step from the agent that is at it: the agent is stopped, what it has made so far
    /// stays, and the step waits until the person says that it is done or hands it back.
    ///
    /// @param step the step's id or path; empty when only one agent is at work
    public void take(RunLine run, String step) {
        var working =
                State.of(home.journal().entries(run.id())).working("agent").stream()
                        .filter(key -> step.isEmpty() || key.isCalled(step))
                        .toList();
        if (working.isEmpty()) {
            throw new UsageProblem(
                    "LF-166",
                    "no agent of the run '%s' is at work%s"
                            .formatted(run.handle(), step.isEmpty() ? "" : " at '" + step + "'"),
                    "",
                    run.status().ended()
                            ? "it has stopped: landfast shell " + run.handle()
                            : "see where it is: landfast show " + run.handle());
        }
        if (working.size() > 1) {
            throw new UsageProblem(
                    "LF-168",
                    "agents of the run '" + run.handle() + "' are at several steps",
                    "",
                    OpenAsks.which(working));
        }
        post(run, new Event.StepTaken(working.getFirst()));
    }

    /// Ends a run in order: what must happen in the end happens, what was committed is kept.
    public void cancel(RunLine run, String reason) {
        if (run.status().settled()) {
            throw unfit(run, "cannot be cancelled any more");
        }
        post(run, new Event.CancelRequested(reason));
    }

    /// A new run of the same definition that begins at a step, with what the first had reached
    /// before it. It has a worktree and a branch of its own, which start from what the first had
    /// there; the first keeps its own and can go on beside it.
    public RunLine fork(RunLine run, String from) {
        if (!run.status().ended()) {
            throw unfit(run, "must have stopped before it can be forked");
        }
        var entries = home.journal().entries(run.id());
        var start = started(run, entries);
        var workflow = workflow(run);
        Starting.requireStep(workflow, from);
        var state = State.of(entries);
        var fork = Forks.of(workflow, state, run.id(), from);
        if (Forks.hasUnsaved(workflow, state, fork)) {
            fork = fork.unsaved(unsaved(run, workflow, state, from));
        }
        var forked =
                new Event.RunStarted(
                        start.pin(), start.variant(), start.params(), fork, start.options());
        var id = home.journal().submit(freeName(run.what().name()), forked, home.person());
        return new Runs(home).find(id);
    }

    /// What the steps before had made and not committed: an agent's step was preceded by a
    /// snapshot, and a commit's own content is what lay there before it.
    private String unsaved(RunLine run, Workflow workflow, State state, String from) {
        var snapshots = new Snapshots(home.repository(), home.surroundings().clock());
        return Forks.attempts(workflow, state, from).stream()
                .map(key -> snapshots.of(run.id(), key.toString()))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> Forks.committed(workflow, state, from))
                .orElseThrow(() ->
                        new UsageProblem(
                                "LF-132",
                                "what the run '"
                                        + run.handle()
                                        + "' had made before '"
                                        + from
                                        + "' was not committed and has not been kept",
                                "",
                                "fork from a step that comes after a commit, or from the step that"
                                        + " made it"));
    }

    private String freeName(String name) {
        var taken =
                new HashSet<>(
                        home.journal().runs().stream().map(run -> run.about().name()).toList());
        for (var n = 2; ; n++) {
            if (!taken.contains(name + "-" + n)) {
                return name + "-" + n;
            }
        }
    }

    private Workflow workflow(RunLine run) {
        return pinned(started(run, home.journal().entries(run.id())));
    }

    /// The definition a run is pinned to, with its variant.
    static Workflow pinned(Event.RunStarted start) {
        var pin = start.pin();
        return Library.reading(() ->
                Variants.apply(Definitions.parse(pin.text(), pin.workflow()), start.variant()));
    }

    private static Event.RunStarted started(RunLine run, List<Entry> entries) {
        return entries.stream()
                .map(Entry::event)
                .filter(Event.RunStarted.class::isInstance)
                .map(Event.RunStarted.class::cast)
                .findFirst()
                .orElseThrow(() -> unfit(run, "has not begun yet"));
    }

    private void post(RunLine run, Event event) {
        home.journal().post(run.id(), event, home.person());
    }

    private static UsageProblem unfit(RunLine run, String what) {
        return new UsageProblem(
                "LF-124",
                "the run '" + run.handle() + "' is " + run.status() + " and " + what,
                "",
                run.stand().next().isEmpty()
                        ? "landfast show " + run.handle()
                        : "next: " + run.stand().next());
    }
}
