package dev.landfast.cli;

import dev.landfast.console.Plain;
import dev.landfast.console.Table;
import dev.landfast.console.Table.Cell;
import dev.landfast.console.Tone;
import java.util.Map;

/// The workflows that can be run here.
final class WorkflowLsCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.none().flag("names", "only their names, one a line").json();
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var all = session.landfast().workflows().list();
        if (words.has("json")) {
            session.json(Map.of("workflows", all));
            return ExitCode.DONE;
        }
        if (words.has("names")) {
            all.forEach(line -> session.say(Plain.line(line.name())));
            return ExitCode.DONE;
        }
        var table = new Table();
        all.forEach(line ->
                table.row(
                        Cell.of(Plain.line(line.name()), Tone.STRONG),
                        Cell.of(Plain.line(line.file().orElse("built in")), Tone.FAINT),
                        Cell.of(Plain.line(line.about()))));
        session.say(table.lines(session.shown()));
        return ExitCode.DONE;
    }
}
