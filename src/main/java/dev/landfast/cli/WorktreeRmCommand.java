package dev.landfast.cli;

import dev.landfast.console.Plain;

/// Takes a worktree away that its run left behind. What would be lost is saved first.
final class WorktreeRmCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("NAME", 1, 1).json();
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var removed = session.landfast().worktrees().remove(words.first());
        if (words.has("json")) {
            session.json(removed);
            return ExitCode.DONE;
        }
        removed.kept().forEach(ref -> session.say("saved " + Plain.line(ref)));
        removed.setAside().forEach(path -> session.say("moved to " + Plain.line(path)));
        removed.branch()
                .ifPresent(branch ->
                        session.say("branch '" + Plain.line(branch) + "' stays: it is not merged"));
        session.note("the worktree '" + Plain.line(words.first()) + "' is gone");
        if (!removed.kept().isEmpty()) {
            session.note("get it back: landfast rescue restore " + Plain.line(words.first()));
        }
        return ExitCode.DONE;
    }
}
