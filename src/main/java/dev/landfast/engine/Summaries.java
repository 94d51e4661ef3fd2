package dev.landfast.engine;

import dev.landfast.journal.Ask;
import dev.landfast.journal.Event;
import dev.landfast.journal.RunSummary.Standing;
import dev.landfast.journal.RunSummary.Word;
import java.util.Optional;
import java.util.stream.Collectors;

/// A run's standing in the words of a list.
final class Summaries {

    private Summaries() {}

    static Standing of(String name, Progress progress, Decider.Standing standing) {
        return switch (standing) {
            case ENDED -> ended(name, progress);
            case PAUSED ->
                    new Standing(Word.PAUSED, "", "landfast resume " + name, progress.wakes());
            case WAITING -> asked(Word.WAITING, name, progress);
            case ACTIVE -> active(name, progress);
        };
    }

    private static Standing ended(String name, Progress progress) {
        var end = progress.ended().map(Event.RunEnded::end).orElse(Event.End.FAILED);
        var reason = progress.ended().map(Event.RunEnded::reason).orElse("");
        return switch (end) {
            case DONE -> Standing.of(Word.DONE);
            case CANCELLED -> new Standing(Word.CANCELLED, reason, "", Optional.empty());
            case ESCALATED -> stopped(Word.ESCALATED, reason, name);
            case FAILED -> stopped(Word.FAILED, reason, name);
            case BLOCKED -> stopped(Word.BLOCKED, reason, name);
        };
    }

    private static Standing stopped(Word word, String reason, String name) {
        return new Standing(word, reason, "landfast retry " + name, Optional.empty());
    }

    private static Standing asked(Word word, String name, Progress progress) {
        var ask = progress.asks().values().stream().findFirst();
        var waits = ask.map(Ask::question).orElse("a person");
        var next =
                switch (ask.map(Ask::kind).orElse(Ask.Kind.RESUME)) {
                    case APPROVE -> "landfast approve ";
                    case ANSWER -> "landfast answer ";
                    case DONE -> "landfast done ";
                    case WAIVE -> "landfast waive ";
                    case RESUME -> "landfast resume ";
                };
        return new Standing(word, waits, next + name, progress.wakes());
    }

    /// Busy while a step runs. A run that has only timers or children under way is parked: there is
    /// nothing a runner could do for it now.
    private static Standing active(String name, Progress progress) {
        if (!progress.running().isEmpty()) {
            var steps =
                    progress.running().keySet().stream()
                            .map(key -> key.step())
                            .collect(Collectors.joining(", "));
            return progress.asks().isEmpty()
                    ? new Standing(Word.RUNNING, steps, "", progress.wakes())
                    : asked(Word.RUNNING, name, progress);
        }
        if (!progress.children().isEmpty()) {
            var child = progress.children().values().iterator().next().run();
            return new Standing(
                    Word.PARKED, "run " + child, "landfast show " + child, progress.wakes());
        }
        return new Standing(
                Word.PARKED,
                progress.wakes().map(at -> "until " + at).orElse(""),
                "landfast show " + name,
                progress.wakes());
    }
}
