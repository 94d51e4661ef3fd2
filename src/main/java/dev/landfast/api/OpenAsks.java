package dev.landfast.api;

import dev.landfast.journal.Ask;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import dev.landfast.problem.UsageProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What people are asked for in a run and have not answered.
final class OpenAsks {

    private final Map<StepKey, Ask> asks = new LinkedHashMap<>();

    /// A question with the step that asks it.
    record Open(StepKey key, Ask ask) {}

    static OpenAsks of(List<Entry> entries) {
        var open = new OpenAsks();
        entries.forEach(entry -> open.apply(entry.event()));
        return open;
    }

    private void apply(Event event) {
        switch (event) {
            case Event.StepWaiting e -> asks.put(e.key(), e.ask());
            case Event.StepScheduled e -> asks.remove(e.key());
            case Event.StepFinished e -> asks.remove(e.key());
            case Event.Answered e -> asks.remove(e.key());
            case Event.RunEnded _ -> asks.clear();
            case Event.RunStarted _, Event.StepStopping _, Event.ChildStarted _ -> {}
            case Event.TimerSet _, Event.TimerFired _, Event.Waived _, Event.Noted _ -> {}
            case Event.Paused _, Event.Resumed _, Event.CancelRequested _ -> {}
            case Event.RetryRequested _, Event.TakenOver _, Event.StepTaken _ -> {}
            case Event.Commented _ -> {}
        }
    }

    boolean isEmpty() {
        return asks.isEmpty();
    }

    List<Open> all() {
        return asks.entrySet().stream().map(e -> new Open(e.getKey(), e.getValue())).toList();
    }

    boolean has(Ask.Kind kind) {
        return asks.values().stream().anyMatch(ask -> ask.kind() == kind);
    }

    /// The one question that somebody means.
    ///
    /// @param kinds that their command answers
    /// @param step the step's id or path; empty when there is only one
    Open one(RunLine run, Set<Ask.Kind> kinds, String step) {
        var fitting =
                all().stream()
                        .filter(open -> kinds.contains(open.ask().kind()))
                        .filter(open -> step.isEmpty() || open.key().isCalled(step))
                        .toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        throw fitting.isEmpty() ? none(run) : several(run, fitting);
    }

    private UsageProblem none(RunLine run) {
        var asked =
                all().stream()
                        .map(open -> open.key().step() + " (" + word(open.ask().kind()) + ")")
                        .collect(Collectors.joining(", "));
        return new UsageProblem(
                "LF-120",
                "the run '" + run.handle() + "' asks for nothing of this kind",
                "",
                asked.isEmpty()
                        ? "it is " + run.status() + ": landfast show " + run.handle()
                        : "it asks at: " + asked);
    }

    private static UsageProblem several(RunLine run, List<Open> fitting) {
        return new UsageProblem(
                "LF-121",
                "the run '" + run.handle() + "' asks at several steps",
                "",
                which(fitting.stream().map(Open::key).toList()));
    }

    /// What to type where one of several steps is meant.
    static String which(List<StepKey> steps) {
        return "say which with --step: "
                + steps.stream().map(StepKey::path).collect(Collectors.joining(", "));
    }

    static String word(Ask.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
