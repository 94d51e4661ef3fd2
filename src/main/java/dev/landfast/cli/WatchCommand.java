package dev.landfast.cli;

/// Follows a run that is there already.
final class WatchCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("RUN", 1, 1).example("watch login");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var run = session.landfast().runs().find(words.first());
        return new Following(session, run).follow(run);
    }
}
