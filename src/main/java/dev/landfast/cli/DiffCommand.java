package dev.landfast.cli;

import dev.landfast.console.Plain;

/// What a run changes, as a patch.
final class DiffCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("RUN", 1, 1).example("diff login | less");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var landfast = session.landfast();
        session.write(Plain.text(landfast.work().diff(landfast.runs().find(words.first()))));
        return ExitCode.DONE;
    }
}
