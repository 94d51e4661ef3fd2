package dev.landfast.cli;

import dev.landfast.api.Workflows.Card;
import dev.landfast.console.Plain;
import dev.landfast.console.Table;
import dev.landfast.console.Table.Cell;
import dev.landfast.console.Tone;

/// A workflow as people read it, or its source.
final class WorkflowShowCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("WORKFLOW", 1, 1)
                .value("variant", "V", "show the steps of this variant")
                .flag("source", "print the definition itself, to copy and change it")
                .json()
                .example("workflow show feature --source > .landfast/workflows/ours.yaml");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var workflows = session.landfast().workflows();
        if (words.has("source")) {
            session.write(Plain.text(workflows.source(words.first())));
            return ExitCode.DONE;
        }
        var card = workflows.show(words.first(), words.value("variant"));
        if (words.has("json")) {
            session.json(card);
            return ExitCode.DONE;
        }
        tell(card, session);
        return ExitCode.DONE;
    }

    private static void tell(Card card, Session session) {
        var terminal = session.shown();
        session.say(
                terminal.paint(Tone.STRONG, Plain.line(card.line().name()))
                        + "  "
                        + Plain.line(card.line().about()));
        section("parameters", params(card), session);
        section("variants", variants(card), session);
        session.say("");
        session.say(terminal.paint(Tone.STRONG, "steps"));
        card.outline().forEach(line -> session.say("  " + Plain.line(line)));
    }

    private static void section(String title, Table table, Session session) {
        if (!table.isEmpty()) {
            session.say("");
            session.say(session.shown().paint(Tone.STRONG, title));
            session.say(table.lines(session.shown()));
        }
    }

    private static Table params(Card card) {
        var table = new Table();
        card.params()
                .forEach(param ->
                        table.row(
                                Cell.of("  " + Plain.line(param.name()), Tone.NAME),
                                Cell.of(param.type() + (param.required() ? ", required" : "")),
                                Cell.of(Plain.line(param.about()))));
        return table;
    }

    private static Table variants(Card card) {
        var table = new Table();
        card.variants()
                .forEach(variant ->
                        table.row(
                                Cell.of("  " + Plain.line(variant.name()), Tone.NAME),
                                Cell.of(variant.usual() ? "usual" : ""),
                                Cell.of(variant.steps()),
                                Cell.of(Plain.line(variant.expects())),
                                Cell.of(Plain.line(variant.about()))));
        return table;
    }
}
