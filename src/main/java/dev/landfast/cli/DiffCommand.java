package dev.landfast.cli;

import dev.landfast.console.Plain;
import java.util.Map;

/// What a run changes, as a patch.
final class DiffCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("RUN", 1, 1).json().example("diff login | less");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var landfast = session.landfast();
        var patch = landfast.work().diff(landfast.runs().find(words.first()));
        if (words.has("json")) {
            session.json(Map.of("patch", patch));
        } else {
            session.write(Plain.text(patch));
        }
        return ExitCode.DONE;
    }
}
