package dev.landfast.cli;

import dev.landfast.console.Plain;

/// The person's shell in a run's worktree.
final class ShellCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("RUN", 1, 1).flag("path", "only print where the worktree is");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var landfast = session.landfast();
        var run = landfast.runs().find(words.first());
        var path = landfast.worktrees().of(run).toString();
        if (words.has("path")) {
            session.say(path);
            return ExitCode.DONE;
        }
        session.note("in " + Plain.line(path) + "; leave with 'exit'");
        session.draw("");
        try {
            landfast.work().shell(run);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (run.status().ended()) {
            session.note("commit what you did, then: landfast done " + Plain.line(run.handle()));
        }
        return ExitCode.DONE;
    }
}
