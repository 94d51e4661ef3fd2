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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one attempt of an agent used.
///
/// @param at when it ended, or was handed out and has not said what it used
public record AgentUse(StepKey key, Instant at, Usage usage) {

    /// The attempts of a run itself. What its child runs used stands in their own journals; the
    /// steps that started them are left out, so that nothing counts twice.
    public static List<AgentUse> of(List<Entry> journal) {
        var book = new Book();
        for (var entry : journal) {
            switch (entry.event()) {
                case Event.StepScheduled e when employs(e) -> book.open.put(e.key(), entry.at());
                case Event.StepWaiting e -> book.end(e.key(), entry.at(), e.used());
                case Event.ChildStarted e -> book.children.add(e.key());
                case Event.StepFinished e when e.result().usage().isPresent() ->
                        book.end(e.key(), entry.at(), e.result().usage());
                default -> {}
            }
        }
        return book.uses();
    }

    /// What is under way, and what is known of the rest; an attempt that waited and went on once.
    private static final class Book {

        private final Map<StepKey, Instant> open = new LinkedHashMap<>();
        private final Map<StepKey, AgentUse> ended = new LinkedHashMap<>();
        private final Set<StepKey> children = new HashSet<>();

        void end(StepKey key, Instant at, Optional<Usage> used) {
            open.remove(key);
            used.filter(usage -> !usage.equals(Usage.NOTHING) && !children.contains(key))
                    .ifPresent(usage -> add(new AgentUse(key, at, usage)));
        }

        private void add(AgentUse use) {
            ended.merge(
                    use.key,
                    use,
                    (one, two) -> new AgentUse(two.key, two.at, one.usage.plus(two.usage)));
        }

        List<AgentUse> uses() {
            open.forEach((key, at) -> add(new AgentUse(key, at, Usage.unknown(""))));
            return List.copyOf(ended.values());
        }
    }

    /// Journals of earlier versions set nothing aside where nothing was bounded.
    private static boolean employs(Event.StepScheduled scheduled) {
        return scheduled.reserved().isPresent() || scheduled.kind().equals("agent");
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
