package dev.landfast.cli;

import dev.landfast.api.Planting;
import dev.landfast.api.Planting.Row;
import dev.landfast.console.Plain;
import dev.landfast.console.Table;
import dev.landfast.console.Table.Cell;
import dev.landfast.console.Tone;
import java.util.LinkedHashMap;
import java.util.Map;

/// Plants a defect for each check of a gate, and says which of them found it.
final class GateCanariesCommand implements Command {

    private static final int LONGEST = 200;

    @Override
    public Usage usage() {
        return GateRunCommand.asked(Usage.none())
                .value("commit", "COMMIT", "the change; what is checked out unless said")
                .value("only", "CHECK,…", "these checks alone")
                .flag("trust", "you have read what the project's own settings and workflow run")
                .json()
                .example("gate canaries")
                .example("gate canaries --gate unit --only tests,lint");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var order = GateRunCommand.order(words);
        var gates = session.landfast().gates();
        return Measuring.until(
                session,
                () -> {
                    var planting =
                            gates.canaries(
                                    order,
                                    what ->
                                            session.note(
                                                    Plain.line("planting defects for " + what)));
                    if (words.has("json")) {
                        session.json(data(planting));
                    } else {
                        show(planting, session);
                    }
                    return Measuring.code(planting.end());
                });
    }

    private static Map<String, Object> data(Planting planting) {
        var all = new LinkedHashMap<String, Object>();
        all.put("gate", planting.gate());
        all.put("subject", planting.subject());
        all.put("checks", planting.rows().stream().map(GateCanariesCommand::data).toList());
        return all;
    }

    private static Map<String, Object> data(Row row) {
        var all = new LinkedHashMap<String, Object>();
        all.put("check", row.asked());
        all.put("shown", row.shown());
        all.put("what", row.what());
        all.put("remedy", row.remedy());
        all.put("seconds", row.end().took().toMillis() / 1000.0);
        return all;
    }

    private static void show(Planting planting, Session session) {
        session.say(
                "gate "
                        + session.shown().paint(Tone.STRONG, Plain.line(planting.gate()))
                        + "  "
                        + Plain.line(planting.subject()));
        var table = new Table();
        planting.rows()
                .forEach(row ->
                        table.row(
                                Cell.of("  " + Plain.line(row.asked()), Tone.NAME),
                                Cell.of(row.shown(), tone(row)),
                                Cell.of(Ages.exactly(row.end().took()), Tone.FAINT),
                                Cell.of(cut(row.what()))));
        session.say(table.lines(session.shown()));
        for (var row : planting.rows()) {
            if (!row.remedy().isEmpty()) {
                session.say(Plain.line(row.asked()) + " → " + cut(row.remedy()));
            }
        }
    }

    private static String cut(String text) {
        return Plain.cut(Plain.line(text), LONGEST);
    }

    private static Tone tone(Row row) {
        return switch (row.end().end()) {
            case PASSED -> Tone.GOOD;
            case FAILED, UNPROVEN -> Tone.BAD;
            case ENVIRONMENT -> Tone.CARE;
        };
    }
}
