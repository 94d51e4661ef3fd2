package dev.landfast.cli;

import dev.landfast.api.Diagnosis.Problem;
import dev.landfast.api.Gated;
import dev.landfast.console.Plain;
import dev.landfast.console.Table;
import dev.landfast.console.Table.Cell;
import dev.landfast.console.Tone;
import java.util.List;

/// What a gate came to, on one screen.
final class GateScreen {

    private static final int WORST = 3;
    private static final int MOST = 6;
    private static final int LONGEST = 300;

    private GateScreen() {}

    static void show(Gated gated, Session session) {
        var terminal = session.shown();
        session.say(
                terminal.paint(tone(gated.said().verdict()), gated.said().verdict())
                        + "  gate "
                        + terminal.paint(Tone.STRONG, Plain.line(gated.said().gate()))
                        + "  "
                        + Plain.line(gated.said().subject())
                        + terminal.paint(Tone.FAINT, "  " + Ages.exactly(gated.said().took())));
        session.say("  " + terminal.paint(Tone.FAINT, gated.said().answers()));
        if (!gated.beside().partly().isEmpty()) {
            session.say(
                    "  "
                            + terminal.paint(Tone.CARE, "a part")
                            + ": "
                            + Plain.line(gated.beside().partly()));
        }
        if (gated.beside().shadow()) {
            session.say("  " + terminal.paint(Tone.CARE, "in shadow") + ": it holds nothing up");
        }
        gated.beside().lists().remarks().forEach(remark -> session.say("  " + cut(remark)));
        session.say("");
        session.say(rows(gated).lines(terminal));
        findings(gated.findings(), session);
        list("waived", gated.beside().lists().waived(), session);
        list("NOT MEASURED", gated.beside().lists().unmeasured(), session);
        list("to know", gated.beside().lists().notes(), session);
        session.say("");
        session.say(
                terminal.paint(Tone.FAINT, "once more: ")
                        + terminal.paint(Tone.NAME, Plain.line(gated.beside().again())));
    }

    private static String cut(String text) {
        return Plain.cut(Plain.line(text), LONGEST);
    }

    private static Table rows(Gated gated) {
        var table = new Table();
        gated.rows()
                .forEach(row ->
                        table.row(
                                Cell.of("  " + Plain.line(row.asked()), Tone.NAME),
                                Cell.of(row.verdict(), tone(row.verdict())),
                                Cell.of(
                                        row.reused() ? "reused" : Ages.exactly(row.took()),
                                        Tone.FAINT),
                                Cell.of(cut(row.measured()))));
        return table;
    }

    private static void findings(List<Problem> findings, Session session) {
        if (findings.isEmpty()) {
            return;
        }
        session.say("");
        session.say(session.shown().paint(Tone.STRONG, "worst"));
        for (var problem : findings.stream().limit(WORST).toList()) {
            var place = problem.place().isEmpty() ? "" : problem.place() + "  ";
            session.say(
                    "  "
                            + session.shown().paint(Tone.BAD, problem.level())
                            + "  "
                            + cut(place + problem.rule() + ": " + problem.message()));
            problem.advice().ifPresent(advice -> session.say("      → " + cut(advice)));
        }
        if (findings.size() > WORST) {
            session.say("  and " + (findings.size() - WORST) + " more: add --json");
        }
    }

    private static void list(String title, List<String> items, Session session) {
        if (items.isEmpty()) {
            return;
        }
        session.say("");
        session.say(session.shown().paint(Tone.STRONG, title));
        items.stream().limit(MOST).forEach(item -> session.say("  " + cut(item)));
        if (items.size() > MOST) {
            session.say("  and " + (items.size() - MOST) + " more");
        }
    }

    private static Tone tone(String verdict) {
        return switch (verdict) {
            case "PASS" -> Tone.GOOD;
            case "FAIL" -> Tone.BAD;
            default -> Tone.CARE;
        };
    }
}
