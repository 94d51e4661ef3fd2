package dev.landfast.engine;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import java.util.Set;

/// Carries runs forward: locally on SQLite and virtual threads, or as a team on task queues. One
/// conformance suite holds for all.
public interface RunDriver extends AutoCloseable {

    /// Starts a run; durable when it returns.
    ///
    /// @return the run's id
    String start(Event.RunStarted start, String name, Actor actor);

    /// Hands in what somebody outside says: an answer, a pause, a cancellation. Durable when it
    /// returns; late and duplicate ones are ignored by the decider.
    void signal(String run, Event event, Actor actor);

    /// What this driver can do beyond the seam, such as `pinned-places` or `remote-workers`.
    Set<String> capabilities();

    @Override
    void close();
}
