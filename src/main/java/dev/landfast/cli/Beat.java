package dev.landfast.cli;

import java.time.Duration;

/// What everybody who follows a run goes by: how long to wait for news at most, and how often to
/// see that somebody carries the run at all.
final class Beat {

    /// Also how often elapsed times are drawn again.
    static final Duration LENGTH = Duration.ofMillis(500);

    /// A runner that died is replaced after this many beats at most.
    private static final int TO_LOOK = 10;

    private final Session session;
    private int beats;

    private Beat(Session session) {
        this.session = session;
    }

    /// From now on, with somebody to carry the run.
    static Beat of(Session session) {
        session.landfast().carry();
        return new Beat(session);
    }

    /// One has passed.
    void passed() {
        beats++;
        if (beats % TO_LOOK == 0) {
            session.landfast().carry();
        }
    }
}
