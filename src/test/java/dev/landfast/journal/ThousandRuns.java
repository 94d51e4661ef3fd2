package dev.landfast.journal;

import dev.landfast.git.GitTool;
import dev.landfast.git.Repository;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fills a repository's journal with the runs of a busy year: each of thirteen steps, all but every
/// hundredth done. Its arguments are the repository and the state directory of all repositories.
final class ThousandRuns {

    private static final int RUNS = 1000;
    private static final int STEPS = 13;
    private static final int WAITS = 100;
    private static final Actor ENGINE = new Actor.Engine();

    private ThousandRuns() {}

    public static void main(String[] args) {
        var id = Repository.discover(Path.of(args[0]), GitTool.find(System.getenv())).id();
        try (var journal = Journal.open(Path.of(args[1]).resolve(id), Clock.systemUTC());
                var writer = journal.writer().orElseThrow()) {
            for (var i = 1; i <= RUNS; i++) {
                run(journal, writer, i);
            }
            System.out.println(journal.count());
        }
    }

    private static void run(Journal journal, Writer writer, int number) {
        var start =
                new Event.RunStarted(
                        new Event.Pin("feature", "d".repeat(64), "workflow: feature\n", 1, "abc"),
                        "standard",
                        Map.of("name", "login-" + number),
                        new Event.Origin.Fresh());
        var id = journal.submit("login-" + number, start, ENGINE);
        var events = new ArrayList<Event>(List.of(start));
        for (var step = 1; step <= STEPS; step++) {
            var key = new StepKey("step-" + step, 1);
            events.add(new Event.StepScheduled(key, "run"));
            events.add(
                    new Event.StepFinished(key, StepResult.pass(Map.of()), Duration.ofMinutes(2)));
        }
        var waits = number % WAITS == 0;
        if (!waits) {
            events.add(new Event.RunEnded(Event.End.DONE, "", List.of(), List.of()));
        }
        var standing =
                waits
                        ? new RunSummary.Standing(
                                RunSummary.Word.WAITING,
                                "approval of step-13",
                                "landfast approve login-" + number,
                                Optional.empty())
                        : RunSummary.Standing.of(RunSummary.Word.DONE);
        var links = events.stream().map(event -> writer.link(id, ENGINE, event)).toList();
        var taken = journal.requests().stream().map(Inbox.Request::id).toList();
        writer.append(new Transition(links, Map.of(), Map.of(id, standing), taken));
    }
}
