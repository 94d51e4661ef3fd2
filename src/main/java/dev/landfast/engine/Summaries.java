package dev.landfast.engine;

import dev.landfast.journal.Event;
import dev.landfast.journal.RunSummary.Standing;
import dev.landfast.journal.RunSummary.Word;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A run's standing in the words of a list. What comes next is what is suggested everywhere, and
/// what it waits for is what that answers.
final class Summaries {

    private final String name;
    private final State state;

    Summaries(String name, State state) {
        this.name = name;
        this.state = state;
    }

    Standing of(Progress progress, Decider.Standing standing) {
        return switch (standing) {
            case ENDED -> ended(progress);
            case PAUSED -> new Standing(Word.PAUSED, "", next(), progress.wakes());
            case WAITING -> asked(Word.WAITING, progress);
            case ACTIVE -> active(progress);
        };
    }

    private String next() {
        return Suggestions.of(state).stream()
                .findFirst()
                .map(step -> step.command(name))
                .orElse("");
    }

    private Standing ended(Progress progress) {
        var end = progress.ended().map(Event.RunEnded::end).orElse(Event.End.FAILED);
        var reason = progress.ended().map(Event.RunEnded::reason).orElse("");
        return switch (end) {
            case DONE -> Standing.of(Word.DONE);
            case CANCELLED -> new Standing(Word.CANCELLED, reason, "", Optional.empty());
            case ESCALATED -> new Standing(Word.ESCALATED, reason, next(), Optional.empty());
            case FAILED -> new Standing(Word.FAILED, reason, next(), Optional.empty());
            case BLOCKED -> new Standing(Word.BLOCKED, reason, next(), Optional.empty());
        };
    }

    private Standing asked(Word word, Progress progress) {
        var question = state.waiting().stream().findFirst().map(asks -> asks.ask().question());
        return new Standing(word, question.orElse("a person"), next(), progress.wakes());
    }

    /// Busy while a step runs. A run that has only timers or children under way is parked: there is
    /// nothing a runner could do for it now.
    private Standing active(Progress progress) {
        if (!progress.running().isEmpty()) {
            var steps =
                    progress.running().keySet().stream()
                            .map(key -> key.step())
                            .collect(Collectors.joining(", "));
            return state.waiting().isEmpty()
                    ? new Standing(Word.RUNNING, steps, "", progress.wakes())
                    : asked(Word.RUNNING, progress);
        }
        if (!progress.children().isEmpty()) {
            var child = progress.children().values().iterator().next().run();
            return new Standing(Word.PARKED, "run " + child, next(), progress.wakes());
        }
        return new Standing(Word.PARKED, parked(progress), next(), progress.wakes());
    }

    /// Until when, and why then.
    private String parked(Progress progress) {
        return state.facts().timers().entrySet().stream()
                .filter(t -> !t.getValue().fired())
                .filter(t -> Timing.isDelay(t.getKey()) || !Paths.isAside(t.getKey().path()))
                .map(Map.Entry::getValue)
                .min(Comparator.comparing(Facts.Timer::at))
                .map(timer -> "until " + timer.at() + ", " + timer.why())
                .or(() -> progress.wakes().map(at -> "until " + at))
                .orElse("");
    }
}
