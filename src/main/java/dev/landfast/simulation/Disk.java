package dev.landfast.simulation;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What survives a crash: a run's journal, the inbox, and the token of whoever may write.
class Disk {

    private final List<Entry> journal = new ArrayList<>();
    private final List<Request> inbox = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private long token;
    private long requests;

    /// What somebody asked for; acknowledged to them once it is here.
    record Request(long id, Actor actor, Event event) {}

    interface Watcher {
        void written(List<Entry> journal, Entry entry);
    }

    /// Another process has taken over.
    static final class FencedOff extends RuntimeException {

        private static final long serialVersionUID = 1L;

        FencedOff() {
            super("fenced", null, false, false);
        }
    }

    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    /// Makes whoever asks the only writer.
    long takeOver() {
        return ++token;
    }

    boolean isCurrent(long holder) {
        return holder == token;
    }

    /// One transaction: all of it or nothing.
    void append(long holder, List<Entry> entries, List<Request> taken) {
        if (!mayWrite(holder)) {
            throw new FencedOff();
        }
        for (var entry : entries) {
            journal.add(entry);
            watchers.forEach(watcher -> watcher.written(journal, entry));
        }
        inbox.removeAll(taken);
    }

    boolean mayWrite(long holder) {
        return isCurrent(holder);
    }

    Request ask(Actor actor, Event event) {
        var request = new Request(++requests, actor, event);
        inbox.add(request);
        return request;
    }

    List<Request> inbox() {
        return List.copyOf(inbox);
    }

    List<Entry> journal() {
        return Collections.unmodifiableList(journal);
    }

    Entry entry(long seq, Instant at, Actor actor, Event event) {
        return new Entry(seq, at, actor, event, "");
    }
}
