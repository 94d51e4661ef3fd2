package dev.landfast.cli;

import dev.landfast.api.GateLines.Check;
import dev.landfast.api.GateLines.Gate;
import dev.landfast.api.GateLines.Listed;
import dev.landfast.api.GateLines.Threshold;
import dev.landfast.console.Plain;
import dev.landfast.console.Table;
import dev.landfast.console.Table.Cell;
import dev.landfast.console.Tone;
import java.util.Map;

/// The gates of the definitions known here, with where each threshold comes from.
final class GateLsCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("[WORKFLOW]", 0, 1)
                .value("target", "T", "the variant or target whose thresholds count")
                .value(
                        "base",
                        "BRANCH",
                        "whose landfast.yaml counts; the default branch unless said")
                .json();
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var all = session.landfast().gates().list(GateRunCommand.order(words), words.at(0));
        if (words.has("json")) {
            session.json(Map.of("workflows", all));
            return ExitCode.DONE;
        }
        all.forEach(workflow -> show(workflow, session));
        return ExitCode.DONE;
    }

    private static void show(Listed workflow, Session session) {
        var from = workflow.from().isEmpty() ? "built in" : workflow.from();
        var target = workflow.target().isEmpty() ? "" : ", " + workflow.target();
        session.say(
                session.shown().paint(Tone.STRONG, Plain.line(workflow.workflow()))
                        + session.shown().paint(Tone.FAINT, "  " + Plain.line(from + target)));
        if (!workflow.trouble().isEmpty()) {
            session.say("  " + Plain.cut(Plain.line(workflow.trouble()), 300));
        }
        workflow.gates().forEach(gate -> show(gate, session));
    }

    static void show(Gate gate, Session session) {
        session.say("  " + session.shown().paint(Tone.NAME, Plain.line(gate.name())));
        var table = new Table();
        gate.checks().forEach(check -> rows(check, table));
        session.say(table.lines(session.shown()));
    }

    /// A line a threshold, the name of the check on the first.
    private static void rows(Check check, Table table) {
        var name = "    " + Plain.line(check.name());
        if (check.thresholds().isEmpty()) {
            table.row(
                    Cell.of(name),
                    Cell.of(check.off() ? "off" : "", Tone.CARE),
                    Cell.of(Plain.line(check.from()), Tone.FAINT));
        }
        for (Threshold threshold : check.thresholds()) {
            table.row(
                    Cell.of(name),
                    Cell.of(Plain.cut(Plain.line(threshold.name() + " " + threshold.value()), 60)),
                    Cell.of(Plain.line(threshold.from()), Tone.FAINT));
            name = "";
        }
    }
}
