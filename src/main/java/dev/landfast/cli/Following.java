package dev.landfast.cli;

import dev.landfast.api.Follow;
import dev.landfast.api.RunEvent;
import dev.landfast.api.RunLine;
import dev.landfast.console.Live;
import dev.landfast.console.Plain;
import dev.landfast.console.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Shows a run as it goes on, until it gets no further by itself: a block that is drawn again on a
/// terminal, a line an event otherwise. Going away changes nothing for the run.
final class Following {

    private final Session session;
    private final Follow follow;
    private final Live live;
    private final Instant since;

    /// From the run's first event on.
    Following(Session session, RunLine run) {
        this(session, run, Instant.EPOCH);
    }

    /// For somebody who has just spoken to a run: only what happens from now on.
    ///
    /// @param run as it was before they spoke
    static Following onwards(Session session, RunLine run) {
        return new Following(session, run, run.times().updated());
    }

    private Following(Session session, RunLine run, Instant since) {
        this.since = since;
        this.session = session;
        this.follow = session.landfast().runs().follow(run);
        this.live = new Live(session.noted(), session::draw);
    }

    /// Follows, then says how it stands and what comes next.
    ///
    /// @return by how the run stands
    ExitCode follow(RunLine run) {
        var beat = Beat.of(session);
        var going = new AtomicReference<>(run);
        var farewell = new Thread(() -> detach(going.get()));
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            watch(beat);
        } finally {
            live.erase();
            quietly(farewell);
        }
        var last = follow.run();
        Ending.tell(last, follow.steps(), session);
        return ExitCode.of(last.status());
    }

    private void watch(Beat beat) {
        while (true) {
            var goesOn = follow.goesOn();
            var events = follow.await(goesOn ? Beat.LENGTH : Duration.ZERO);
            show(events.stream().filter(event -> event.at().isAfter(since)).toList());
            if (!goesOn) {
                return;
            }
            live.draw(() -> Block.lines(follow.run(), follow.steps(), session));
            beat.passed();
        }
    }

    private void show(List<RunEvent> events) {
        if (!session.noted().ansi()) {
            events.forEach(event -> session.note(Happening.line(event, session.noted())));
            return;
        }
        var telling =
                events.stream()
                        .filter(Following::worthALine)
                        .map(event -> Happening.line(event, session.noted()))
                        .toList();
        if (!telling.isEmpty()) {
            live.say(telling);
        }
    }

    /// What the block of steps does not show: what went wrong, and a budget that is nearly gone.
    private static boolean worthALine(RunEvent event) {
        var about = event.about();
        return about.mood() == RunEvent.Mood.BAD
                || (about.mood() == RunEvent.Mood.CARE && about.type().equals("noted"));
    }

    /// Ctrl-C ends this process and nothing else.
    private void detach(RunLine run) {
        live.erase();
        session.note(
                session.noted().paint(Tone.CARE, "no longer following")
                        + "; the run goes on: landfast watch "
                        + Plain.line(run.handle()));
        session.draw("");
    }

    private static void quietly(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is going away, and the hook says so.
        }
    }
}
