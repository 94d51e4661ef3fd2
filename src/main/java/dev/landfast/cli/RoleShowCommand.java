package dev.landfast.cli;

import dev.landfast.api.Roster.Card;
import dev.landfast.api.Roster.Knowledge;
import dev.landfast.console.Plain;
import dev.landfast.console.Table;
import dev.landfast.console.Table.Cell;
import dev.landfast.console.Tone;

/// One role: what it is for, what it knows, and its file.
final class RoleShowCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("ROLE", 1, 1)
                .flag("source", "print its file alone, to copy and change it")
                .json()
                .example("role show reviewer --source > .claude/agents/reviewer.md");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var card = session.landfast().roster().show(words.first());
        if (words.has("source")) {
            session.write(Plain.text(card.text()));
        } else if (words.has("json")) {
            session.json(card);
        } else {
            tell(card, session);
        }
        return ExitCode.DONE;
    }

    private static void tell(Card card, Session session) {
        var line = card.line();
        var terminal = session.shown();
        session.say(
                terminal.paint(Tone.STRONG, Plain.line(line.name()))
                        + "  "
                        + line.reach().tier()
                        + ", "
                        + line.reach().access()
                        + terminal.paint(Tone.FAINT, "  " + Plain.line(line.from())));
        session.say(Plain.line(line.reach().about()));
        if (!line.usedBy().isEmpty()) {
            session.say("used by " + Plain.line(String.join(", ", line.usedBy())));
        }
        if (!card.skills().isEmpty()) {
            session.say("");
            session.say(terminal.paint(Tone.STRONG, "skills"));
            var table = new Table();
            card.skills().forEach(skill -> row(skill, table));
            session.say(table.lines(terminal));
        }
        session.say("");
        session.say(terminal.paint(Tone.STRONG, "file"));
        card.text().lines().forEach(text -> session.say("  " + Plain.line(text)));
    }

    private static void row(Knowledge skill, Table table) {
        var found = !skill.from().isEmpty();
        table.row(
                Cell.of("  " + Plain.line(skill.name()), Tone.NAME),
                Cell.of(
                        found ? Plain.line(skill.from()) : "not found",
                        found ? Tone.FAINT : Tone.CARE),
                Cell.of(Plain.line(skill.about())));
    }
}
