package dev.landfast.cli;

import dev.landfast.api.Setup;
import dev.landfast.console.Plain;
import dev.landfast.console.Table;
import dev.landfast.console.Tone;

/// Says what is missing here and how to get it.
final class DoctorCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.none().json();
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var found = session.landfast().setup().doctor();
        var well = found.stream().allMatch(Setup.Finding::good);
        if (words.has("json")) {
            session.json(found);
            return well ? ExitCode.DONE : ExitCode.ENVIRONMENT;
        }
        var table = new Table();
        for (var one : found) {
            table.row(
                    one.good()
                            ? Table.Cell.of("ok", Tone.GOOD)
                            : Table.Cell.of("missing", Tone.BAD),
                    Table.Cell.of(one.what()),
                    Table.Cell.of(
                            Plain.line(
                                    one.good() ? one.says() : one.says() + "; " + one.remedy())));
        }
        session.say(table.lines(session.shown()));
        return well ? ExitCode.DONE : ExitCode.ENVIRONMENT;
    }
}
