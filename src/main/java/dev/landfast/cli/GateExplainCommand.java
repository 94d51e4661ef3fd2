package dev.landfast.cli;

import dev.landfast.api.Explained;
import dev.landfast.api.Explained.Card;
import dev.landfast.api.Explained.InWorkflow;
import dev.landfast.console.Plain;
import dev.landfast.console.Table;
import dev.landfast.console.Table.Cell;
import dev.landfast.console.Tone;
import java.util.List;

/// What a gate or a check measures, with which tools, what it cannot see, and what follows.
final class GateExplainCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("GATE|CHECK", 1, 1)
                .value("workflow", "W", "of this workflow alone")
                .value("target", "T", "the variant or target whose thresholds count")
                .value(
                        "base",
                        "BRANCH",
                        "whose landfast.yaml counts; the default branch unless said")
                .json()
                .example("gate explain coverage");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var explained =
                session.landfast().gates().explain(GateRunCommand.order(words), words.first());
        if (words.has("json")) {
            session.json(explained);
            return ExitCode.DONE;
        }
        gates("gate " + explained.word(), explained.gates(), session);
        explained.check().ifPresent(card -> show(card, session));
        gates("thresholds here", explained.uses(), session);
        waiving(explained, session);
        return ExitCode.DONE;
    }

    private static void gates(String title, List<InWorkflow> gates, Session session) {
        if (gates.isEmpty()) {
            return;
        }
        session.say(session.shown().paint(Tone.STRONG, Plain.line(title)));
        for (var gate : gates) {
            var from = gate.from().isEmpty() ? "built in" : gate.from();
            session.say("  " + Plain.line("workflow " + gate.workflow() + ", " + from));
            GateLsCommand.show(gate.gate(), session);
        }
        session.say("");
    }

    private static void show(Card card, Session session) {
        session.say(
                session.shown().paint(Tone.STRONG, "check " + card.name()) + "  " + card.about());
        card.text()
                .ifPresent(text -> {
                    session.say("  measures:     " + text.measures());
                    session.say("  with:         " + text.tools());
                    session.say("  cannot see:   " + text.blind());
                });
        if (!card.built()) {
            session.say("  this version cannot carry it out");
        }
        var table = new Table();
        card.settings()
                .forEach(setting ->
                        table.row(
                                Cell.of("    " + setting.name(), Tone.NAME),
                                Cell.of(
                                        setting.about()
                                                + (setting.bare()
                                                        ? " (what a bare value stands for)"
                                                        : ""))));
        if (!table.isEmpty()) {
            session.say("  settings:");
            session.say(table.lines(session.shown()));
        }
        session.say("");
    }

    private static void waiving(Explained explained, Session session) {
        var word = Plain.line(explained.word());
        session.say(
                session.shown().paint(Tone.STRONG, "when it is wrong about you")
                        + "\n  in a run, a person takes a finding or a check on themselves:"
                        + " landfast waive RUN SUBJECT --reason TEXT"
                        + "\n  for good, the base's landfast.yaml says otherwise under 'gates',"
                        + " in a commit that a person has looked at"
                        + (explained.check().isEmpty()
                                ? ""
                                : "\nalone: landfast gate run --only " + word));
    }
}
