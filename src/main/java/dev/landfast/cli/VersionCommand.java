package dev.landfast.cli;

import dev.landfast.api.Landfast;
import java.util.Map;

final class VersionCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.none().json();
    }

    @Override
    public ExitCode run(Words words, Session session) {
        if (words.has("json")) {
            session.json(Map.of("version", Landfast.version()));
        } else {
            session.say("landfast " + Landfast.version());
        }
        return ExitCode.DONE;
    }
}
