package dev.landfast.view;

import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;

/// What one attempt of an agent used.
///
/// @param at when it ended, or was handed out and has not said what it used
public record AgentUse(StepKey key, Instant at, Usage usage) {

    /// The attempts of a run itself. What its child runs used stands in their own journals; the
    /// steps that started them are left out, so that nothing counts twice.
    public static List<AgentUse> of(List<Entry> journal) {
        var uses = new ArrayList<AgentUse>();
        var open = new LinkedHashMap<StepKey, Instant>();
        var children = new HashSet<StepKey>();
        for (var entry : journal) {
            switch (entry.event()) {
                case Event.StepScheduled e when e.reserved().isPresent() ->
                        open.put(e.key(), entry.at());
                case Event.StepWaiting e -> open.remove(e.key());
                case Event.ChildStarted e -> children.add(e.key());
                case Event.StepFinished e when e.result().usage().isPresent() -> {
                    open.remove(e.key());
                    var usage = e.result().usage().get();
                    if (!children.contains(e.key()) && !usage.equals(Usage.NOTHING)) {
                        uses.add(new AgentUse(e.key(), entry.at(), usage));
                    }
                }
                default -> {}
            }
        }
        open.forEach((key, at) -> uses.add(new AgentUse(key, at, Usage.unknown(""))));
        return uses;
    }

    /// What the child runs of a run used that have ended, a line each.
    static List<Usage> children(List<Entry> journal) {
        var children = new HashSet<StepKey>();
        var uses = new ArrayList<Usage>();
        for (var entry : journal) {
            switch (entry.event()) {
                case Event.ChildStarted e -> children.add(e.key());
                case Event.StepFinished e when children.contains(e.key()) ->
                        e.result().usage().ifPresent(uses::add);
                default -> {}
            }
        }
        return uses;
    }
}
