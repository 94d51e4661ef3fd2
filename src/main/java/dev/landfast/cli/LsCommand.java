package dev.landfast.cli;

import dev.landfast.api.RunLine;
import dev.landfast.console.Plain;
import java.util.Map;

/// The runs that are not settled, and the newest of all.
final class LsCommand implements Command {

    private static final int NEWEST = 20;

    @Override
    public Usage usage() {
        return Usage.none()
                .flag("all", "every run there has been")
                .flag("names", "only what to call them by, one a line")
                .json()
                .example("ls")
                .example("ls --all --json");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        session.wake();
        var runs = session.landfast().runs();
        var shown = words.has("all") ? runs.all() : runs.current(NEWEST);
        if (words.has("json")) {
            session.json(Map.of("runs", shown.stream().map(RunLine::fields).toList()));
            return ExitCode.DONE;
        }
        if (words.has("names")) {
            shown.forEach(run -> session.say(Plain.line(run.handle())));
            return ExitCode.DONE;
        }
        session.say(Look.table(shown, session.ages()).lines(session.shown()));
        var more = runs.count() - shown.size();
        if (shown.isEmpty()) {
            session.note("no runs yet; start one: " + Look.beginning());
        } else if (more > 0) {
            session.note("and " + more + " more: landfast ls --all");
        }
        return ExitCode.DONE;
    }
}
