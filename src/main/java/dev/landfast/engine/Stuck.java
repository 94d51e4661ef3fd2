package dev.landfast.engine;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import dev.landfast.journal.Journal;
import dev.landfast.journal.RunSummary;
import dev.landfast.journal.Transition;
import dev.landfast.journal.Writer;
import dev.landfast.problem.LandfastException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A run that cannot go on because of our own bug or a definition this version cannot read. It
/// rests until somebody resumes it, perhaps with a mended version, or ends when somebody has
/// cancelled it. What it was asked is journaled, so that nothing is lost and nothing asked again.
record Stuck(RunSummary run, String why) {

    static Stuck of(RunSummary run, Throwable cause) {
        return new Stuck(
                run,
                cause instanceof LandfastException
                        ? String.valueOf(cause.getMessage())
                        : "LF-912 our own bug: " + cause);
    }

    /// What is to be written of it.
    Transition transition(Journal journal, Writer writer) {
        var links = new ArrayList<Transition.Link>();
        var taken = new ArrayList<Long>();
        for (var request : journal.requests()) {
            if (request.run().equals(run.id())) {
                links.add(writer.link(run.id(), request.actor(), request.event()));
                taken.add(request.id());
            }
        }
        links.add(writer.link(run.id(), new Actor.Engine(), new Event.Noted("stuck", why)));
        var standing = rests();
        if (links.stream().anyMatch(l -> l.entry().event() instanceof Event.CancelRequested)) {
            links.add(writer.link(run.id(), new Actor.Engine(), end()));
            standing =
                    new RunSummary.Standing(RunSummary.Word.CANCELLED, why, "", Optional.empty());
        }
        return new Transition(links, Map.of(), Map.of(run.id(), standing), taken);
    }

    /// What would come in the end cannot be known either.
    private Event end() {
        var text = "it could not go on: " + why;
        return new Event.RunEnded(Event.End.CANCELLED, text, List.of(), List.of());
    }

    /// Whoever resumed it in vain is not told to do that again.
    private RunSummary.Standing rests() {
        var before = run.standing();
        var vain = before.word() == RunSummary.Word.PAUSED && before.waits().equals(why);
        var next = "landfast " + (vain ? "cancel" : "resume") + " " + run.about().name();
        return new RunSummary.Standing(RunSummary.Word.PAUSED, why, next, Optional.empty());
    }
}
