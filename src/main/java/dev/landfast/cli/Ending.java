package dev.landfast.cli;

import dev.landfast.api.RunLine;
import dev.landfast.api.StepLine;
import dev.landfast.console.Plain;
import dev.landfast.console.Tone;
import java.util.List;

/// The last words about a run that gets no further by itself: how it stands, why, and the next
/// command.
final class Ending {

    private Ending() {}

    static void tell(RunLine run, List<StepLine> steps, Session session) {
        ShowCommand.head(run, session);
        session.say(Block.all(steps, session.ages(), session.shown()));
        if (run.status() == dev.landfast.api.RunStatus.ESCALATED
                || run.status() == dev.landfast.api.RunStatus.FAILED
                || run.status() == dev.landfast.api.RunStatus.BLOCKED) {
            Why.tell(run, session);
        }
        if (!run.stand().next().isEmpty()) {
            session.say(
                    "next: " + session.shown().paint(Tone.NAME, Plain.line(run.stand().next())));
        }
    }
}
