package dev.landfast.cli;

/// Ends a run in order and waits until that is done.
final class CancelCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("RUN", 1, 1)
                .value("reason", "TEXT", "kept with the run")
                .flag("detach", "do not wait until it has ended");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var landfast = session.landfast();
        var run = landfast.runs().find(words.first());
        landfast.controls().cancel(run, words.value("reason").orElse(""));
        if (words.has("detach")) {
            landfast.carry();
            return ExitCode.DONE;
        }
        var code = Following.onwards(session, run).follow(run);
        // Whoever cancels gets what they asked for.
        return code == ExitCode.CANCELLED ? ExitCode.DONE : code;
    }
}
