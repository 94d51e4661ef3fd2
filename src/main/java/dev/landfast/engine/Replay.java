package dev.landfast.engine;

import dev.landfast.definition.Workflow;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import java.util.List;

/// Finds out what an attempt was given, by deciding again what was decided then.
final class Replay {

    private Replay() {}

    /// The command that handed out an attempt. The same entries lead to the same decision, so
    /// nothing but the journal is needed.
    static Command.RunStep command(Workflow workflow, List<Entry> entries, StepKey key) {
        var scheduled = -1;
        for (var i = 0; i < entries.size(); i++) {
            if (entries.get(i).event() instanceof Event.StepScheduled e && e.key().equals(key)) {
                scheduled = i;
            }
        }
        var before = State.of(entries.subList(0, Math.max(0, scheduled)));
        for (var command : Decider.decide(workflow, before).commands()) {
            if (command instanceof Command.RunStep run && run.key().equals(key)) {
                return run;
            }
        }
        throw new IllegalStateException(
                "entry " + (scheduled + 1) + " schedules " + key + ", which is not decided there");
    }
}
