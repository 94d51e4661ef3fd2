package dev.landfast.cli;

import dev.landfast.api.RunLine;
import dev.landfast.api.RunStatus;
import dev.landfast.api.Workflows;
import dev.landfast.console.Plain;
import dev.landfast.console.Table;
import dev.landfast.console.Table.Cell;
import dev.landfast.console.Tone;
import java.util.List;

/// How runs look in a list.
final class Look {

    private static final int NAME = 40;
    private static final int WAITS = 50;

    private Look() {}

    /// How to start a run, for somebody who has none.
    static String beginning() {
        return Workflows.beginning("what is wanted");
    }

    static Tone tone(RunStatus status) {
        return switch (status) {
            case DONE -> Tone.GOOD;
            case ESCALATED, FAILED, BLOCKED -> Tone.BAD;
            case WAITING, PAUSED -> Tone.CARE;
            case QUEUED, RUNNING -> Tone.NAME;
            case PARKED, CANCELLED -> Tone.FAINT;
        };
    }

    /// A run a line: name, status, age, and the next command, or else what it waits for.
    static Table table(List<RunLine> runs, Ages ages) {
        var table = new Table();
        runs.forEach(run ->
                table.row(
                        Cell.of(Plain.cut(Plain.line(run.handle()), NAME), Tone.STRONG),
                        Cell.of(run.status().toString(), tone(run.status())),
                        Cell.of(workflow(run), Tone.FAINT),
                        Cell.of(ages.ago(run.times().updated()), Tone.FAINT),
                        Cell.of(Plain.line(last(run, ages)))));
        return table;
    }

    private static String workflow(RunLine run) {
        return Plain.line(run.what().workflow() + "/" + run.what().variant());
    }

    private static String last(RunLine run, Ages ages) {
        if (!run.stand().next().isEmpty()) {
            return run.stand().next();
        }
        return run.times()
                .wakes()
                .map(at -> "goes on " + ages.in(at))
                .orElse(Plain.cut(run.stand().waits(), WAITS));
    }
}
