package dev.landfast.cli;

import dev.landfast.api.RunLine;
import dev.landfast.api.RunStatus;
import dev.landfast.console.Plain;
import dev.landfast.console.Table;
import dev.landfast.console.Table.Cell;
import dev.landfast.console.Tone;
import java.util.List;
import java.util.Map;

/// `landfast` without a verb: what needs the person, and what they can do about it. Ten lines at
/// most, each with the next command.
final class NeedsCommand implements Command {

    private static final int NEEDING = 6;
    private static final int BUSY = 2;
    private static final int WAITS = 50;

    @Override
    public Usage usage() {
        return Usage.none().json();
    }

    @Override
    public ExitCode run(Words words, Session session) {
        session.wake();
        var runs = session.landfast().runs().current(1);
        var needing = runs.stream().filter(run -> run.status().needsPerson()).toList();
        var others =
                runs.stream()
                        .filter(run -> run.status().busy() || run.status() == RunStatus.PARKED)
                        .toList();
        if (words.has("json")) {
            session.json(Map.of("needing", fields(needing), "others", fields(others)));
            return ExitCode.DONE;
        }
        if (needing.isEmpty()) {
            session.say(
                    others.isEmpty()
                            ? "Nothing needs you.  " + Look.beginning()
                            : "Nothing needs you.");
        }
        var table = new Table();
        needing.stream().limit(NEEDING).forEach(run -> table.row(cells(run, why(run))));
        others.stream()
                .limit(BUSY)
                .forEach(run -> table.row(cells(run, since(run, session.ages()))));
        session.say(table.lines(session.shown()));
        rest(needing, others, session);
        return ExitCode.DONE;
    }

    private static List<Map<String, Object>> fields(List<RunLine> runs) {
        return runs.stream().map(RunLine::fields).toList();
    }

    private static void rest(List<RunLine> needing, List<RunLine> others, Session session) {
        var more = Math.max(0, needing.size() - NEEDING) + Math.max(0, others.size() - BUSY);
        if (more > 0) {
            session.say("and " + more + " more  landfast ls");
        }
    }

    private static Cell[] cells(RunLine run, String about) {
        var next = run.stand().next();
        var command = next.isEmpty() ? "landfast watch " + run.handle() : next;
        return new Cell[] {
            Cell.of(Plain.cut(Plain.line(run.handle()), 30), Tone.STRONG),
            Cell.of(run.status().toString(), Look.tone(run.status())),
            Cell.of(Plain.cut(Plain.line(about), WAITS)),
            Cell.of(Plain.line(command), Tone.NAME)
        };
    }

    private static String why(RunLine run) {
        var waits = run.stand().waits().lines().findFirst().orElse("");
        return waits.isEmpty() ? run.what().workflow() + "/" + run.what().variant() : waits;
    }

    private static String since(RunLine run, Ages ages) {
        return run.times()
                .wakes()
                .map(at -> "goes on " + ages.in(at))
                .orElse("since " + ages.ago(run.times().started()));
    }
}
