package dev.landfast.cli;

import dev.landfast.console.Plain;
import dev.landfast.console.Table;
import dev.landfast.console.Table.Cell;
import dev.landfast.console.Tone;

/// The worktrees that runs have.
final class WorktreeLsCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.none().json();
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var worktrees = session.landfast().worktrees();
        if (words.has("json")) {
            session.json(worktrees.export());
            return ExitCode.DONE;
        }
        var table = new Table();
        for (var line : worktrees.list()) {
            table.row(
                    Cell.of(String.valueOf(line.id()), Tone.FAINT),
                    Cell.of(Plain.line(line.name()), Tone.STRONG),
                    Cell.of(line.life().status()),
                    Cell.of(Plain.line(line.branch())),
                    Cell.of(session.ages().ago(line.life().created()), Tone.FAINT),
                    Cell.of(Plain.line(line.path())));
        }
        session.say(table.lines(session.shown()));
        if (table.isEmpty()) {
            session.note("no worktrees");
        }
        return ExitCode.DONE;
    }
}
