package dev.landfast.cli;

import dev.landfast.console.Plain;
import java.util.Map;

/// Writes a run as a cassette that plays it again without its agents.
final class RecordCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("RUN", 1, 1)
                .value("output", "FOLDER", "where to; NAME.cassette here unless said")
                .json()
                .example("record login")
                .example("record login --output /tmp/login");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var run = session.landfast().runs().find(words.first());
        var folder = session.place(words.value("output").orElse(run.handle() + ".cassette"));
        session.landfast().reports().record(run.id(), folder);
        if (words.has("json")) {
            session.json(Map.of("folder", folder.toString()));
            return ExitCode.DONE;
        }
        session.say(Plain.line(folder.toString()));
        session.note(
                "to play it: landfast run … --agent "
                        + Plain.line(Words.quoted("replay:" + folder)));
        return ExitCode.DONE;
    }
}
