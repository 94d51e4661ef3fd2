package dev.landfast.cli;

import dev.landfast.api.Roster.Line;
import dev.landfast.console.Plain;
import dev.landfast.console.Table;
import dev.landfast.console.Table.Cell;
import dev.landfast.console.Tone;
import java.util.Map;

/// The roles there are, and which workflows employ them.
final class RoleLsCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.none().json();
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var roster = session.landfast().roster();
        var all = roster.list();
        if (words.has("json")) {
            session.json(Map.of("roles", all));
            return ExitCode.DONE;
        }
        var table = new Table();
        all.forEach(line -> row(line, table));
        session.say(table.lines(session.shown()));
        all.stream()
                .filter(line -> !line.trouble().isEmpty())
                .forEach(line -> session.note(Plain.line(line.trouble())));
        var open = roster.uncommitted();
        if (!open.isEmpty()) {
            session.note(
                    "runs read what is committed on the base; not committed: "
                            + Plain.line(String.join(", ", open)));
        }
        return ExitCode.DONE;
    }

    private static void row(Line line, Table table) {
        table.row(
                Cell.of(Plain.line(line.name()), Tone.STRONG),
                line.trouble().isEmpty()
                        ? Cell.of(line.reach().tier())
                        : Cell.of("broken", Tone.BAD),
                Cell.of(line.reach().access()),
                Cell.of(Plain.line(line.from()), Tone.FAINT),
                Cell.of(Plain.line(String.join(", ", line.usedBy()))));
    }
}
