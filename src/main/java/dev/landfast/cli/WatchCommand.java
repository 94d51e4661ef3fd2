package dev.landfast.cli;

import dev.landfast.api.RunLine;
import java.time.Duration;

/// Follows a run that is there already.
final class WatchCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("RUN", 1, 1).json().example("watch login");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var run = session.landfast().runs().find(words.first());
        return words.has("json") ? events(run, session) : new Following(session, run).follow(run);
    }

    /// A line for each event, for as long as the run goes on by itself.
    private static ExitCode events(RunLine run, Session session) {
        var beat = Beat.of(session);
        var follow = session.landfast().runs().follow(run);
        while (true) {
            var goesOn = follow.goesOn();
            follow.await(goesOn ? Beat.LENGTH : Duration.ZERO).forEach(session::json);
            if (!goesOn || session.unread()) {
                return ExitCode.of(follow.run().status());
            }
            beat.passed();
        }
    }
}
