package dev.landfast.cli;

import dev.landfast.console.Plain;

/// Lets a run start no further step.
final class PauseCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("RUN", 1, 1);
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var landfast = session.landfast();
        var run = landfast.runs().find(words.first());
        landfast.controls().pause(run);
        landfast.carry();
        session.note("paused; what is under way ends: landfast resume " + Plain.line(run.handle()));
        return ExitCode.DONE;
    }
}
