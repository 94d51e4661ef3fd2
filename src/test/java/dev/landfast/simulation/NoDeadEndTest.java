package dev.landfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Workflow;
import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import dev.landfast.simulation.Setup.Temper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Walks what a run can come to: at every step of every definition everything that can happen
/// there, once and for good, with people who mend what is wrong and with people who mend nothing.
/// Whoever then does what is printed first comes to done or cancelled, and is never told twice to
/// do what led nowhere.
///
/// The simulator checks at every rest that something is suggested, that it leads on, and that the
/// same suggestion does not come back in the same situation.
class NoDeadEndTest {

    private static final List<String> WORK =
            List.of(
                    "fail",
                    "escalate",
                    "conditional",
                    "disk-full",
                    "network",
                    "waiting",
                    "lost",
                    "broken",
                    "cancel",
                    "pause",
                    "moved");
    private static final List<String> PEOPLE = List.of("reject", "outdated", "expired");

    /// One case in so many in every build; `./dev states` walks all.
    private static final int STRIDE = 11;

    private record Walked(int cases, List<String> wrong) {}

    @Test
    void the_next_command_leads_to_done_or_cancelled() {
        var walked = walk(STRIDE);

        assertThat(walked.wrong()).isEmpty();
        assertThat(walked.cases()).isGreaterThan(1_000);
    }

    @Test
    @Tag("long")
    void the_next_command_leads_to_done_or_cancelled_wherever_a_run_can_come() {
        assertThat(walk(1).wrong()).isEmpty();
    }

    private static Walked walk(int stride) {
        var wrong = new ArrayList<String>();
        var all = new int[1];
        var walked = new int[1];
        Plans.all()
                .forEach((name, workflow) -> {
                    for (var event : possible(workflow)) {
                        if (all[0]++ % stride == 0) {
                            walked[0]++;
                            everybody(name, workflow, event, wrong);
                        }
                    }
                });
        System.out.printf("walked %d of %d places%n", walked[0], all[0]);
        wrong.stream().limit(40).forEach(System.out::println);
        return new Walked(walked[0] * 3, wrong);
    }

    private static void everybody(
            String name, Workflow workflow, String event, List<String> wrong) {
        for (var temper : List.of(Temper.HELPFUL, Temper.USELESS)) {
            for (var seed : temper == Temper.USELESS ? List.of(1L, 2L) : List.of(1L)) {
                var script = Script.empty();
                assertThat(script.add(event)).isEmpty();
                var setup = new Setup(seed, Odds.CALM, script, temper, Plans.start(workflow));
                var result = Simulation.run(workflow, setup);
                var end = result.end();
                if (result.violation().isPresent()
                        || end.filter(e -> e == End.DONE || e == End.CANCELLED).isEmpty()) {
                    wrong.add(
                            "%s %s %s %d: %s %s"
                                    .formatted(
                                            name,
                                            event.length() > 60 ? event.substring(0, 60) : event,
                                            temper,
                                            seed,
                                            end,
                                            result.violation().map(String::valueOf).orElse("")));
                }
            }
        }
    }

    /// `step=word` once, and again and again.
    private static List<String> possible(Workflow workflow) {
        var events = new ArrayList<String>();
        var seen = Simulation.run(workflow, calm(workflow)).journal();
        Set<String> steps = new LinkedHashSet<>();
        Set<String> asks = new LinkedHashSet<>();
        for (var entry : seen) {
            switch (entry.event()) {
                case Event.StepScheduled e -> steps.add(e.key().step());
                case Event.ChildStarted e -> steps.add(e.key().step());
                case Event.StepWaiting e -> asks.add(e.key().step());
                default -> {}
            }
        }
        steps.forEach(step -> WORK.forEach(word -> twice(events, step + "=" + word, 99)));
        // Whoever never does what is suggested gets nowhere, and should not.
        asks.forEach(step -> PEOPLE.forEach(word -> twice(events, step + "=" + word, 2)));
        return events;
    }

    private static void twice(List<String> events, String event, int more) {
        events.add(event);
        var word = event.substring(event.indexOf('=') + 1);
        events.add(event + ("," + word).repeat(more));
    }

    private static Setup calm(Workflow workflow) {
        return Setup.scripted(Script.empty(), Plans.start(workflow));
    }
}
