package dev.landfast.cli;

import dev.landfast.api.RunLine;
import dev.landfast.api.StepLine;
import dev.landfast.console.Plain;
import dev.landfast.console.Tone;
import java.util.List;

/// The last words about a run that gets no further by itself: how its steps stand, what is proven,
/// why it stopped, and the next command.
final class Ending {

    private Ending() {}

    static void tell(RunLine run, List<StepLine> steps, Session session) {
        ShowCommand.head(run, session);
        session.say(Block.all(steps, session.ages(), session.shown()));
        switch (run.status()) {
            case DONE -> proven(run, session);
            case ESCALATED, FAILED, BLOCKED -> Why.tell(run, session);
            case QUEUED, RUNNING, WAITING, PARKED, PAUSED, CANCELLED -> {}
        }
        var next = run.stand().next();
        if (!next.isEmpty()) {
            session.say("next: " + session.shown().paint(Tone.NAME, Plain.line(next)));
        }
    }

    private static void proven(RunLine run, Session session) {
        session.landfast().reports().lines(run.id()).stream()
                .skip(1)
                .forEach(line -> session.say(Plain.line(line)));
        session.say("the whole report: landfast report " + Plain.line(run.handle()));
    }
}
