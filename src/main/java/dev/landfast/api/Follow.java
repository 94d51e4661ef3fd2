package dev.landfast.api;

import dev.landfast.definition.Step;
import dev.landfast.definition.Workflow;
import dev.landfast.engine.Outline;
import dev.landfast.engine.State;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Follows one run: what happens, how its steps stand, and whether it can get on by itself. Reads
/// the journal alone, so whoever follows can go away at any time.
public final class Follow {

    /// Between two looks at the journal, at least.
    private static final Duration LOOK = Duration.ofMillis(40);

    /// Following takes from the same machine what the run needs, so it rests ten times as long as
    /// it took to look and to tell, up to half a second.
    private static final int REST = 10;

    private static final Duration LONGEST_REST = Duration.ofMillis(500);

    private final Home home;
    private final String id;
    private final Map<String, Span> spans = new HashMap<>();
    private State state = State.empty();
    private @Nullable Workflow workflow;
    private long seen;
    private long version = -1;
    private long looked;

    private record Span(Instant since, Optional<Instant> until) {}

    Follow(Home home, String id) {
        this.home = home;
        this.id = id;
    }

    /// Where it stands now.
    public RunLine run() {
        return new Runs(home).find(id);
    }

    /// Whether it goes on without anybody, or what was said to it has not been heard yet.
    public boolean goesOn() {
        var journal = journal();
        return run().status().busy()
                || journal.requests().stream().anyMatch(request -> request.run().equals(id));
    }

    /// What has happened since the last call, as soon as anything has; nothing after the given
    /// time.
    public List<RunEvent> await(Duration atMost) {
        var start = System.nanoTime();
        var end = start + atMost.toNanos();
        looked = looked == 0 ? start : looked;
        var rest = Math.clamp(REST * (start - looked), LOOK.toNanos(), LONGEST_REST.toNanos());
        do {
            LockSupport.parkNanos(Math.min(rest, end - System.nanoTime()));
            looked = System.nanoTime();
            var now = journal().version();
            if (now != version) {
                version = now;
                var fresh = journal().entries(id, seen);
                fresh.forEach(this::apply);
                return fresh.stream().map(RunEvent::of).toList();
            }
        } while (System.nanoTime() < end && !Thread.currentThread().isInterrupted());
        return List.of();
    }

    /// Every step in the order of the definition, with how far it has come by what was awaited.
    public List<StepLine> steps() {
        if (workflow == null) {
            return List.of();
        }
        return Outline.of(workflow, state).lines().stream().map(this::line).toList();
    }

    private Journal journal() {
        return home.reading().orElseGet(home::journal);
    }

    private void apply(Entry entry) {
        seen = entry.seq();
        state = State.apply(state, entry);
        switch (entry.event()) {
            case Event.RunStarted start -> workflow = Controls.pinned(start);
            case Event.StepScheduled e -> begin(e.key().path(), entry.at());
            case Event.ChildStarted e -> begin(e.key().path(), entry.at());
            case Event.StepWaiting e ->
                    spans.computeIfAbsent(e.key().path(), _ -> since(entry.at()));
            case Event.StepFinished e ->
                    spans.computeIfPresent(
                            e.key().path(),
                            (_, span) -> new Span(span.since(), Optional.of(entry.at())));
            case Event.StepStopping _, Event.TimerSet _, Event.TimerFired _, Event.Noted _ -> {}
            case Event.Answered _, Event.Waived _, Event.Paused _, Event.Resumed _ -> {}
            case Event.CancelRequested _, Event.RetryRequested _ -> {}
            case Event.TakenOver _, Event.StepTaken _, Event.RunEnded _ -> {}
            case Event.Commented _ -> {}
        }
    }

    private void begin(String path, Instant at) {
        spans.put(path, since(at));
    }

    private static Span since(Instant at) {
        return new Span(at, Optional.empty());
    }

    private StepLine line(Outline.Line line) {
        var step = line.step();
        var head = step.head();
        var passes = line.passes();
        var span = Optional.ofNullable(spans.get(line.path()));
        var kind = step instanceof Step.Task task ? task.kind() : "";
        var about = head.about().isEmpty() ? kind : head.about();
        return new StepLine(
                line.path(),
                new StepLine.Title(step.id(), head.label().orElse(""), about),
                line.depth(),
                new StepLine.Mark(state(line.status()), passes.round(), passes.limit()),
                new StepLine.Timing(
                        passes.attempts(), span.map(Span::since), span.flatMap(Span::until)));
    }

    private static StepLine.State state(Outline.Status status) {
        return switch (status) {
            case PENDING -> StepLine.State.PENDING;
            case RUNNING -> StepLine.State.RUNNING;
            case WAITING -> StepLine.State.WAITING;
            case PASSED -> StepLine.State.PASSED;
            case FAILED -> StepLine.State.FAILED;
            case BLOCKED -> StepLine.State.BLOCKED;
            case SKIPPED -> StepLine.State.SKIPPED;
            case LEFT_OUT -> StepLine.State.LEFT_OUT;
        };
    }
}
