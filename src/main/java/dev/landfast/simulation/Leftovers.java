package dev.landfast.simulation;

import dev.landfast.definition.Workflow;
import dev.landfast.engine.Command;
import dev.landfast.engine.Decider;
import dev.landfast.engine.State;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a journal says is still open when another runner comes along.
final class Leftovers {

    private Leftovers() {}

    static Map<StepKey, Instant> timers(List<Entry> journal) {
        var timers = new LinkedHashMap<StepKey, Instant>();
        for (var entry : journal) {
            switch (entry.event()) {
                case Event.TimerSet set -> timers.putIfAbsent(set.key(), set.at());
                case Event.TimerFired fired -> timers.remove(fired.key());
                default -> {}
            }
        }
        return timers;
    }

    /// The command that handed an attempt out, by deciding again what was decided then.
    static Optional<Command> command(Workflow workflow, List<Entry> journal, StepKey key) {
        for (var i = journal.size() - 1; i >= 0; i--) {
            if (begins(journal.get(i).event(), key)) {
                var before = State.of(journal.subList(0, i));
                return Decider.decide(workflow, before).commands().stream()
                        .filter(command -> isFor(command, key))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    private static boolean begins(Event event, StepKey key) {
        return (event instanceof Event.StepScheduled s && s.key().equals(key))
                || (event instanceof Event.ChildStarted c && c.key().equals(key));
    }

    private static boolean isFor(Command command, StepKey key) {
        return (command instanceof Command.RunStep run && run.key().equals(key))
                || (command instanceof Command.StartChild child && child.key().equals(key));
    }
}
