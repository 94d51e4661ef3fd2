package dev.landfast.api;

import dev.landfast.gate.CanaryReport;
import dev.landfast.gate.Shown;
import java.time.Duration;
import java.util.List;

/// What became of the defects that were planted for the checks of a gate.
///
/// @param subject the commit, the base and how that is called
public record Planting(String gate, String subject, List<Row> rows) {

    public Planting {
        rows = List.copyOf(rows);
    }

    /// One check.
    ///
    /// @param asked the word by which it is asked for alone
    /// @param shown `held`, `vacuous`, `not shown`, or `nothing planted`
    /// @param what was planted, or why nothing was shown
    /// @param remedy what to do; empty where nothing has to be done
    /// @param end by whose turn it is
    public record Row(String asked, String shown, String what, String remedy, Ended end) {

        static Row of(CanaryReport report) {
            var asked = report.check().substring(report.check().lastIndexOf(' ') + 1);
            var shown = report.shown();
            var took = report.took();
            return switch (shown) {
                case Shown.Held(var what) ->
                        new Row(asked, shown.word(), what, "", new Ended(Gated.End.PASSED, took));
                case Shown.Nothing() ->
                        new Row(
                                asked,
                                shown.word(),
                                "there is nothing that it measures, or its definition does without",
                                "",
                                new Ended(Gated.End.PASSED, took));
                case Shown.Vacuous(var what) ->
                        new Row(
                                asked,
                                shown.word(),
                                what + " was not found",
                                Shown.BLIND,
                                new Ended(Gated.End.UNPROVEN, took));
                case Shown.NotShown(var cause, var why, var remedy) ->
                        new Row(
                                asked,
                                shown.word(),
                                why,
                                remedy,
                                new Ended(
                                        cause.environment()
                                                ? Gated.End.ENVIRONMENT
                                                : Gated.End.UNPROVEN,
                                        took));
            };
        }
    }

    /// How long it took and what it means for the whole.
    public record Ended(Gated.End end, Duration took) {}

    static Planting of(String gate, String subject, List<CanaryReport> reports) {
        return new Planting(gate, subject, reports.stream().map(Row::of).toList());
    }

    /// Passed where every check is held, or has nothing to hold.
    public Gated.End end() {
        var ends = rows.stream().map(row -> row.end().end()).toList();
        if (ends.contains(Gated.End.UNPROVEN)) {
            return Gated.End.UNPROVEN;
        }
        return ends.contains(Gated.End.ENVIRONMENT) ? Gated.End.ENVIRONMENT : Gated.End.PASSED;
    }
}
