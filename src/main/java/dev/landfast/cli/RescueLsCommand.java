package dev.landfast.cli;

import dev.landfast.console.Plain;
import dev.landfast.console.Table;
import dev.landfast.console.Table.Cell;
import dev.landfast.console.Tone;
import java.util.Map;

/// What was saved before something was taken away.
final class RescueLsCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.none().json();
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var saved = session.landfast().worktrees().saved();
        if (words.has("json")) {
            session.json(Map.of("saved", saved));
            return ExitCode.DONE;
        }
        var table = new Table();
        saved.forEach(each ->
                table.row(
                        Cell.of(Plain.line(each.name() + "/" + each.time()), Tone.STRONG),
                        Cell.of(each.commit().substring(0, 12), Tone.FAINT),
                        Cell.of(Plain.line(each.subject()))));
        session.say(table.lines(session.shown()));
        if (saved.isEmpty()) {
            session.note("nothing had to be saved");
        }
        return ExitCode.DONE;
    }
}
