package dev.landfast.cli;

import dev.landfast.api.Costs;
import dev.landfast.api.Costs.Sheet;
import dev.landfast.console.Plain;
import dev.landfast.console.Table;
import dev.landfast.console.Table.Cell;
import dev.landfast.console.Tone;
import dev.landfast.problem.UsageProblem;
import java.util.Locale;

/// What agents used and what that cost. What is unknown is called so; a sum with an unknown part is
/// a lower bound.
final class CostCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("[RUN]", 0, 1)
                .flag("day", "all runs, of today (UTC)")
                .value("by", "WHAT", "put together by " + String.join(", ", Costs.BY))
                .json()
                .example("cost login")
                .example("cost --day --by model");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var sheet = sheet(words, session);
        if (words.has("json")) {
            session.json(sheet.fields());
            return ExitCode.DONE;
        }
        if (sheet.rows().isEmpty()) {
            session.note("no agent has been asked");
        } else {
            session.say(table(sheet).lines(session.shown()));
        }
        for (var left : sheet.budgets()) {
            session.say(
                    String.format(
                            Locale.ROOT,
                            "budget of the %s: $%.2f, $%.2f spent or set aside, $%.2f left",
                            left.of(),
                            left.limit(),
                            left.gone(),
                            left.left()));
        }
        if (sheet.total().count().unknown() > 0) {
            session.note(
                    sheet.total().count().unknown()
                            + " attempts of unknown cost; prices of models: landfast.yaml, 'prices'");
        }
        return ExitCode.DONE;
    }

    private static Sheet sheet(Words words, Session session) {
        var costs = session.landfast().costs();
        if (words.rest().isEmpty()) {
            var by = words.value("by").orElse("run");
            return words.has("day") ? costs.today(by) : costs.all(by);
        }
        if (words.has("day")) {
            throw new UsageProblem(
                    "LF-108",
                    Words.quoted(words.first()) + " is one word too many",
                    "",
                    "--day is of all runs");
        }
        var run = session.landfast().runs().find(words.first());
        return costs.run(run, words.value("by").orElse("step"));
    }

    private static Table table(Sheet sheet) {
        var table = new Table();
        row(
                table,
                Tone.FAINT,
                sheet.by(),
                "attempts",
                "tokens in",
                "cached",
                "out",
                "cost",
                "basis");
        for (var row : sheet.rows()) {
            line(table, Tone.STRONG, row);
        }
        if (sheet.rows().size() > 1) {
            line(table, Tone.STRONG, sheet.total());
        }
        return table;
    }

    private static void line(Table table, Tone tone, Costs.Row row) {
        var count = row.count();
        row(
                table,
                tone,
                Plain.line(row.name()),
                String.valueOf(count.attempts()),
                String.valueOf(count.read().all()),
                String.valueOf(count.read().cached()),
                String.valueOf(count.output()),
                row.cost(),
                row.basis());
    }

    private static void row(Table table, Tone tone, String name, String... rest) {
        var cells = new Cell[rest.length + 1];
        cells[0] = Cell.of(name, tone);
        for (var i = 0; i < rest.length; i++) {
            cells[i + 1] = tone == Tone.FAINT ? Cell.of(rest[i], tone) : Cell.of(rest[i]);
        }
        table.row(cells);
    }
}
