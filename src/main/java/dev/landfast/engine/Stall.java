package dev.landfast.engine;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import java.util.Optional;

/// Why a run could not go on when it was last tried. It changes no decision, only what is suggested
/// to people.
///
/// @param pushed somebody has let it go on since
/// @param vain somebody had let it go on before, and it stalled for the same reason
record Stall(String why, boolean pushed, boolean vain) {

    /// What remains of a stall after one more entry.
    static Optional<Stall> after(Optional<Stall> before, Entry entry) {
        return switch (entry.event()) {
            case Event.Noted e when e.subject().equals(Stuck.NOTE) && byEngine(entry) ->
                    Optional.of(of(e.text(), before));
            case Event.Resumed _, Event.RetryRequested _ ->
                    before.map(stall -> new Stall(stall.why(), true, stall.vain()));
            case Event.Noted _, Event.Paused _, Event.CancelRequested _ -> before;
            case Event.Answered _, Event.Waived _, Event.TakenOver _ -> before;
            case Event.StepTaken _, Event.Commented _ -> before;
            case Event.RunStarted _, Event.RunEnded _, Event.ChildStarted _ -> Optional.empty();
            case Event.StepScheduled _, Event.StepStopping _, Event.StepFinished _ ->
                    Optional.empty();
            case Event.StepWaiting _, Event.TimerSet _, Event.TimerFired _ -> Optional.empty();
        };
    }

    private static boolean byEngine(Entry entry) {
        return entry.actor() instanceof Actor.Engine;
    }

    private static Stall of(String why, Optional<Stall> before) {
        var vain = before.filter(stall -> stall.why().equals(why) && (stall.pushed || stall.vain));
        return new Stall(why, false, vain.isPresent());
    }
}
