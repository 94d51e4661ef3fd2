package dev.landfast.cli;

import dev.landfast.console.Plain;
import dev.landfast.console.Table;
import dev.landfast.console.Table.Cell;
import dev.landfast.console.Tone;
import java.util.List;

/// Why a run stopped: which step, the tool's own words, what was tried, what to do.
final class WhyCommand implements Command {

    private static final int TRIED = 10;
    private static final int LONGEST = 160;

    @Override
    public Usage usage() {
        return Usage.of("RUN", 1, 1)
                .flag("rerun", "print the script that measures again by hand")
                .json();
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var runs = session.landfast().runs();
        var run = runs.find(words.first());
        var diagnosis = runs.why(run);
        if (words.has("rerun")) {
            diagnosis.stops().forEach(stop -> session.write(Plain.text(stop.proof().rerun())));
            return ExitCode.DONE;
        }
        if (words.has("json")) {
            session.json(diagnosis.fields());
            return ExitCode.DONE;
        }
        ShowCommand.head(run, session);
        Why.tell(run, session);
        tried(diagnosis.tried(), session);
        var table = new Table();
        diagnosis
                .next()
                .forEach(next ->
                        table.row(
                                Cell.of("  " + Plain.line(next.command()), Tone.NAME),
                                Cell.of(Plain.line(next.why()), Tone.FAINT)));
        if (!table.isEmpty()) {
            session.say(session.shown().paint(Tone.STRONG, "next"));
            session.say(table.lines(session.shown()));
        }
        return ExitCode.DONE;
    }

    private static void tried(List<String> tried, Session session) {
        if (tried.isEmpty()) {
            return;
        }
        session.say(session.shown().paint(Tone.STRONG, "what went before"));
        if (tried.size() > TRIED) {
            session.say("  … " + (tried.size() - TRIED) + " earlier");
        }
        tried.stream()
                .skip(Math.max(0, tried.size() - TRIED))
                .forEach(line -> session.say("  " + Plain.cut(Plain.line(line), LONGEST)));
    }
}
