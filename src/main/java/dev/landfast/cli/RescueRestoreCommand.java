package dev.landfast.cli;

import dev.landfast.console.Plain;

/// Gives saved work back in a worktree of its own.
final class RescueRestoreCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("WHICH", 1, 1)
                .value("as", "NAME", "name of the worktree, rescued-NAME unless said")
                .example("rescue restore login --as login-again");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var which = words.first();
        var name = words.value("as").orElse("rescued-" + which.replaceAll("[^A-Za-z0-9_-].*", ""));
        var path = session.landfast().worktrees().restore(which, name);
        session.say(Plain.line(path.toString()));
        return ExitCode.DONE;
    }
}
